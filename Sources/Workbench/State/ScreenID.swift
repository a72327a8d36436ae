/// The six screens, in the order of their digit keys.
public enum ScreenID: Int, CaseIterable, Sendable {
    case data = 1
    case features, model, train, runs, compare

    /// As it stands in the top line.
    public var title: String {
        switch self {
        case .data: "Data"
        case .features: "Features"
        case .model: "Model"
        case .train: "Train"
        case .runs: "Runs"
        case .compare: "Compare"
        }
    }

    /// The panes of the screen, in the order in which Tab visits them.
    public var panes: [Pane] {
        switch self {
        case .data: [.rows, .columns, .profile, .alerts]
        case .features: [.features]
        case .model: [.families, .parameters]
        case .train: [.curves, .folds]
        case .runs: [.runs]
        case .compare: [.differences, .curves, .metrics]
        }
    }
}

/// A part of a screen that keys can go to.
public enum Pane: String, Sendable {
    case rows, columns, profile, alerts
    case features
    case families, parameters
    case curves, folds
    case runs, preview
    case differences, metrics
}
