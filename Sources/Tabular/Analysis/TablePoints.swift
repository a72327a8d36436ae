public import Recipes
public import Statistics

/// The numbers and flags of a table as points in space, for views of its shape.
public struct TablePoints: Sendable {
    /// The columns that are coordinates, in the table's order.
    public var columns: [String]
    /// The rows that are points, ascending; spread evenly where they are not all.
    public var rows: [Int]
    /// How many rows there are.
    public var of: Int
    /// In the columns' own units; a missing or infinite value is the mean of its column.
    public var points: Points

    /// So many values are taken at most, rows times columns: 50 MB, whose components take about a second.
    public static let valueLimit = 6_000_000
    /// But never fewer rows than this.
    public static let leastRows = 20_000
    public static let columnLimit = 100

    /// Points of the columns that vary.
    ///
    /// - Parameters:
    ///   - table: any.
    ///   - left: columns that are no coordinates, such as the target.
    ///   - hasFlags: whether a column of two words counts as 0 and 1, in the words' order.
    ///   - limit: at most so many rows; nil for as many as ``rowLimit(columns:)`` says.
    ///   - cancellation: asked between columns.
    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows x columns) for at most ``columnLimit`` columns and as many rows as ``valueLimit`` allows.
    public init(
        _ table: Table, leavingOut left: Set<String> = [], hasFlags: Bool = true, rows limit: Int? = nil,
        cancellation: Cancellation = .never
    ) throws(AssayError) {
        let used = table.columns.filter { !left.contains($0.name) && Self.isCoordinate($0, hasFlags: hasFlags) }
            .prefix(Self.columnLimit)
        rows = table.spreadRows(limit ?? Self.rowLimit(columns: used.count))
        of = table.rowCount
        columns = []
        var coordinates: [[Double]] = []
        for column in used {
            try cancellation.check()
            let values =
                switch column.storage {
                case .numbers(let numbers): rows.map { numbers[$0] }
                case .codes(let codes, _): rows.map { codes[$0] < 0 ? .nan : Double(codes[$0]) }
                }
            guard Self.varies(values) else { continue }
            columns.append(column.name)
            coordinates.append(values)
        }
        points = Points(columns: coordinates)
    }

    /// As many rows as so many columns may have.
    public static func rowLimit(columns: Int) -> Int { max(leastRows, valueLimit / max(1, min(columns, columnLimit))) }

    /// The places of the points that a picture shows: spread evenly, a few thousand.
    public var drawn: [Int] { Table.spread(min(Self.leastRows, points.count), of: points.count) }

    private static func isCoordinate(_ column: Column, hasFlags: Bool) -> Bool {
        switch column.storage {
        case .numbers: column.kind == .number || column.kind == .flag
        case .codes(_, let words): hasFlags && column.kind == .flag && words.count == 2
        }
    }

    private static func varies(_ values: [Double]) -> Bool {
        guard let first = values.first(where: \.isFinite) else { return false }
        return values.contains { $0.isFinite && $0 != first }
    }

    /// The coordinates of a point by how far they lie from the column's median, farthest first.
    ///
    /// - Parameters:
    ///   - place: of the point.
    ///   - medians: of the columns, as ``medians()`` has them.
    ///   - scales: what the distance in each column is divided by.
    /// - Returns: the columns' places and signed distances.
    /// - Complexity: O(columns log columns).
    public func farthest(_ place: Int, from medians: [Double], scales: [Double]) -> [(column: Int, distance: Double)] {
        zip(points[place], columns.indices).map { value, column in
            (column: column, distance: scales[column] > 0 ? (value - medians[column]) / scales[column] : 0)
        }.sorted { (abs($1.distance), $0.column) < (abs($0.distance), $1.column) }
    }

    /// The median of each column over the points.
    ///
    /// - Complexity: O(rows log rows) a column.
    public func medians() -> [Double] {
        let width = points.dimensions
        return (0..<width).map { column in
            let sorted = (0..<points.count).map { points.values[$0 * width + column] }.sorted()
            guard let upper = sorted.dropFirst(sorted.count / 2).first else { return 0 }
            return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper) / 2
        }
    }
}
