/// Weight, mean and variance (ddof 0) of one feature in each class, over the values that are there.
///
/// Missing and infinite values are left out.
struct GaussianMoments {
    private(set) var weights: [Double]
    private(set) var means: [Double]
    private(set) var variances: [Double]
    /// The same over all classes together.
    private(set) var pooledMean = 0.0
    private(set) var pooledVariance = 0.0

    /// - `unit`: a power of two that values are divided by, so that squares neither overflow nor vanish.
    /// - `classes`: the place of every row's class, below `count`.
    /// - Complexity: O(rows), two passes: the squares are taken about the means.
    init(_ values: [Double], unit: Double, classes: [Int32], count: Int, rowWeights: [Double]?) {
        weights = [Double](repeating: 0, count: count)
        means = weights
        variances = weights
        var pooled = 0.0
        for (row, value) in values.enumerated() where value.isFinite {
            let weight = rowWeights?[row] ?? 1
            weights[Int(classes[row])] += weight
            means[Int(classes[row])] += weight * (value / unit)
        }
        let all = weights.reduce(0, +)
        guard all > 0 else { return }
        pooledMean = means.reduce(0, +) / all
        for place in 0..<count where weights[place] > 0 { means[place] /= weights[place] }
        for (row, value) in values.enumerated() where value.isFinite {
            let weight = rowWeights?[row] ?? 1
            let distance = value / unit - means[Int(classes[row])]
            variances[Int(classes[row])] += weight * distance * distance
            let fromAll = value / unit - pooledMean
            pooled += weight * fromAll * fromAll
        }
        for place in 0..<count where weights[place] > 0 { variances[place] /= weights[place] }
        pooledVariance = pooled / all
        // A class that has no value of this feature is taken to be like the others.
        for place in 0..<count where weights[place] <= 0 {
            means[place] = pooledMean
            variances[place] = pooledVariance
        }
    }

    /// A power of two that brings the largest value of some features near 1; 1 where nothing needs it.
    static func unit(of features: [[Double]]) -> Double {
        var largest = 0.0
        for values in features {
            for value in values where value.isFinite { largest = max(largest, value.magnitude) }
        }
        guard largest > 0x1p400 || (largest < 0x1p-400 && largest > 0) else { return 1 }
        return Double(sign: .plus, exponent: max(largest.exponent, -1022), significand: 1)
    }
}
