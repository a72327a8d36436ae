/// Rows of a table that models may be fitted to. Only the splitter makes them.
public struct TrainingRows: Sendable, Equatable {
    /// Ascending.
    public let rows: [Int32]

    init(rows: [Int32]) { self.rows = rows }

    func divided(share: Double, seed: Int, target: TargetValues) -> (TrainingRows, TrainingRows)? { nil }
}
