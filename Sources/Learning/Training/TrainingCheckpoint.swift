import Recipes

/// What a run has so far, from which it can go on to the same bits: folds that are done, and the state of the fit in progress.
public struct TrainingCheckpoint: Sendable, Equatable {
    /// The fit in progress.
    public struct Fit: Sendable, Equatable {
        /// The number of a fold, from 1, or `refit`.
        public var name: String
        public var state: FitCheckpoint

        public init(name: String, state: FitCheckpoint) {
            self.name = name
            self.state = state
        }
    }

    /// Scores of the folds that are done, in their order.
    public var folds: [FoldScore]
    /// Their predictions, in the same order.
    public var predictions: [FoldPredictions]
    /// Importance of each feature in the folds' models that have such a measure.
    var importances: [[Double]]
    public var seconds: TrainingSeconds
    /// nil between two fits.
    public var fit: Fit?

    /// The checkpoint as bytes with a checksum.
    ///
    /// - Complexity: O(predictions + size of the state).
    public var bytes: [UInt8] {
        var document: [String: JSON] = [
            "assay_checkpoint": JSON(1), "folds": .array(folds.map(\.json)), "predictions": .array(predictions.map(\.json)),
            "importances": .array(importances.map(JSON.packed)), "seconds": .packed(seconds.parts),
        ]
        if let fit {
            document["fit"] = [
                "name": .string(fit.name), "step": JSON(fit.state.step), "state": .string(Base64.encode(fit.state.bytes)),
            ]
        }
        let body = Array(JSON.object(document).canonicalText.utf8)
        return Array((SHA256.hexDigest(of: body) + "\n").utf8) + body
    }

    /// Reads what ``bytes`` gave; nil where a byte is not as it was written.
    public init?(bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
        let body = Array(bytes[(end + 1)...])
        guard SHA256.hexDigest(of: body).utf8.elementsEqual(bytes[..<end]), let text = String(validating: body, as: UTF8.self),
            let json = try? JSON(parsing: text), json["assay_checkpoint"]?.intValue == 1,
            let folds = json["folds"]?.arrayValue, let predictions = json["predictions"]?.arrayValue,
            let importances = json["importances"]?.arrayValue,
            let seconds = json["seconds"]?.unpacked(Double.self).flatMap(TrainingSeconds.init(parts:))
        else { return nil }
        self.init(
            folds: folds.compactMap(FoldScore.init(json:)), predictions: predictions.compactMap(FoldPredictions.init(json:)),
            importances: importances.compactMap { $0.unpacked(Double.self) }, seconds: seconds, fit: nil)
        guard self.folds.count == folds.count, self.predictions.count == folds.count else { return nil }
        guard let fit = json["fit"] else { return }
        guard let name = fit["name"]?.stringValue, let step = fit["step"]?.intValue,
            let state = fit["state"]?.stringValue.flatMap(Base64.decode)
        else { return nil }
        self.fit = Fit(name: name, state: FitCheckpoint(step: step, bytes: state))
    }

    init(
        folds: [FoldScore], predictions: [FoldPredictions], importances: [[Double]], seconds: TrainingSeconds, fit: Fit?
    ) {
        self.folds = folds
        self.predictions = predictions
        self.importances = importances
        self.seconds = seconds
        self.fit = fit
    }
}

extension FoldScore {
    fileprivate var json: JSON {
        let keys = metrics.keys.sorted()
        var document: [String: JSON] = [
            "fold": JSON(fold), "training": JSON(trainingRows), "validation": JSON(validationRows),
            "metrics": .array(keys.map(JSON.string)), "values": .packed(keys.map { metrics[$0] ?? .nan }),
            "by_convention": .array(byConvention.sorted().map(JSON.string)),
        ]
        if let bestStep { document["best_step"] = JSON(bestStep) }
        return .object(document)
    }

    fileprivate init?(json: JSON) {
        guard let fold = json["fold"]?.intValue, let training = json["training"]?.intValue,
            let validation = json["validation"]?.intValue, let keys = json["metrics"]?.arrayValue?.compactMap(\.stringValue),
            let values = json["values"]?.unpacked(Double.self, count: keys.count),
            let byConvention = json["by_convention"]?.arrayValue?.compactMap(\.stringValue)
        else { return nil }
        self.init(
            fold: fold, trainingRows: training, validationRows: validation,
            metrics: Dictionary(zip(keys, values)) { first, _ in first }, byConvention: Set(byConvention),
            bestStep: json["best_step"]?.intValue)
    }
}

extension FoldPredictions {
    fileprivate var json: JSON { ["fold": JSON(fold), "rows": .packed(rows), "values": .packed(values)] }

    fileprivate init?(json: JSON) {
        guard let fold = json["fold"]?.intValue, let rows = json["rows"]?.unpacked(Int32.self),
            let values = json["values"]?.unpacked(Double.self)
        else { return nil }
        self.init(fold: fold, rows: rows, values: values)
    }
}

extension TrainingSeconds {
    fileprivate var parts: [Double] { [load, encode, fit, score, refit, total, predict] }

    fileprivate init?(parts: [Double]) {
        guard parts.count == 7 else { return nil }
        self.init()
        (load, encode, fit, score) = (parts[0], parts[1], parts[2], parts[3])
        (refit, total, predict) = (parts[4], parts[5], parts[6])
    }
}
