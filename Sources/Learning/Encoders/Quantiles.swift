/// Quantiles of sorted values by linear interpolation (type 7 of R. J. Hyndman and Y. Fan 1996, https://doi.org/10.1080/00031305.1996.10473566).
enum Quantiles {
    /// The quantile of a share from 0 to 1; nil without values.
    static func value(_ share: Double, of sorted: [Double]) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let place = share * Double(last)
        let below = min(Int(place), last)
        let (a, b) = (sorted[below], sorted[min(below + 1, last)])
        let value = a + (b - a) * (place - Double(below))
        return value.isFinite ? value : a
    }
}
