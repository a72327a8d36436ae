import Learning
import Recipes

/// What an outside trainer's messages come to: points for the monitor, predictions, artefacts, and in the end a result.
struct TrainerSession {
    private let trainer: OutsideTrainer
    private let ground: TrainingGround
    private let monitor: any OutsideMonitor
    private let log: RunLog
    private var points = PointTaker()
    private var predictions: FoldCollector
    private var shelf: ArtifactShelf
    private var scores: [Int: FoldScore] = [:]
    private var greeting: TrainerGreeting?
    private var remarks: [String] = []
    private var unknown: Set<String> = []
    private var scoring = Duration.zero
    /// Whether the trainer said that it is done.
    private(set) var hasEnded = false

    init(_ trainer: OutsideTrainer, on ground: TrainingGround, monitor: any OutsideMonitor, log: RunLog, shelf: ArtifactShelf) {
        self.trainer = trainer
        self.ground = ground
        self.monitor = monitor
        self.log = log
        self.shelf = shelf
        predictions = FoldCollector(ground, trainer: trainer.name)
    }

    /// Takes a message.
    ///
    /// - Throws: ``AssayError`` of predictions that cannot be taken, or of a trainer that says it failed.
    mutating func take(_ message: TrainerMessage) throws(AssayError) {
        switch message {
        case .hello(let name, let version, let parameters, let total):
            points.expect(total)
            greeting = TrainerGreeting(name: name, version: version, parameters: parameters)
            if version > TrainerFolder.version {
                remark("\(trainer.name) speaks version \(version) of the protocol, this build knows \(TrainerFolder.version)")
            }
        case .metric(let step, let values): points.take(step: step, values, monitor)
        case .progress(let done, let total): points.progress(done: done, total: total, monitor)
        case .predictions(let some):
            if let fold = try predictions.take(some) { try score(fold) }
        case .artifact(let name, let path, let kind):
            do throws(AssayError) {
                try shelf.keep(name: name, path: path, kind: kind)
            } catch {
                remark(error.sentence)
            }
        case .log(let level, let text): log.line(level.isEmpty ? text : "[\(level)] \(text)")
        case .end(let isGood, let text):
            hasEnded = true
            guard isGood else { throw .trainerSaysNo(trainer.name, text) }
        case .unknown(let kind):
            if unknown.count < 100, unknown.insert(kind).inserted {
                log.line("a line of the unknown kind \(kind) is passed over")
            }
        }
    }

    /// Tells something that a person should know of the run, though it goes on.
    mutating func remark(_ text: String) {
        log.line(text)
        if remarks.count < 100 { remarks.append(text) }
    }

    /// Keeps what the trainer said of itself beside its files.
    func keep(malformed: Int) {
        var record: [String: JSON] = ["malformed": JSON(malformed), "remarks": .array(remarks.map(JSON.string))]
        if let greeting {
            record["trainer"] = .string(greeting.name)
            record["params"] = .object(greeting.parameters)
        }
        shelf.write(record)
    }

    /// The result: all folds, or of a run that was stopped those that are whole.
    ///
    /// - Throws: ``AssayError`` where predictions are missing.
    mutating func result(wasStopped: Bool) throws(AssayError) -> TrainingResult {
        for fold in predictions.unscored { try score(fold) }
        if points.refusedSeries > 0 {
            remark("\(points.refusedSeries) values of more than \(PointTaker.mostSeries) series are not kept")
        }
        if let gap = predictions.gap, !wasStopped, !predictions.isEmpty {
            throw .unusablePredictions(
                trainer.name, gap, hint: "print a line {\"t\":\"predictions\",..} for every fold, with all of its validation rows"
            )
        }
        if predictions.isEmpty, !wasStopped { remark("\(trainer.name) gave no predictions: the run has curves, but no scores") }
        let whole = predictions.whole
        var result = TrainingResult(
            classes: ground.classes, folds: whole.compactMap { scores[$0.fold] }, predictions: whole, wasStopped: wasStopped)
        if ground.judge(&result) { monitor.judged(result.folds) }
        result.seconds.score = Double(scoring / .milliseconds(1)) / 1000
        return result
    }

    private mutating func score(_ fold: FoldPredictions) throws(AssayError) {
        let began = ContinuousClock.now
        let score = try ground.score(fold)
        predictions.scored(fold.fold)
        scores[fold.fold] = score
        scoring += ContinuousClock.now - began
        monitor.finished(score)
    }
}

/// What a trainer says of itself.
struct TrainerGreeting: Equatable {
    var name: String
    var version: Int
    var parameters: [String: JSON]
}
