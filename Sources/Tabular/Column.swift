public import Recipes

/// A column of a table: a name, a kind, and the values.
public struct Column: Sendable {
    /// How the values are kept.
    public enum Storage: Sendable {
        /// Numbers, and dates as seconds since 1970-01-01 UTC. NaN is missing.
        case numbers(Values<Double>)
        /// Indices into the words, -1 is missing. The words are sorted by their bytes; of a column as it was read each
        /// stands at least once.
        case codes(Values<Int32>, words: Words)

        /// Numbers copied from an array.
        public static func numbers(_ values: [Double]) -> Storage { .numbers(Values(values)) }

        /// Codes and words copied from arrays.
        public static func codes(_ codes: [Int32], words: [String]) -> Storage { .codes(Values(codes), words: Words(words)) }
    }

    public let name: String
    public let kind: ColumnKind
    public let storage: Storage
    /// Digits after the point that show 99 % of the numbers in full; those few with more are shown in their shortest form.
    public let decimals: Int
    /// For a date, whether a time of day stands in the source.
    public let hasTime: Bool
    /// How missing values are written in the source, the commonest first.
    public let missingSpellings: [MissingSpelling]
    /// How many values are missing, where whoever made the column counted them.
    private let countedMissing: Int?

    public init(
        name: String, kind: ColumnKind, storage: Storage, decimals: Int = 0, hasTime: Bool = false,
        missingSpellings: [MissingSpelling] = []
    ) {
        self.init(
            name: name, kind: kind, storage: storage, decimals: decimals, hasTime: hasTime, missingSpellings: missingSpellings,
            countedMissing: nil)
    }

    init(
        name: String, kind: ColumnKind, storage: Storage, decimals: Int, hasTime: Bool, missingSpellings: [MissingSpelling],
        countedMissing: Int?
    ) {
        self.countedMissing = countedMissing
        self.name = name
        self.kind = kind
        self.storage = storage
        self.decimals = decimals
        self.hasTime = hasTime
        self.missingSpellings = missingSpellings
    }

    /// The number of rows.
    public var count: Int {
        switch storage {
        case .numbers(let values): values.count
        case .codes(let codes, _): codes.count
        }
    }

    /// The numbers, if the column has them.
    public var numbers: Values<Double>? {
        if case .numbers(let values) = storage { values } else { nil }
    }

    /// How many values are missing.
    ///
    /// - Complexity: O(1) for a column that was just read from text; O(n), at the speed of memory, for others.
    public var missingCount: Int {
        if let countedMissing { return countedMissing }
        switch storage {
        case .numbers(let values):
            return values.withUnsafeBufferPointer { $0.reduce(0) { $0 &+ ($1.isNaN ? 1 : 0) } }
        case .codes(let codes, _):
            return codes.withUnsafeBufferPointer { $0.reduce(0) { $0 &+ ($1 < 0 ? 1 : 0) } }
        }
    }

    /// Whether the value of this row is missing.
    public func isMissing(_ row: Int) -> Bool {
        switch storage {
        case .numbers(let values): values[row].isNaN
        case .codes(let codes, _): codes[row] < 0
        }
    }
}

extension Column {
    /// Whether another column has the same name, kind and values, bit by bit.
    func isSame(as other: Column) -> Bool {
        guard name == other.name, kind == other.kind, count == other.count else { return false }
        switch (storage, other.storage) {
        case (.numbers(let own), .numbers(let others)):
            return (0..<count).allSatisfy { own[$0].bitPattern == others[$0].bitPattern }
        case (.codes(let own, let words), .codes(let others, let otherWords)):
            return words == otherWords && (0..<count).allSatisfy { own[$0] == others[$0] }
        default: return false
        }
    }
}
