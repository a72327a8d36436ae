/// The values of one feature over some rows.
public enum FeatureValues: Sendable {
    /// Numbers, and dates as seconds since 1970-01-01 UTC; NaN is missing, infinities are kept as they stand.
    case numbers([Double])
    /// Places in `words`, -1 is missing. The words are those of the whole table, sorted; a word need not stand in these rows.
    /// Codes mean nothing beyond their table: a model keeps the words.
    case codes([Int32], words: [String])

    /// The number of rows.
    public var count: Int {
        switch self {
        case .numbers(let values): values.count
        case .codes(let codes, _): codes.count
        }
    }

    /// The values at `rows`, in their order.
    func gathered(at rows: [Int32]) -> FeatureValues {
        switch self {
        case .numbers(let values): .numbers(gather(values, at: rows))
        case .codes(let codes, let words): .codes(gather(codes, at: rows), words: words)
        }
    }
}

/// The elements of `values` at `rows`, in their order.
///
/// - Precondition: every row is a place in `values`, which the splitter sees to.
func gather<Element>(_ values: [Element], at rows: [Int32]) -> [Element] {
    rows.map { values[Int($0)] }
}
