import Recipes

/// Training rows dealt into parts, so that what is made of the target comes, for each row, from the rows of the other parts.
///
/// Rows that belong together (one group, a row and what was made of it) are in one part. The parts follow from the rows' numbers alone.
struct CrossFitting: Sendable {
    /// The training rows that were observed.
    private let rows: [Int32]
    private let target: TargetValues
    private let weights: [Double]?
    /// The part of every row of ``rows``.
    private let parts: [Int]
    /// Rows that were made of others, each with the place in ``rows`` of the one it was made of.
    private let made: [(row: Int32, base: Int)]

    /// - Parameters:
    ///   - data: the training rows that were observed.
    ///   - made: rows of the same table that were made of training rows, each with that row.
    init(_ data: TrainingSet, made: [(row: Int32, base: Int32)] = []) {
        rows = data.origin.rows
        target = data.target
        weights = data.weights
        let division = data.origin.division
        let units = rows.map(division.unit)
        let random = CounterRandom(seed: 0, stream: -4)
        let order = Set(units).map { (key: random.bits($0), unit: $0) }.sorted { ($0.key, $0.unit) < ($1.key, $1.unit) }
        let dealt = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element.unit, $0.offset % TargetCode.parts) })
        parts = units.map { dealt[$0] ?? 0 }
        let places = made.isEmpty ? [:] : Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element, $0.offset) })
        self.made = made.compactMap { entry in places[entry.base].map { (entry.row, $0) } }
    }

    /// Columns of codes of the target, with those of the training rows put in that their own targets did not reach.
    ///
    /// - Parameters:
    ///   - columns: the codes of all rows of the table, by all training rows.
    ///   - values: the words that they are codes of.
    ///   - smoothing: as the codes were fitted.
    /// - Returns: the columns.
    /// - Complexity: O(parts x rows) a column.
    func adjusted(
        _ columns: [FeatureTable.Feature], _ values: FeatureValues, smoothing: Double?
    ) -> [FeatureTable.Feature] {
        guard case .codes(let codes, let words) = values else { return columns }
        var numbers = columns.map { column -> [Double] in
            if case .numbers(let values) = column.values { values } else { [] }
        }
        let own = gather(codes, at: rows)
        // One word over all rows: by parts its codes would tell apart rows that it does not.
        guard let first = own.first, own.contains(where: { $0 != first }) else { return columns }
        for part in 0..<TargetCode.parts {
            let others = parts.indices.filter { parts[$0] != part }
            let code = TargetCode(
                fitting: own, words: words, target: target, weights: weights, rows: others, smoothing: smoothing)
            let wanted =
                parts.indices.filter { parts[$0] == part }.map { rows[$0] } + made.filter { parts[$0.base] == part }.map(\.row)
            for (column, fitted) in code.columns(of: gather(codes, at: wanted), words: words).enumerated() {
                for (row, value) in zip(wanted, fitted) { numbers[column][Int(row)] = value }
            }
        }
        return zip(columns, numbers).map { .init(name: $0.name, kind: $0.kind, values: .numbers($1)) }
    }
}
