/// What is to be predicted, over some rows. Nothing is missing.
public enum TargetValues: Sendable, Equatable {
    /// Each row's class, 0 and up, and how many classes the table has; with two, class 1 is the positive one. A class need not
    /// stand in these rows.
    case classes([Int32], count: Int)
    /// Each row's number; all finite.
    case numbers([Double])

    /// The number of rows.
    public var count: Int {
        switch self {
        case .classes(let codes, _): codes.count
        case .numbers(let values): values.count
        }
    }

    /// Predicted values a row: a probability a class, or one number.
    public var width: Int {
        switch self {
        case .classes(_, let count): count
        case .numbers: 1
        }
    }

    /// The values at `rows`, in their order.
    func gathered(at rows: [Int32]) -> TargetValues {
        switch self {
        case .classes(let codes, let count): .classes(gather(codes, at: rows), count: count)
        case .numbers(let values): .numbers(gather(values, at: rows))
        }
    }
}
