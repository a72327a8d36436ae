public import Recipes
public import Tabular

/// The model that a run leaves: everything that predicting on another table needs.
public struct TrainedModel: Sendable {
    /// The version of the document. A model without encodings is written as the first one, one with the encodings of that time as the
    /// second.
    static let version = 3

    public let family: String
    public let task: LearningTask
    /// The column that is predicted.
    public let target: String
    /// In the order of the probabilities; empty for a quantity.
    public let classes: [String]
    /// The columns that it reads.
    public let features: [Recipe.Feature]
    /// From this probability on a row of two classes counts as positive; nil takes the likelier class.
    public let threshold: Double?
    private let encoders: FeatureEncoders
    private let calibrator: Calibrator?
    private let model: any FittedModel

    init(plan: TrainingPlan, encoders: FeatureEncoders, model: any FittedModel, decision: Decision? = nil) {
        family = plan.recipe.model.family
        task = plan.recipe.target.task
        target = plan.recipe.target.column
        classes = plan.classes
        features = plan.features.features.map { Recipe.Feature(column: $0.name, kind: $0.kind) }
        self.encoders = encoders
        self.model = model
        threshold = decision?.threshold
        calibrator = decision?.calibrator
    }

    /// Reads a model from ``bytes``.
    ///
    /// - Throws: ``AssayError`` where they are no model, or that of a newer version.
    public init(bytes: [UInt8]) throws(AssayError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .unreadableModel("it is not text") }
        let json = try JSON(parsing: text)
        guard let version = json["assay_model"]?.intValue else { throw .unreadableModel("it has no version") }
        guard version <= Self.version else {
            throw .unreadableModel("it has version \(version), this build knows \(Self.version)")
        }
        guard let family = json["family"]?.stringValue, let target = json["target"]?.stringValue,
            let task = json["task"]?.stringValue.flatMap(LearningTask.init(rawValue:)),
            let classes = json["classes"]?.arrayValue?.compactMap(\.stringValue),
            let list = json["features"]?.arrayValue, let document = json["model"]
        else { throw .unreadableModel("a part is missing") }
        let features = list.compactMap { entry -> Recipe.Feature? in
            guard let column = entry["column"]?.stringValue,
                let kind = entry["kind"]?.stringValue.flatMap(ColumnKind.init(rawValue:))
            else { return nil }
            return Recipe.Feature(column: column, kind: kind)
        }
        guard features.count == list.count else { throw .unreadableModel("a feature is not readable") }
        guard let encoders = json["encodings"].map(FeatureEncoders.init(json:)) ?? FeatureEncoders() else {
            throw .unreadableModel("an encoding is not readable")
        }
        threshold = json["threshold"]?.doubleValue
        calibrator = json["calibration"].flatMap(Calibrator.init(json:))
        guard (calibrator == nil) == (json["calibration"] == nil) else {
            throw .unreadableModel("its calibration is not readable")
        }
        self.encoders = encoders
        self.family = family
        self.target = target
        self.task = task
        self.classes = classes
        self.features = features
        model = try Learners.named(family).model(from: document)
    }

    /// The model as canonical JSON: equal models have equal bytes.
    public var bytes: [UInt8] {
        var document: [String: JSON] = [
            "assay_model": JSON(oldestVersion),
            "family": .string(family), "task": .string(task.rawValue),
            "target": .string(target), "classes": .array(classes.map(JSON.string)),
            "features": .array(
                features.map { ["column": .string($0.column), "kind": .string($0.kind.rawValue)] }),
            "model": model.json,
        ]
        if !encoders.isEmpty { document["encodings"] = encoders.json }
        if let threshold { document["threshold"] = .number(threshold) }
        if let calibrator { document["calibration"] = calibrator.json }
        return Array(JSON.object(document).canonicalText.utf8)
    }

    /// The first version that knew everything in it.
    private var oldestVersion: Int {
        if threshold != nil || calibrator != nil || encoders.parts.contains(where: \.isNewer) { return Self.version }
        return encoders.isEmpty ? 1 : 2
    }

    /// Predictions for every row of a table: probabilities row by row (rows x classes), or numbers.
    ///
    /// Words that the training rows did not have are treated as the family treats them.
    ///
    /// - Throws: ``AssayError`` where a column is not there.
    public func predict(_ table: Table, threads: Int) throws(AssayError) -> [Double] {
        let rows = encoders.apply(to: try FeatureTable(features, of: table)).allRows
        let values = try model.predict(rows, threads: max(1, threads))
        let width = task == .classification ? classes.count : 1
        guard values.count == rows.count * width else { throw .unreadableModel("its classes do not fit its weights") }
        return calibrator?.apply(to: values, classCount: width) ?? values
    }
}
