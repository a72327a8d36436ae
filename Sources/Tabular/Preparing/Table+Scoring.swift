import Recipes

extension Table {
    /// The columns of a model for rows that it is asked about.
    ///
    /// The steps are read backwards from the features, so that only what these come from is worked out and has to be there: rows
    /// to be predicted need not have the target, nor a column that was only looked at.
    func scoringTable(_ steps: [Step], features: [String], load: @escaping TableLoader) throws(AssayError) -> Table {
        var wanted = Set(features)
        /// Why a column is needed.
        var reasons = Dictionary(features.map { ($0, "the model reads") }, uniquingKeysWith: { first, _ in first })
        var plan: [(place: Int, step: Step, wanted: Set<String>)] = []
        for (place, step) in steps.enumerated().reversed() {
            guard let flow = try StepFlow(step, wanted: wanted, table: self, load: load) else { continue }
            plan.append((place, flow.step, wanted))
            wanted.subtract(flow.made)
            wanted.formUnion(flow.read)
            for column in flow.read where reasons[column] == nil || flow.made.contains(column) {
                reasons[column] = "step \(place + 1) (\(step.sentence)) reads"
            }
        }
        for column in wanted.sorted() where self[column] == nil {
            throw .columnForScoring(column, table: name, reason: reasons[column] ?? "the model reads")
        }
        var made = Table(
            name: name, source: source, rowCount: rowCount, columns: columns.filter { wanted.contains($0.name) },
            remarks: remarks)
        for entry in plan.reversed() {
            let work = StepWork(step: entry.step, table: made, target: nil, wanted: entry.wanted, load: load)
            made = try work.table(number: entry.place + 1)
        }
        return made
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
    init?(_ step: Step, wanted: Set<String>, table: Table, load: TableLoader) throws(AssayError) {
        guard let kind = step.declaration else { throw .newerStep(step.kind) }
        self.step = step
        switch kind {
        case .replace, .map, .setKind:
            guard wanted.contains(step.text("column")) else { return nil }
            read = [step.text("column")]
        case .trim, .changeCase:
            let needed = step.texts("columns").filter(wanted.contains)
            if needed.isEmpty { return nil }
            self.step.arguments["columns"] = .array(needed.map(JSON.string))
            read = Set(needed)
        case .rename:
            guard wanted.contains(step.text("to")) else { return nil }
            made = [step.text("to")]
            read = [step.text("column")]
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
            let prefix = other.name.split(separator: ".").first.map(String.init) ?? other.name
            let keys = Set(step.texts("on") + (step.text("how") == "asof" ? [step.text("time")] : []))
            for column in other.columns where !keys.contains(column.name) {
                let long = "\(prefix).\(column.name)"
                if wanted.contains(long) { made.insert(long) }
                if wanted.contains(column.name), table[column.name] == nil { made.insert(column.name) }
            }
            if made.isEmpty { return nil }
            read = keys
        default: return nil
        }
    }
}
