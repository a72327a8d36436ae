import Recipes
public import Statistics

/// The numbers and flags of a table as points in space, for views of its shape.
public struct TablePoints: Sendable {
    /// The columns that are coordinates, in the table's order.
    public var columns: [String]
    /// The rows that are points, ascending; at most ``rowLimit``, spread evenly.
    public var rows: [Int]
    /// How many rows there are.
    public var of: Int
    /// In the columns' own units; a missing or infinite value is the mean of its column.
    public var points: Points

    public static let rowLimit = 20_000
    /// With so many columns the components of 20,000 rows take about a second.
    public static let columnLimit = 100

    /// Points of the columns that vary.
    ///
    /// - Parameters:
    ///   - table: any.
    ///   - left: columns that are no coordinates, such as the target.
    ///   - hasFlags: whether a column of two words counts as 0 and 1, in the words' order.
    /// - Complexity: O(rows x columns) for at most ``rowLimit`` rows and ``columnLimit`` columns.
    public init(_ table: Table, leavingOut left: Set<String> = [], hasFlags: Bool = true) {
        rows = table.spreadRows(Self.rowLimit)
        of = table.rowCount
        columns = []
        var coordinates: [[Double]] = []
        for column in table.columns where columns.count < Self.columnLimit && !left.contains(column.name) {
            let values: [Double]
            switch column.storage {
            case .numbers(let numbers):
                guard column.kind == .number || column.kind == .flag else { continue }
                values = rows.map { numbers[$0] }
            case .codes(let codes, let words):
                guard hasFlags, column.kind == .flag, words.count == 2 else { continue }
                values = rows.map { codes[$0] < 0 ? .nan : Double(codes[$0]) }
            }
            guard Self.varies(values) else { continue }
            columns.append(column.name)
            coordinates.append(values)
        }
        points = Points(columns: coordinates)
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
