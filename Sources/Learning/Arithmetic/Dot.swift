/// The inner product of two rows of numbers, in four sums that run side by side: one order, and four times as fast as one sum.
@inline(__always)
func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    var place = 0
    while place &+ 4 <= count {
        s0 += a[place] * b[place]
        s1 += a[place &+ 1] * b[place &+ 1]
        s2 += a[place &+ 2] * b[place &+ 2]
        s3 += a[place &+ 3] * b[place &+ 3]
        place &+= 4
    }
    while place < count {
        s0 += a[place] * b[place]
        place &+= 1
    }
    return (s0 + s1) + (s2 + s3)
}

/// Adds `factor` times `row` to `sums`.
@inline(__always)
func accumulate(_ factor: Double, _ row: UnsafePointer<Double>, into sums: UnsafeMutablePointer<Double>, _ count: Int) {
    var place = 0
    while place < count {
        sums[place] += factor * row[place]
        place &+= 1
    }
}
