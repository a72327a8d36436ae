import Exchange
import Experiments
import Glibc
import Learning
public import Recipes
public import RunStore
import Tabular

extension Session {
    /// Predicts the rows of a data file with the model that a run left.
    ///
    /// The file is read with the kinds that the columns had where the model was trained, and the recipe's steps are done on it, but
    /// for those that take rows away or add some.
    ///
    /// - Parameters:
    ///   - run: a run with a model of all rows.
    ///   - dataFile: the file with the rows.
    ///   - threads: nil is all cores.
    /// - Returns: the predictions.
    /// - Throws: ``AssayError`` where the run has no model, or the file not the columns.
    public func predict(_ run: RunRecord, dataFile: String, threads: Int? = nil) throws(AssayError) -> Predictions {
        guard let bytes = try storeWithRuns().model(of: run.id) else { throw .noModel(run) }
        let model = try TrainedModel(bytes: bytes)
        let table = try rows(of: dataFile, for: model, of: run)
        let values = try model.predict(table, threads: threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        var predictions = Predictions(classes: model.classes, values: values, remarks: table.remarks)
        predictions.threshold = model.threshold
        return predictions
    }

    /// How cells of new rows are read: as those of the training table were, whether that was said or found out there. A few rows say too little
    /// of their own: two dates may fit several orders. What belongs to a file and not to its cells is found out anew.
    private func reading(of run: RunRecord, _ trained: Table?, columns: [String]) -> ReadingOptions {
        var options = ReadingOptions(
            json: (try? storeIfThere()?.table(run.recipe.source.fingerprint))?.reading ?? [:])
        options.header = run.recipe.source.header
        (options.encoding, options.delimiter, options.skip) = (nil, nil, nil)
        let wanted = Set(columns)
        options.kinds = [:]
        options.dateOrders = options.dateOrders.filter { wanted.contains($0.key) }
        if let decisions = trained?.decisions, decisions.isText {
            options.missing = decisions.missing
            for (name, date) in decisions.dates where wanted.contains(name) {
                // Other ways to write a date leave no doubt.
                if let order = DateOrder(rawValue: date.format.rawValue) { options.dateOrders[name] = order }
            }
        }
        return options
    }

    /// The rows of a file with the columns that a model reads.
    private func rows(of dataFile: String, for model: TrainedModel, of run: RunRecord) throws(AssayError) -> Table {
        let opener = TableOpener.standard
        let features = model.features.map(\.column)
        // Columns are read as they were in the training table, where that can still be read.
        let trained = table(of: run)
        guard !run.recipe.steps.isEmpty else {
            var options = reading(of: run, trained, columns: features)
            options.kinds = Dictionary(model.features.map { ($0.column, $0.kind) }, uniquingKeysWith: { first, _ in first })
            return try opener.table(at: dataFile, options: options)
        }
        let plan = try ScoringPlan(
            run.recipe.steps, features: features, columns: trained?.columns.map(\.name) ?? [], load: project.stepTables)
        var options = reading(of: run, trained, columns: Array(plan.columns))
        for name in plan.columns { options.kinds[name] = trained?[name]?.kind }
        let read: Table
        do throws(AssayError) {
            read = try opener.table(at: dataFile, options: options)
        } catch  where error.code == "no_such_column" {
            // Read as it is, so that the error says what the column is for.
            read = try opener.table(at: dataFile, options: ReadingOptions(header: run.recipe.source.header))
        }
        return try read.prepared(
            by: run.recipe.steps, mode: .scoring(features: features), target: model.target, load: project.stepTables)
    }
}

/// What a model says of the rows of a table.
public struct Predictions: Sendable, Equatable {
    /// In the order of the probabilities; empty for a quantity.
    public var classes: [String]
    /// Predicted numbers, or for classes the probabilities row by row.
    public var values: [Double]
    /// What the importer noticed.
    public var remarks: [String]
    /// From this probability on a row of two classes counts as positive; nil takes the likelier class.
    public var threshold: Double?

    /// The number of rows.
    public var rowCount: Int { values.count / max(1, classes.count) }

    /// The class that a row is taken for: from the threshold on the positive one, where there is one; else that with the highest
    /// probability, of equal ones the first.
    public func label(_ row: Int) -> String {
        let start = row * classes.count
        if let threshold, classes.count == 2 { return classes[values[start + 1] >= threshold ? 1 : 0] }
        var best = 0
        for label in classes.indices where values[start + label] > values[start + best] { best = label }
        return classes[best]
    }

    /// `row,prediction` and for classes `p_CLASS` a class; rows count from 1.
    public var csv: String {
        var text = (["row", "prediction"] + classes.map { Self.field("p_" + $0) }).joined(separator: ",") + "\n"
        for row in 0..<rowCount {
            if classes.isEmpty {
                text += "\(row + 1),\(JSON.numberText(values[row]))\n"
                continue
            }
            text += "\(row + 1),\(Self.field(label(row)))"
            for label in classes.indices { text += "," + JSON.numberText(values[row * classes.count + label]) }
            text += "\n"
        }
        return text
    }

    /// The same as JSON.
    public var document: JSON {
        let rows = (0..<rowCount).map { row -> JSON in
            if classes.isEmpty { return ["row": JSON(row + 1), "prediction": .finite(values[row])] }
            let chances = classes.indices.map { (classes[$0], JSON.finite(values[row * classes.count + $0])) }
            return [
                "row": JSON(row + 1), "prediction": .string(label(row)),
                "p": .object(Dictionary(chances, uniquingKeysWith: { first, _ in first })),
            ]
        }
        return .array(rows)
    }

    /// Quoted where it must be.
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension AssayError {
    static func noModel(_ run: RunRecord) -> AssayError {
        let reason = run.recipe.refit ? "it is \(run.state.rawValue)" : "it was trained with --no-refit"
        return AssayError(
            code: "no_model", message: "run \(run.number) left no model, \(reason)", hint: "train the recipe again with a refit")
    }
}
