public import Recipes
public import Statistics

/// How much every column says of every other, kinds mixed, in an order in which columns that go together stand together.
public struct AssociationMatrix: Sendable, Equatable {
    /// The columns, in the order of the clusters.
    public var columns: [String]
    /// Row by row, the diagonal too: 0 (nothing) to 1 (all), NaN where a column does not vary.
    public var values: [[Double]]
    /// With the direction for two numbers, otherwise as ``values``.
    public var signed: [[Double]]
    /// Which measure each is.
    public var measures: [[MixedAssociation.Measure]]
    /// How many rows were looked at, and of how many.
    public var sampled: TableProfile.Sampled

    public static let columnLimit = 200
    /// So many values are ranked or counted at most, pairs times rows: some seconds. The rows are as many as that allows.
    public static let workLimit = 120_000_000
    /// But never fewer than this.
    public static let leastRows = 10_000
    /// Columns of words with more different ones say everything of a sample, and nothing of the whole.
    public static let categoryLimit = 100

    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(columns^2 x rows log rows) for at most ``columnLimit`` columns and as many rows as ``workLimit`` allows, on
    ///   all cores.
    public init(_ table: Table, cancellation: Cancellation = .never) throws(AssayError) {
        let used = table.columns.filter(Self.isUsed).prefix(Self.columnLimit)
        let limit = Self.rowLimit(columns: used.count)
        let isWhole = table.rowCount <= limit
        sampled = TableProfile.Sampled(rows: min(limit, table.rowCount), of: table.rowCount)
        let rows = isWhole ? [] : table.spreadRows(limit)
        let all = try inParallel(used.count, cancellation) { isWhole ? used[$0] : used[$0].taking(rows: rows) }
        let inputs = all.map { column -> MixedAssociation.Column in
            switch column.storage {
            case .numbers(let values): .number(Array(values))
            case .codes(let codes, let words): .category(Array(codes), count: words.count)
            }
        }
        let pairs = all.indices.flatMap { a in (a..<all.count).map { (a, $0) } }
        let found = try inParallel(pairs.count, cancellation) { MixedAssociation(inputs[pairs[$0].0], inputs[pairs[$0].1]) }
        let count = all.count
        // The pairs before those of a column are those of the columns before it.
        let pair = { (x: Int, y: Int) in
            let (a, b) = (min(x, y), max(x, y))
            return found[a * count - a * (a - 1) / 2 + b - a]
        }
        let order = Self.order(all.count) { pair($0, $1).value }
        columns = order.map { all[$0].name }
        values = order.map { a in order.map { pair(a, $0).value } }
        signed = order.map { a in order.map { pair(a, $0).signed } }
        measures = order.map { a in order.map { pair(a, $0).measure } }
    }

    private static func isUsed(_ column: Column) -> Bool {
        switch column.storage {
        case .numbers: column.kind != .identifier
        case .codes(_, let words): column.kind != .identifier && column.kind != .text && words.count <= categoryLimit
        }
    }

    /// As many rows as so many columns are put against one another on.
    static func rowLimit(columns: Int) -> Int {
        max(leastRows, workLimit / max(1, columns * (columns + 1) / 2))
    }

    /// Joins the two clusters that go together best on average, again and again; the order is that of the leaves.
    private static func order(_ count: Int, _ value: (Int, Int) -> Double) -> [Int] {
        var clusters = (0..<count).map { [$0] }
        var links = clusters.map { a in clusters.map { b in value(a[0], b[0]).isNaN ? 0 : value(a[0], b[0]) } }
        while clusters.count > 1 {
            var best = (value: -1.0, a: 0, b: 1)
            for a in clusters.indices {
                for b in a + 1..<clusters.count where links[a][b] > best.value { best = (links[a][b], a, b) }
            }
            let (a, b) = (best.a, best.b)
            let (m, n) = (Double(clusters[a].count), Double(clusters[b].count))
            for other in clusters.indices where other != a && other != b {
                let mean = (links[a][other] * m + links[b][other] * n) / (m + n)
                (links[a][other], links[other][a]) = (mean, mean)
            }
            clusters[a] += clusters[b]
            clusters.remove(at: b)
            links.remove(at: b)
            for row in links.indices { links[row].remove(at: b) }
        }
        return clusters.first ?? []
    }
}
