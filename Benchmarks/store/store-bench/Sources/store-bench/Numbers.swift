import Glibc

/// The same numbers on every machine (xorshift64*, https://doi.org/10.18637/jss.v008.i14).
struct Numbers {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> Double {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Double(state &* 0x2545_F491_4F6C_DD1D >> 11) / 9_007_199_254_740_992
    }
}

/// Seconds on a clock that all processes of a machine share.
func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
