public import Recipes
public import Statistics

/// The test of every column with the target that fits both, with its effect and p adjusted over all columns.
public struct TargetTests: Sendable, Equatable {
    /// One column's test.
    public struct Row: Sendable, Equatable {
        public var column: String
        /// Which test, why, and what it found.
        public var choice: TestChoice
        /// p after Benjamini and Hochberg over all columns; NaN where no test could be made.
        public var adjusted: Double
    }

    /// The largest effect first, by the words small, medium and large and then by p: measures of different tests do not compare.
    public var rows: [Row]
    /// How many rows were looked at.
    public var tested: Int

    /// With many rows everything differs: look at the effects, not at p.
    ///
    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows log rows) a column, on all cores.
    public init(_ table: Table, target: Recipe.Target, cancellation: Cancellation = .never) throws(AssayError) {
        tested = table.rowCount
        guard let view = TargetView(target, of: table) else {
            rows = []
            return
        }
        let columns = table.columns.filter { $0.name != target.column && $0.kind != .identifier && $0.kind != .text }
        let choices = try inParallel(columns.count, cancellation) { Self.choice(columns[$0], view) }
        let adjusted = PValueAdjustment.benjaminiHochberg.adjusted(choices.map(\.result.p))
        rows = columns.indices.map { Row(column: columns[$0].name, choice: choices[$0], adjusted: adjusted[$0]) }
            .sorted { a, b in
                let (x, y) = (a.rank, b.rank)
                return x != y ? x < y : (a.column < b.column)
            }
    }

    /// The test of one column with the target.
    static func choice(_ column: Column, _ target: TargetView) -> TestChoice {
        let codes = target.tags.map { $0 == TargetView.missingTag ? -1 : Int32(truncatingIfNeeded: $0) }
        let numbers = target.task == .regression ? target.tags.map(target.number) : []
        switch (column.storage, target.task) {
        case (.numbers(let values), .classification):
            return .numberByGroups(HypothesisTest.split(Array(values), groups: codes, count: target.labels.count))
        case (.numbers(let values), .regression): return .numbers(Array(values), numbers)
        case (.codes(let words, let all), .classification):
            return .categories(ContingencyTable(Array(words), codes, rows: all.count, columns: target.labels.count))
        case (.codes(let words, let all), .regression):
            return .numberByGroups(HypothesisTest.split(numbers, groups: Array(words), count: all.count))
        }
    }
}

extension TargetTests.Row {
    /// Sizes in words, then p, then the effect itself.
    fileprivate var rank: [Double] {
        guard choice.result.isMade, let effect = choice.result.effect else { return [9, 1, 0] }
        let size = ["large", "medium", "small", "negligible"].firstIndex(of: effect.sizeWord) ?? 8
        return [Double(size), adjusted, -abs(effect.value)]
    }

    public var json: JSON {
        let result = choice.result
        return [
            "column": .string(column), "test": .string(choice.method.rawValue), "reason": .string(choice.reason),
            "statistic": .finite(result.statistic), "p": .finite(result.p), "adjusted": .finite(adjusted), "n": JSON(result.n),
            "effect": result.effect.map { effect in
                [
                    "measure": .string(effect.name), "value": .finite(effect.value), "size": .string(effect.sizeWord),
                    "interval": effect.interval.map { .array([.finite($0.lowerBound), .finite($0.upperBound)]) } ?? .null,
                ]
            } ?? .null,
        ]
    }
}

extension [Double] {
    fileprivate static func < (a: [Double], b: [Double]) -> Bool { a.lexicographicallyPrecedes(b) }
}
