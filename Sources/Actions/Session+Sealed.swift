import Experiments
import Glibc
import Learning
public import Recipes
public import RunStore
import Statistics
import Tabular

extension Session {
    /// What a look at the sealed rows of a run would be.
    public struct SealedQuestion: Sendable, Equatable {
        public var run: RunRecord
        /// How many rows are sealed.
        public var rows: Int
        /// How often any of these rows were looked at before, by any run of the table.
        public var looks: Int
    }

    /// How many rows a run has sealed, and how often they were looked at. Looks at nothing.
    ///
    /// - Throws: ``AssayError`` where it has none, no model, or its table cannot be had any more.
    public func sealedQuestion(of name: String) throws(AssayError) -> SealedQuestion {
        let store = try storeWithRuns()
        let run = try store.resolve(name)
        let (_, rows) = try sealedRows(of: run)
        guard try store.model(of: run.id) != nil else { throw .noModel(run) }
        return SealedQuestion(run: run, rows: rows.rows.count, looks: try store.looks(at: rows))
    }

    /// Scores the sealed rows of a run by its model: the one act that looks at them, which is counted with all looks at the same rows.
    /// What a run has seen already is told again without another count.
    ///
    /// - Parameters:
    ///   - name: the run.
    ///   - threads: nil is all cores.
    /// - Returns: the run with its score on the sealed rows, and whether this was a new look.
    /// - Throws: ``AssayError`` where it seals nothing, has no model, or its table cannot be had any more.
    public func unseal(_ name: String, threads: Int? = nil) throws(AssayError) -> (run: RunRecord, isNew: Bool) {
        let store = try storeWithRuns()
        let run = try store.resolve(name)
        if run.sealed != nil { return (run, false) }
        let (table, rows) = try sealedRows(of: run)
        guard let bytes = try store.model(of: run.id) else { throw .noModel(run) }
        let scores = try SealedScores(
            of: TrainedModel(bytes: bytes), recipe: run.recipe, on: table,
            threads: threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let kept = scores.metrics.mapValues { SealedResult.Score(value: $0.value, error: $0.error) }
        return (try store.keepLook(at: rows, scores: kept, of: run.id), true)
    }

    private func sealedRows(of run: RunRecord) throws(AssayError) -> (table: Table, rows: SealedRows) {
        guard run.recipe.sealed > 0 else { throw .sealsNothing(run) }
        guard let source = table(of: run) else { throw .tableGone(run) }
        let table = try prepared(source, for: run.recipe)
        let splits = try Trainer.splits(of: run.recipe, on: table)
        return (table, SealedRows(of: run.recipe, rows: splits.sealed.rows))
    }
}

extension SealedResult {
    /// The interval of a score of 95 % over all looks at these rows; nil where its error is not known.
    public func interval(of key: String) -> ClosedRange<Double>? {
        guard let score = scores[key], let metric = Metric.named(key) else { return nil }
        let low = metric.isUnitScore ? (["mcc", "kappa"].contains(key) ? -1 : key == "r2" ? -.infinity : 0) : 0.0
        return ScoreInterval.looked(
            score.value, error: score.error, looks: looks, within: low...(metric.isUnitScore ? 1 : .infinity))
    }

    /// `seen once`, `seen 3 times`: what stands beside the score.
    public var looksText: String { looks == 1 ? "seen once" : "seen \(looks) times" }

    /// `AUC 0.862 [0.841, 0.883], sealed rows seen 3 times`.
    public func sentence(_ key: String) -> String? {
        guard let score = scores[key], let metric = Metric.named(key) else { return nil }
        let decimals = NumberText.decimals(of: metric, near: score.value)
        let range = interval(of: key).map {
            " [\(NumberText.fixed($0.lowerBound, decimals)), \(NumberText.fixed($0.upperBound, decimals))]"
        }
        return "\(metric.title) \(NumberText.fixed(score.value, decimals))\(range ?? ""), sealed rows \(looksText)"
    }
}

extension AssayError {
    static func sealsNothing(_ run: RunRecord) -> AssayError {
        AssayError(
            code: "nothing_sealed", message: "run \(run.number) has no sealed rows",
            hint: "train with --sealed 0.2 first: rows cannot be sealed afterwards")
    }

    static func tableGone(_ run: RunRecord) -> AssayError {
        AssayError(
            code: "data_changed", message: "the table of run \(run.number) cannot be read from \(run.source) as it was",
            hint: "put the file back")
    }
}
