/// How strongly two columns of any kinds go together: one number that a matrix can show.
public struct MixedAssociation: Equatable, Sendable {
    /// The measure that fits the two kinds.
    public enum Measure: String, Equatable, Sendable, CaseIterable {
        /// Two numbers: the correlation of their ranks, -1 to 1.
        case spearman = "Spearman"
        /// A number and a category: the root of the share of variance between the classes, corrected for their number.
        case correlationRatio = "eta"
        /// Two categories: Cramer's V, corrected for bias.
        case cramersV = "Cramer's V"
    }

    /// A column as numbers or as codes from 0; NaN and negative codes count as missing.
    public enum Column: Sendable {
        case number([Double])
        case category([Int32], count: Int)
    }

    public var measure: Measure
    /// The strength, 0 to 1; NaN where one side does not vary.
    public var value: Double
    /// With its direction where the measure has one, otherwise as `value`.
    public var signed: Double
    /// The rows in which neither is missing.
    public var n: Int

    /// The association of two columns over the rows that both have.
    ///
    /// - Complexity: O(n log n).
    public init(_ first: Column, _ second: Column) {
        switch (first, second) {
        case (.number(let x), .number(let y)):
            let pairs = zip(x, y).filter { !$0.0.isNaN && !$0.1.isNaN }
            let a = JointRanks(pairs.map(\.0)).ranks
            let b = JointRanks(pairs.map(\.1)).ranks
            measure = .spearman
            signed = Association.pearson(a, b)
            n = pairs.count
        case (.category(let a, let rows), .category(let b, let columns)):
            let table = ContingencyTable(a, b, rows: max(0, rows), columns: max(0, columns))
            measure = .cramersV
            let used = table.withoutEmptyLines
            signed = used.rows > 1 && used.columns > 1 ? used.correctedCramersV : .nan
            n = table.counts.reduce(0, +)
        case (.number(let values), .category(let codes, let count)), (.category(let codes, let count), .number(let values)):
            let known = codes.map { Int($0) < count ? $0 : -1 }
            measure = .correlationRatio
            signed = Association.correlationRatio(values, groups: known, count: max(0, count)).corrected
            n = zip(values, known).reduce(0) { $1.0.isFinite && $1.1 >= 0 ? $0 + 1 : $0 }
        }
        value = abs(signed)
    }
}

extension ContingencyTable {
    /// Theil's uncertainty coefficient: the share of the entropy of the columns that the rows explain, 0 to 1; NaN where the
    /// columns do not vary. Unlike V it has a direction.
    ///
    /// H. Theil, On the estimation of relationships involving qualitative variables, https://doi.org/10.1086/224909.
    public var uncertaintyOfColumnsByRows: Double {
        let inColumns = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + counts[$1 * columns + column] } }
        return share(of: Self.entropy(of: inColumns))
    }

    /// Theil's uncertainty coefficient the other way round: what the columns say of the rows.
    public var uncertaintyOfRowsByColumns: Double {
        let inRows = (0..<rows).map { row in (0..<columns).reduce(0) { $0 + counts[row * columns + $1] } }
        return share(of: Self.entropy(of: inRows))
    }

    private func share(of entropy: Double) -> Double {
        entropy > 0 ? min(1, mutualInformation / entropy) : .nan
    }
}
