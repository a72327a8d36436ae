import Recipes
import RunStore

/// A run as another tracker keeps it.
struct TrackedRun {
    /// Who keeps it: `mlflow`, `tensorboard`.
    var tracker: String
    /// What makes it this run and no other, wherever the tracker's files are moved.
    var key: String
    /// The id that it had in a store of ours before it went there.
    var id: String?
    /// What stands as its model: the experiment, or the folder of runs.
    var model: String
    var note: String
    var tags: [String] = []
    var parameters: [String: ParameterValue] = [:]
    var state: RunState
    /// Seconds since 1970 UTC.
    var startedAt: Double
    var finishedAt: Double?
    var failure: String?
    var environment: [String: String] = [:]
    /// The file or folder.
    var source: String
    /// By what the tracker calls them.
    var points: [String: TrackedPoints] = [:]

    /// The run as a store of ours takes it.
    func taken(by worker: WorkerIdentity? = nil) -> TakenRun {
        let names = SeriesNaming.names(of: points.keys)
        var series: [SeriesPoints] = []
        for (key, points) in points.sorted(by: { $0.key < $1.key }) where !points.steps.isEmpty {
            guard let name = names[key] else { continue }
            series.append(SeriesPoints(name: name, steps: points.steps, values: points.values))
        }
        let folds = Self.folds(series)
        let keys = Set(folds.flatMap(\.metrics.keys))
        let ranking = Metric.all.first { keys.contains($0.key) }
        let said = TrainerGreeting(name: model, version: 1, parameters: parameters.mapValues(\.json))
        var table = TableRecord.ofLines
        table.path = source
        var environment = environment.merging(["tracker": tracker, "tracked_as": key]) { own, _ in own }
        if let worker { environment.merge(worker.environment) { own, _ in own } }
        return TakenRun(
            id: id ?? ULID.derived(at: startedAt, from: tracker + "/" + key), recipe: .ofLines(said, ranking: ranking),
            table: table, state: state, startedAt: startedAt, finishedAt: finishedAt, environment: environment,
            failure: failure, note: note, tags: tags, folds: folds, series: series, worker: worker)
    }

    /// The last values on validation rows are the scores, as those of `assay log` are.
    static func folds(_ series: [SeriesPoints]) -> [StoredFold] {
        var metrics: [Int: [String: Double]] = [:]
        for one in series where one.name.rows == "valid" {
            guard let fold = Int(one.name.fold), (1...10_000).contains(fold), let last = one.values.last, last.isFinite else {
                continue
            }
            metrics[fold, default: [:]][one.name.metric] = last
        }
        return metrics.sorted { $0.key < $1.key }
            .map { StoredFold(fold: $0.key, trainingRows: 0, validationRows: 0, metrics: $0.value) }
    }
}

extension ParameterValue {
    /// A parameter as other trackers write it: everything is text there.
    init(tracked text: String) {
        switch text {
        case "True": self = .flag(true)
        case "False": self = .flag(false)
        default:
            let guess = ParameterValue(guessing: text)
            // A name of digits would lose its last ones as a number.
            if case .integer(let value) = guess, value.magnitude <= 1 << 53, String(value) == text {
                self = guess
            } else if case .real = guess, text.utf8.count <= 24, !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                self = guess
            } else if case .flag = guess {
                self = guess
            } else {
                self = .text(text)
            }
        }
    }
}
