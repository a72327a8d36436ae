/// Count, mean and variance of a sample.
struct Moments {
    let count: Int
    /// NaN where the sample is empty.
    let mean: Double
    /// With ddof 1; 0 where fewer than two values are.
    let variance: Double

    init(_ values: some Collection<Double>) {
        count = values.count
        guard let first = values.first else {
            mean = .nan
            variance = 0
            return
        }
        // Taken from the first value, so that equal values have a variance of 0 and not of rounding.
        let shift = values.reduce(0) { $0 + ($1 - first) } / Double(count)
        mean = first + shift
        let squares = values.reduce(0) { sum, value in
            let deviation = (value - first) - shift
            return sum + deviation * deviation
        }
        variance = count > 1 ? squares / Double(count - 1) : 0
    }

    /// The standard error of the mean of scores over splits that share training rows (Nadeau and Bengio 2003).
    func correctedError(testToTrain: Double) -> Double {
        ((1 / Double(count) + max(0, testToTrain)) * variance).squareRoot()
    }
}
