import GRDB
import Recipes
import RunStore

/// A run as MLflow keeps it.
struct MLflowRun {
    /// A key with its points.
    struct Metric {
        var key: String
        var steps: [Int]
        var values: [Double]
        /// Milliseconds since 1970 UTC.
        var times: [Int]
    }

    /// 32 hexadecimal digits: the same 128 bits as our id.
    let id: String
    /// The row of the table `runs`, without its experiment.
    let head: [String: any DatabaseValueConvertible]
    let parameters: [(key: String, value: String)]
    let tags: [(key: String, value: String)]
    let metrics: [Metric]

    /// - Parameters:
    ///   - run: the run.
    ///   - points: all of its series.
    ///   - artifacts: where its files are.
    init(_ run: RunRecord, points: [SeriesPoints], artifacts: String) {
        id = Self.id(of: run.id)
        let began = run.startedAt ?? run.createdAt
        let ended = run.finishedAt ?? max(began, run.state.isOver ? began : Clock.now())
        let name = "\(run.number) \(run.recipe.modelName)"
        var head: [String: any DatabaseValueConvertible] = [
            "run_uuid": id, "name": String(name.prefix(250)), "source_type": "LOCAL", "source_name": "assay",
            "entry_point_name": "", "user_id": "", "status": Self.status(run.state), "start_time": Self.milliseconds(began),
            "source_version": run.environment["commit"] ?? "", "lifecycle_stage": "active", "artifact_uri": artifacts,
        ]
        if run.state.isOver { head["end_time"] = Self.milliseconds(ended) }
        self.head = head
        parameters = Self.parameters(of: run)
        tags = Self.tags(of: run, name: name)
        let end = Self.milliseconds(ended)
        var metrics = run.metrics.sorted { $0.key < $1.key }.flatMap { key, summary in
            [
                Metric(key: key, steps: [0], values: [summary.mean], times: [end]),
                Metric(key: key + "_sd", steps: [0], values: [summary.sd], times: [end]),
            ]
        }
        metrics += points.map { series in
            Metric(
                key: Self.key(of: series.name), steps: series.steps, values: series.values,
                times: Self.times(series.steps.count, from: Self.milliseconds(began), to: end))
        }
        self.metrics = metrics
    }

    /// The id in MLflow of a run of ours: its 26 signs hold five bits each.
    static func id(of run: String) -> String {
        let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        var (high, low): (UInt64, UInt64) = (0, 0)
        for sign in run.utf8 {
            let five = UInt64(signs.firstIndex(of: sign) ?? 0)
            high = high << 5 | low >> 59
            low = low << 5 | five
        }
        func hexadecimal(_ number: UInt64) -> String {
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return hexadecimal(high) + hexadecimal(low)
    }

    /// The value and whether it is missing, as the table `metrics` has them.
    static func stored(_ value: Double) -> (value: Double, isMissing: Bool) {
        if value.isNaN { return (0, true) }
        if value.isInfinite { return (value < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude, false) }
        return (value, false)
    }

    // MARK: Parts

    private static func status(_ state: RunState) -> String {
        switch state {
        case .queued: "SCHEDULED"
        case .running, .paused, .unknown: "RUNNING"
        case .done, .stopped: "FINISHED"
        case .cancelled, .interrupted: "KILLED"
        case .failed: "FAILED"
        }
    }

    private static func parameters(of run: RunRecord) -> [(key: String, value: String)] {
        let recipe = run.recipe
        var all: [String: String] = [:]
        for (field, value) in recipe.fields where !value.isNull && field != "data" {
            if field.hasPrefix("feature.") { continue }
            let name = field.hasPrefix("model.") ? String(field.dropFirst("model.".count)) : field
            all[name] = value.stringValue ?? value.canonicalText
        }
        all["features"] = recipe.features.map(\.column).joined(separator: ", ")
        if recipe.trainer?.isLines == true {
            // Nothing of ours was chosen there: neither a split nor features.
            all = recipe.model.parameters.mapValues(\.description)
        } else {
            all["model"] = recipe.modelName
        }
        return all.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
            .map { (key: Self.key(of: String($0.key.prefix(250))), value: String($0.value.prefix(6000))) }
    }

    private static func tags(of run: RunRecord, name: String) -> [(key: String, value: String)] {
        var all = [
            "mlflow.runName": name, "mlflow.source.name": "assay", "mlflow.source.type": "LOCAL", "assay.run": run.id,
            "assay.number": String(run.number), "assay.revision": String(run.revision), "assay.state": run.state.rawValue,
            "assay.table": run.table, "mlflow.note.content": run.note,
        ]
        all["mlflow.source.git.commit"] = run.environment["commit"]
        all["assay.failure"] = run.failure
        all["assay.parent"] = run.parent
        let recipe = run.recipe.json.canonicalText
        if recipe.utf8.count <= 5000 { all["assay.recipe"] = recipe }
        for tag in run.tags {
            let parts = tag.split(separator: "=", maxSplits: 1).map(String.init)
            let key = Self.key(of: parts.first ?? tag)
            if all[key] == nil { all[key] = parts.count > 1 ? parts[1] : "" }
        }
        return all.sorted { $0.key < $1.key }.map { (key: String($0.key.prefix(250)), value: String($0.value.prefix(5000))) }
    }

    private static func key(of name: SeriesName) -> String { key(of: name.description) }

    /// MLflow's keys are letters, digits and `_ - . : /` and blanks; its pages fail on others.
    private static func key(of text: String) -> String {
        let plain = text.unicodeScalars.map { scalar -> Character in
            let isPlain =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "_-.:/ ".unicodeScalars.contains(scalar)
            return isPlain ? Character(scalar) : "_"
        }
        return String(String(plain).prefix(250))
    }

    /// A store keeps steps, not moments: points are spread evenly over the time of the run.
    private static func times(_ count: Int, from: Int, to: Int) -> [Int] {
        (0..<count).map { from + Int(Double(max(0, to - from)) * Double($0 + 1) / Double(count)) }
    }

    private static func milliseconds(_ seconds: Double) -> Int {
        seconds.isFinite && abs(seconds) < 1e12 ? Int((seconds * 1000).rounded()) : 0
    }
}
