/// The exponential mean of a series, without the pull to zero at its beginning, so that it never leaves the span of its values.
///
/// Kingma and Ba 2015 (https://doi.org/10.48550/arXiv.1412.6980) for the correction.
///
/// - Parameters:
///   - values: any; gaps stay gaps and are passed over.
///   - share: how much of the past is kept, at least 0 and below 1.
/// - Returns: as many values.
func smoothed(_ values: [Double], _ share: Double) -> [Double] {
    guard share > 0, share < 1 else { return values }
    var mean = 0.0
    var weight = 0.0
    return values.map { value in
        guard value.isFinite else { return value }
        // The mean of what has been seen so far, weights summing to one at every step.
        weight = share * weight + 1
        mean += (value - mean) / weight
        return mean
    }
}
