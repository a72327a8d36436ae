/// A measure of how good predictions are. Each is declared once, in ``Metric/all``.
public struct Metric: Hashable, Sendable {
    /// Which way is better.
    public enum Direction: String, Sendable {
        case higher, lower
    }

    /// What the measure applies to.
    public enum Scope: String, Sendable {
        /// Two classes, more than two, both, or a quantity.
        case twoClasses, manyClasses, classes, quantity
    }

    /// The stable name, as in scikit-learn.
    public let key: String
    /// As it stands on a screen.
    public let title: String
    public let direction: Direction
    public let scope: Scope
    /// True where the values lie in 0...1, so that a fixed region of practical equivalence makes sense.
    public let isUnitScore: Bool
    /// What it says, in one sentence.
    public let summary: String

    /// True when `a` is a better value than `b`.
    public func isBetter(_ a: Double, than b: Double) -> Bool {
        direction == .higher ? a > b : a < b
    }

    /// Every metric, in the order in which they are shown.
    public static let all: [Metric] = [
        Metric("auc", "AUC", .higher, .twoClasses, "Chance that a positive row is ranked above a negative one."),
        Metric("average_precision", "avg precision", .higher, .twoClasses, "Mean precision over the recalls, not interpolated."),
        Metric("accuracy", "accuracy", .higher, .classes, "Share of rows whose class is right."),
        Metric("balanced_accuracy", "balanced acc", .higher, .classes, "Mean over the classes of the share that is found."),
        Metric("f1", "F1", .higher, .twoClasses, "Harmonic mean of precision and recall."),
        Metric("precision", "precision", .higher, .twoClasses, "Share of the rows called positive that are."),
        Metric("recall", "recall", .higher, .twoClasses, "Share of the positive rows that are found."),
        Metric("f1_macro", "F1 macro", .higher, .manyClasses, "F1 of each class, averaged with equal weight."),
        Metric("f1_weighted", "F1 weighted", .higher, .manyClasses, "F1 of each class, averaged by its rows."),
        Metric("precision_macro", "precision macro", .higher, .manyClasses, "Precision of each class, averaged."),
        Metric("recall_macro", "recall macro", .higher, .manyClasses, "Recall of each class, averaged."),
        Metric("auc_ovr_macro", "AUC ovr", .higher, .manyClasses, "AUC of each class against the rest, averaged."),
        Metric("log_loss", "log loss", .lower, .classes, unit: false, "Mean surprise at the true class, in nats."),
        Metric("brier", "Brier", .lower, .classes, "Mean squared error of the probabilities."),
        Metric("mcc", "MCC", .higher, .classes, "Correlation between the true and the predicted class."),
        Metric("kappa", "kappa", .higher, .classes, "Agreement beyond what chance would give."),
        Metric("rmse", "RMSE", .lower, .quantity, unit: false, "Root of the mean squared error, in the target's unit."),
        Metric("mae", "MAE", .lower, .quantity, unit: false, "Mean absolute error, in the target's unit."),
        Metric("r2", "R²", .higher, .quantity, "Share of the variance that is explained."),
        Metric("mape", "MAPE", .lower, .quantity, unit: false, "Mean absolute error as a share of the true value."),
    ]

    /// The metric with this key, or nil.
    public static func named(_ key: String) -> Metric? { all.first { $0.key == key } }

    /// A measure by its key; one that an outside program made up is better lower, unless its name says otherwise.
    public static func of(_ key: String) -> Metric {
        if let known = named(key) { return known }
        let rising = ["acc", "auc", "score", "reward", "precision", "recall", "f1", "r2", "map", "ndcg", "bleu", "iou", "dice"]
        let parts = key.lowercased().split { !$0.isLetter && !$0.isNumber }
        let isRising = parts.contains { part in rising.contains { part.hasPrefix($0) } }
        return Metric(key, key, isRising ? .higher : .lower, .quantity, unit: false, "A measure of the outside trainer's own.")
    }

    /// The metrics that apply to a task with so many classes (ignored for a quantity).
    public static func applicable(to task: LearningTask, classes: Int) -> [Metric] {
        all.filter { metric in
            switch metric.scope {
            case .quantity: task == .regression
            case .classes: task == .classification
            case .twoClasses: task == .classification && classes <= 2
            case .manyClasses: task == .classification && classes > 2
            }
        }
    }

    /// The metric that ranks and stops unless another is chosen.
    public static func standard(for task: LearningTask, classes: Int) -> String {
        task == .regression ? "rmse" : classes > 2 ? "log_loss" : "auc"
    }

    private init(
        _ key: String, _ title: String, _ direction: Direction, _ scope: Scope, unit: Bool = true, _ summary: String
    ) {
        self.key = key
        self.title = title
        self.direction = direction
        self.scope = scope
        self.isUnitScore = unit
        self.summary = summary
    }
}
