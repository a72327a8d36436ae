/// True where two numbers agree to a relative difference, or both are as small as makes no odds.
func isClose(_ a: Double, _ b: Double, relative: Double = 1e-12) -> Bool {
    a == b || abs(a - b) <= relative * max(abs(a), abs(b)) || abs(a - b) < 1e-300
}
