/// Some rows of the features, without the target: what a model predicts from.
public struct FeatureRows: Sendable {
    public let table: FeatureTable
    /// Rows of the table, or nil for all of them.
    let rows: [Int32]?

    init(table: FeatureTable, rows: [Int32]?) {
        self.table = table
        self.rows = rows
    }

    /// The number of rows.
    public var count: Int { rows?.count ?? table.rowCount }

    /// The number of features.
    public var featureCount: Int { table.features.count }

    /// The values of a feature over these rows.
    ///
    /// - Complexity: O(rows); nothing is copied where these are all rows.
    public func values(_ feature: Int) -> FeatureValues {
        let values = table.features[feature].values
        return rows.map(values.gathered(at:)) ?? values
    }

    /// The place of a feature, or nil.
    public func index(of name: String) -> Int? { table.index(of: name) }
}
