public import Recipes
public import RunStore
public import Statistics
public import Tabular

extension Session {
    /// Each later run against the first, metric by metric, over the same folds where they have the same.
    ///
    /// - Throws: ``AssayError`` where fewer than two runs are named, or one is not there.
    public func compare(_ names: [String]) throws(AssayError) -> RunComparison { throw .unfinished }

    /// What the out-of-fold predictions of a run look like against the target of its table.
    public func predictionSummary(of run: RunRecord, table: Table) throws(AssayError) -> PredictionSummary {
        PredictionSummary(run: run.id)
    }

    /// What a run did against its parent (or, without one, the baseline); nil where there is nothing to compare it with.
    public func change(of run: RunRecord) throws(AssayError) -> RunChange? { nil }

    /// The same as a line: `− gender: AUC 0.8466 → 0.8471, +0.0005 [−0.0009, +0.0019], same 88 %, weak (5 folds)`; empty
    /// where there is nothing to compare it with.
    public func changeSummary(of run: RunRecord) throws(AssayError) -> String { try change(of: run)?.sentence ?? "" }
}

/// What a run did against another.
public struct RunChange: Sendable, Equatable {
    /// The run it is compared with.
    public var from: String
    public var fromNumber: Int
    /// What was changed: `− gender`.
    public var words: String
    public var metric: Metric
    public var before: Double
    public var after: Double
    /// Nil until both have a fold scored.
    public var comparison: PairedComparison?
    public var folds: Int
    public var isPaired: Bool

    public init(
        from: String, fromNumber: Int, words: String, metric: Metric, before: Double, after: Double,
        comparison: PairedComparison?, folds: Int, isPaired: Bool
    ) {
        self.from = from
        self.fromNumber = fromNumber
        self.words = words
        self.metric = metric
        self.before = before
        self.after = after
        self.comparison = comparison
        self.folds = folds
        self.isPaired = isPaired
    }

    /// The whole as one line.
    public var sentence: String { words }
}
