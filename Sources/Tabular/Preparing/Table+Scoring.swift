public import Recipes

extension Table {
    /// The columns of a model for rows that it is asked about.
    func scoringTable(_ steps: [Step], features: [String], load: @escaping TableLoader) throws(AssayError) -> Table {
        let plan = try ScoringPlan(steps, features: features, columns: columns.map(\.name), load: load)
        for column in plan.columns where self[column] == nil {
            throw .columnForScoring(column, table: name, reason: plan.reasons[column] ?? "the model reads")
        }
        let read = Set(plan.columns)
        var made = Table(
            name: name, source: source, rowCount: rowCount, columns: columns.filter { read.contains($0.name) }, remarks: remarks,
            decisions: decisions)
        for entry in plan.entries {
            let work = StepWork(step: entry.step, table: made, target: nil, wanted: entry.wanted, load: load)
            made = try work.table(number: entry.place + 1)
        }
        let wanted = Set(features)
        return Table(
            name: name, source: source, rowCount: made.rowCount, columns: made.columns.filter { wanted.contains($0.name) },
            remarks: made.remarks, decisions: decisions, steps: made.steps)
    }
}

/// The steps that features come from, and the columns that have to be read for them.
///
/// The steps are read backwards from the features, so that only what these come from is worked out and has to be there: rows to
/// be predicted need not have the target, nor a column that was only looked at.
public struct ScoringPlan: Sendable {
    /// The columns that have to be in the table, sorted.
    public private(set) var columns: [String] = []
    /// In order: the step with its place, and the columns that are needed behind it.
    private(set) var entries: [(place: Int, step: Step, wanted: Set<String>)] = []
    /// Why a column is needed.
    private(set) var reasons: [String: String] = [:]

    /// - Parameters:
    ///   - steps: those of the recipe.
    ///   - features: the columns that the model reads.
    ///   - columns: those of the table that is asked about, as far as it is known; they tell what a join brings along from what is there.
    ///   - load: reads the other table of a join.
    /// - Throws: ``AssayError`` where another table cannot be read.
    public init(_ steps: [Step], features: [String], columns: [String], load: TableLoader) throws(AssayError) {
        let present = Set(columns)
        var wanted = Set(features)
        for (place, step) in steps.enumerated().reversed() where !step.isOff {
            guard let flow = try StepFlow(step, wanted: wanted, present: present, load: load) else { continue }
            entries.append((place, flow.step, wanted))
            wanted.subtract(flow.made)
            wanted.formUnion(flow.read)
            for column in flow.read { reasons[column] = "step \(place + 1) (\(step.sentence)) reads" }
        }
        entries.reverse()
        self.columns = wanted.sorted()
    }
}

/// What a step makes of what, as far as some columns behind it need it.
private struct StepFlow {
    /// The step with no more columns than are needed.
    var step: Step
    /// Columns that stand in the table only because of the step.
    var made: Set<String> = []
    /// Columns that it reads.
    var read: Set<String> = []

    /// Nil where nothing that is wanted comes from the step.
    init?(_ step: Step, wanted: Set<String>, present: Set<String>, load: TableLoader) throws(AssayError) {
        guard let kind = step.declaration else { throw .newerStep(step.kind) }
        self.step = step
        switch kind {
        case .replace, .map, .setKind:
            guard wanted.contains(step.text("column")) else { return nil }
            read = [step.text("column")]
        case .trim, .changeCase, .hash:
            let needed = step.texts("columns").filter(wanted.contains)
            if needed.isEmpty { return nil }
            self.step.arguments["columns"] = .array(needed.map(JSON.string))
            read = Set(needed)
        case .rename:
            guard wanted.contains(step.text("to")) else { return nil }
            made = [step.text("to")]
            read = [step.text("column")]
        case .derive:
            guard wanted.contains(step.text("name")) else { return nil }
            made = [step.text("name")]
            read = Set(try Expression(parsing: step.text("expression")).columns)
        case .split:
            made = Set(step.texts("into"))
            if made.isDisjoint(with: wanted) { return nil }
            read = [step.text("column")]
        case .combine, .cluster:
            guard wanted.contains(step.text("name")) else { return nil }
            made = [step.text("name")]
            read = Set(step.texts("columns"))
        case .join:
            let other = try load(step.text("table"))
            let keys = Set(step.texts("on") + (step.text("how") == "asof" ? [step.text("time")] : []))
            for column in other.columns where !keys.contains(column.name) {
                let long = "\(other.prefix).\(column.name)"
                if wanted.contains(long) { made.insert(long) }
                if wanted.contains(column.name), !present.contains(column.name) { made.insert(column.name) }
            }
            if made.isEmpty { return nil }
            read = keys
        default: return nil
        }
    }
}

extension Table {
    /// What stands before the name of a column that a join brings along where its own is taken.
    var prefix: String { name.split(separator: ".").first.map(String.init) ?? name }
}
