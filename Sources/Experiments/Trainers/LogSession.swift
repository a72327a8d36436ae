import Learning
import Recipes
import RunStore

/// What the lines of `assay log` come to: points, artefacts, and as scores the last values of what was measured on validation rows.
struct LogSession {
    private let monitor: any OutsideMonitor
    private let log: RunLog
    /// Where paths of artefacts begin.
    private let workingDirectory: String
    private var points = PointTaker()
    private var shelf: ArtifactShelf
    private var last: [SeriesName: Double] = [:]
    private var remarks: [String] = []
    private var hasRefusedPredictions = false
    /// What the lines say of who wrote them, once they do.
    private(set) var greeting: TrainerGreeting?
    /// The first metric of ours among the values, by which the run is ranked.
    private(set) var ranking: Metric?
    /// How the lines say that the run ended.
    private(set) var end: (isGood: Bool, text: String)?

    init(monitor: any OutsideMonitor, log: RunLog, shelf: ArtifactShelf, workingDirectory: String) {
        self.monitor = monitor
        self.log = log
        self.shelf = shelf
        self.workingDirectory = workingDirectory
    }

    /// Takes a message.
    mutating func take(_ message: TrainerMessage) {
        switch message {
        case .hello(let name, let version, let parameters, let total):
            points.expect(total)
            greeting = TrainerGreeting(name: name, version: version, parameters: parameters)
        case .metric(let step, let values):
            points.take(step: step, values, monitor)
            for point in values where point.series.rows == "valid" && last.count < PointTaker.mostSeries {
                last[point.series] = point.value
                if ranking == nil { ranking = Metric.named(point.series.metric) }
            }
        case .progress(let done, let total): points.progress(done: done, total: total, monitor)
        case .predictions:
            if !hasRefusedPredictions {
                remark("predictions are scored where assay starts the trainer; here they are passed over")
            }
            hasRefusedPredictions = true
        case .artifact(let name, let path, let kind):
            do throws(AssayError) {
                try shelf.keep(name: name, path: FilePath.absolute(path, in: workingDirectory), kind: kind)
            } catch {
                remark(error.sentence)
            }
        case .log(let level, let text): log.line(level.isEmpty ? text : "[\(level)] \(text)")
        case .end(let isGood, let text): end = (isGood, text)
        case .unknown: break
        }
    }

    /// Tells something that a person should know of the run.
    mutating func remark(_ text: String) {
        log.line(text)
        if remarks.count < 100 { remarks.append(text) }
    }

    /// Keeps the last values as the folds' scores, and what was said beside them.
    mutating func close(malformed: Int) {
        var folds: [Int: [String: Double]] = [:]
        for (series, value) in last where value.isFinite {
            if let fold = Int(series.fold), (1...10_000).contains(fold) { folds[fold, default: [:]][series.metric] = value }
        }
        for (fold, metrics) in folds.sorted(by: { $0.key < $1.key }) {
            monitor.finished(FoldScore(fold: fold, trainingRows: 0, validationRows: 0, metrics: metrics))
        }
        if points.refusedSeries > 0 {
            remark("\(points.refusedSeries) values of more than \(PointTaker.mostSeries) series are not kept")
        }
        var record: [String: JSON] = ["malformed": JSON(malformed), "remarks": .array(remarks.map(JSON.string))]
        if let greeting {
            record["trainer"] = .string(greeting.name)
            record["params"] = .object(greeting.parameters)
        }
        shelf.write(record)
    }
}
