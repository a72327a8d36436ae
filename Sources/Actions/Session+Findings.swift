import Experiments
public import Recipes
public import RunStore
public import Tabular

extension Session {
    /// What the guard found in a run so far.
    ///
    /// - Parameters:
    ///   - run: its number, its id or the beginning of it, `last` or `baseline`.
    ///   - waiting: whether to wait for guards that this process has at work.
    /// - Returns: the findings, the gravest first.
    /// - Throws: ``AssayError`` where the run is not there.
    public func findings(of run: String, waiting: Bool = false) throws(AssayError) -> [Finding] {
        if waiting { guards.wait() }
        let store = try storeWithRuns()
        return try store.findings(of: store.resolve(run).id)
    }

    /// Silences checks of the guard for this project, in `assay.toml`; others are made again.
    ///
    /// - Throws: ``AssayError`` where the file cannot be written.
    public func silence(_ codes: [String]) throws(AssayError) { _ = try project.silencing(codes) }

    /// What `train` tells of a run: the findings of its guard, and alerts of its table that none of them has said already.
    public func alerts(for recipe: Recipe, table: Table, and findings: [Finding]) -> [Alert] {
        let own = findings.map(Alert.init)
        return own
            + alerts(for: recipe, table: table).filter { alert in
                !findings.contains { $0.column == alert.column && $0.saysWhat(alert.code) }
            }
    }
}

extension Finding {
    /// Whether an alert of a profile says the same.
    fileprivate func saysWhat(_ alert: String) -> Bool {
        switch alert {
        case "group": code == "group_overlap"
        case "time_drift", "row_order": code == "time_overlap"
        case "combination": code == "target_arithmetic"
        default: code == alert
        }
    }
}

extension Alert {
    /// A finding as the lists of alerts show it.
    public init(_ finding: Finding) {
        self.init(
            code: finding.code, column: finding.column, level: finding.level, evidence: finding.evidence, rows: finding.filter,
            remedies: finding.remedies)
    }
}

extension RunRecord.Guarding {
    /// `1 stop, 2 warnings, 3 notes`; nil where nothing was found.
    public var sentence: String? { Self.sentence(counts) }

    /// The same for counts by level.
    public static func sentence(_ counts: [AlertLevel: Int]) -> String? {
        let parts = [(AlertLevel.stop, "stop"), (.warn, "warning"), (.note, "note")].compactMap { level, word -> String? in
            guard let count = counts[level], count > 0 else { return nil }
            return "\(count) \(word)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
