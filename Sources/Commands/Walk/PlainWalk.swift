import Actions
import Experiments
import Learning
import Recipes
import RunStore
import Tabular

/// The loop once in plain text, for where there is no screen: the data, a baseline and the default model, one feature switched
/// off, and what that did.
struct PlainWalk {
    let session: Session
    let table: Table
    /// The path that the table was read from.
    let source: String
    /// The target that was named on the command line.
    let target: String?
    let options: CommonOptions

    private var console: Console { .standard }

    /// Goes through it.
    ///
    /// - Returns: the exit status: 130 where it was interrupted.
    func run() throws(AssayError) -> Int32 {
        Interrupts.watch()
        let chosen = try chooseTarget()
        let profile = session.profile(of: table, target: chosen)
        if !options.json { ProfileReport(table: table, profile: profile, target: chosen).print(on: console) }

        var request = RunRequest(target: chosen.column)
        request.model = ModelFamily.baseline.key
        let baseline = try train(session.recipe(for: table, request: request), parent: nil, title: "baseline")
        guard Interrupts.seen == 0 else { return 130 }
        request.model = nil
        let recipe = try session.recipe(for: table, request: request)
        let first = try train(recipe, parent: baseline.id, title: recipe.model.family)
        guard Interrupts.seen == 0 else { return 130 }

        let (column, reason) = columnToDrop(of: recipe, run: first, alerts: profile.alerts)
        var runs = [baseline, first]
        if let column {
            say("\nSwitching \(column) off: \(reason)" + (reason.hasSuffix("?") ? "" : "."))
            var changed = recipe
            changed.removeFeature(column)
            let second = try train(changed, parent: first.id, title: "without \(column)")
            guard Interrupts.seen == 0 else { return 130 }
            runs.append(second)
        }
        try conclude(runs)
        return 0
    }

    /// The target that was named, the project's, or the last column that can be one.
    private func chooseTarget() throws(AssayError) -> Recipe.Target {
        if let name = target ?? session.project.target { return try table.target(name) }
        for column in table.columns.reversed() {
            if let target = try? table.target(column.name) {
                say("No target is named; taking \(column.name), the last column that can be one (--target C chooses).\n")
                return target
            }
        }
        throw .noTargetFound(in: table.name)
    }

    /// The column of the gravest alert that says to drop one, else the least important one.
    private func columnToDrop(of recipe: Recipe, run: RunRecord, alerts: [Alert]) -> (column: String?, reason: String) {
        guard recipe.features.count > 1 else { return (nil, "") }
        let grave = alerts.sorted { $0.level > $1.level }.first { alert in
            guard alert.level > .note, let column = alert.column, recipe.feature(column) != nil else { return false }
            return alert.remedies.first == .drop(column: column)
        }
        if let grave, let column = grave.column { return (column, grave.evidence) }
        let least = run.importance.filter { recipe.feature($0.column) != nil }.min { $0.mean < $1.mean }
        return (least?.column ?? recipe.features.first?.column, "the least important of \(recipe.features.count) features")
    }

    private func train(_ recipe: Recipe, parent: String?, title: String) throws(AssayError) -> RunRecord {
        say("\nTraining \(title): \(recipe.features.count) features, \(recipe.split).")
        var options = options
        options.plain = true
        let line = ProgressLine(
            "  \(title)", unit: (try? ModelFamily.named(recipe.model.family))?.stepUnit ?? "", metric: recipe.metric,
            options: options)
        let run = try session.trainInForeground(
            recipe, table: table, sourcePath: source, parent: parent,
            directive: { Interrupts.seen == 0 ? .proceed : .cancel }, progress: { line.update($0) })
        if let summary = run.metrics[recipe.metric], let metric = Metric.named(recipe.metric) {
            let decimals = NumberText.decimals(of: metric, near: summary.mean)
            say(
                "  run \(run.number): \(metric.title) \(NumberText.fixed(summary.mean, decimals)) "
                    + "± \(NumberText.fixed(summary.sd, decimals)) over \(summary.folds.count) folds"
                    + (run.seconds["total"].map { ", \(NumberText.seconds($0))" } ?? ""))
        }
        for finding in try session.findings(of: run.id, waiting: true) where finding.level > .note {
            say("  \(finding.title): " + (finding.column.map { $0 + " " } ?? "") + finding.evidence)
        }
        return run
    }

    private func conclude(_ runs: [RunRecord]) throws(AssayError) {
        if options.json {
            console.document(JSON.object(["runs": .array(runs.map(\.listDocument))]).indentedText)
            return
        }
        console.line("\nWhat each change did:")
        for run in runs.dropFirst() {
            if let change = try session.change(of: run) {
                console.line("  run \(run.number) against run \(change.fromNumber): \(change.sentence)")
            }
        }
        console.line(
            "\nThe runs are kept in \(session.project.storeFolder). `assay runs --project \(session.project.folder)` lists them;")
        console.line("in a terminal `assay \(session.project.folder)` opens the workbench on them.")
    }

    private func say(_ text: String) {
        if !options.json { console.line(text) }
    }
}

extension AssayError {
    static func noTargetFound(in table: String) -> AssayError {
        AssayError(
            code: "no_target", message: "no column of \(table) can be predicted, each has one value only or too many",
            hint: "give another file, or --target C")
    }
}
