extension SampleMoments {
    /// Takes in the moments of other values, as if all had been one sample.
    ///
    /// P. Pebay, Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments,
    /// https://doi.org/10.2172/1028931. The result depends on the order of merging in its last bits only.
    ///
    /// - Complexity: O(1).
    public mutating func merge(_ other: SampleMoments) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let (a, b) = (Double(count), Double(other.count))
        let n = a + b
        let delta = other.mean - mean
        let (shareA, shareB) = (a / n, b / n)
        let square = delta * delta
        let second = shareA * central.second + shareB * other.central.second + square * shareA * shareB
        let third =
            shareA * central.third + shareB * other.central.third
            + delta * square * shareA * shareB * (shareA - shareB)
            + 3 * delta * shareA * shareB * (other.central.second - central.second)
        let fourth =
            shareA * central.fourth + shareB * other.central.fourth
            + square * square * shareA * shareB * (shareA * shareA - shareA * shareB + shareB * shareB)
            + 6 * square * shareA * shareB * (shareA * other.central.second + shareB * central.second)
            + 4 * delta * shareA * shareB * (other.central.third - central.third)
        mean += delta * shareB
        central = (second, third, fourth)
        count += other.count
    }
}
