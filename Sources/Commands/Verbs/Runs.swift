import Actions
import ArgumentParser
import Experiments
import Recipes
import RunStore

/// `assay runs`: the runs of the project.
struct Runs: Verb {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the runs of the project.",
        discussion: """
            Columns, sort keys and queries speak of the same fields: auc, auc.best (with auc.step), auc.last, auc.sd, auc.interval and \
            the like for each metric; parameters such as learning_rate; number, state, model, table, features, seconds, fit, started, \
            tags, note, change; feature:NAME for one feature. The columns of a view are those that the Runs screen shows.
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Which, such as 'auc>0.85 model:boosting (tag:keep or state:running)'.", valueName: "query"))
    var query: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Fields with commas between them, the first decides; -field turns it round.", valueName: "keys"))
    var sort: String?

    @Option(help: ArgumentHelp("Fields with commas between them.", valueName: "fields"))
    var columns: String?

    @Flag(help: "Only the columns that are not alike in all, and what else the recipes differ in.")
    var differs = false

    @Option(help: ArgumentHelp("seeds: runs that differ in the seed only as one row, with means over them.", valueName: "seeds"))
    var group: String?

    @Option(help: ArgumentHelp("A view that was kept; the other options change it for this time.", valueName: "name"))
    var view: String?

    @Option(help: ArgumentHelp("Keep what these options say as a view.", valueName: "name"))
    var saveView: String?

    @Option(help: ArgumentHelp("So many at the most.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Also the runs in the bin.")
    var binned = false

    @Flag(help: "As CSV; words that a spreadsheet would run as formulas get an apostrophe.")
    var csv = false

    @Flag(help: "As a table in Markdown.")
    var markdown = false

    @Flag(help: "As JSON, an object a line.")
    var jsonl = false

    @Option(
        help: ArgumentHelp(
            "Write them into an SQLite store of MLflow's, a new one or one that is there; again writes what has changed.",
            valueName: "file"),
        completion: .file())
    var mlflow: String?

    @Option(help: ArgumentHelp("With --mlflow: the experiment; without it the project's name.", valueName: "name"))
    var experiment: String?

    func validate() throws {
        if [csv, markdown, jsonl, common.json].count(where: { $0 }) > 1 {
            throw ValidationError("--csv, --markdown, --jsonl and --json exclude each other.")
        }
        if mlflow != nil, csv || markdown || jsonl {
            throw ValidationError("--mlflow writes a file of its own; leave the other form out.")
        }
        if experiment != nil, mlflow == nil { throw ValidationError("--experiment needs --mlflow.") }
        if let group, group != "seeds" { throw ValidationError("--group is by seeds, not by \(group).") }
    }

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let view = try wanted(in: session)
        if let saveView { try session.keep(view, as: saveView) }
        // Groups are cut after they were made: a seed that stands far below belongs to one of the first.
        let runs = try session.runs(
            query: view.query, sort: view.sorts.map(\.text).joined(separator: ","), limit: view.groupsSeeds ? nil : limit,
            includingBinned: binned)
        if let mlflow { return try write(runs, to: mlflow, session) }
        if common.json, !view.groupsSeeds, view.columns == nil, !view.showsOnlyDifferences {
            printDocument(.array(runs.map(\.listDocument)))
            return 0
        }
        let isFile = csv || markdown || jsonl || common.json
        guard isFile || !runs.isEmpty else {
            console.line(
                view.query.isEmpty ? "No runs yet in \(session.project.folder). `assay train` makes one." : "No run matches.")
            return 0
        }
        let parents = try session.parents(of: runs)
        if !isFile, view.columns == nil, !view.groupsSeeds, !view.showsOnlyDifferences {
            RunList(runs: runs, parents: parents).print(on: console)
            for change in TableChange.all(among: runs) {
                console.line()
                console.line(change.sentence)
            }
            return 0
        }
        var table = RunTable(runs, view: view, usual: usual(runs), parents: parents)
        if let limit { table.rows = Array(table.rows.prefix(max(0, limit))) }
        print(table)
        return 0
    }

    private func write(_ runs: [RunRecord], to path: String, _ session: Session) throws(AssayError) -> Int32 {
        guard !runs.isEmpty else { throw .nothingToWrite }
        let line = ProgressLine("writing \(path)", options: common)
        defer { line.end() }
        let written = try session.write(runs, toMLflow: path, experiment: experiment) { done in
            line.update(share: Double(done) / Double(runs.count))
        }
        line.end()
        if common.json {
            printDocument([
                "mlflow": .string(path), "new": JSON(written.new), "changed": JSON(written.changed),
                "unchanged": JSON(written.unchanged),
            ])
        } else {
            console.line("\(path): \(written.new) new, \(written.changed) changed, \(written.unchanged) as they were.")
        }
        return 0
    }

    /// The view that was named, with what the other options change.
    private func wanted(in session: Session) throws(AssayError) -> RunView {
        var wanted = if let view { try session.view(view) } else { RunView() }
        if let query { wanted.query = query }
        if let sort { wanted.sorts = try RunSort.list(parsing: sort) }
        if let columns { wanted.columns = try RunField.list(parsing: columns) }
        if differs { wanted.showsOnlyDifferences = true }
        if group != nil { wanted.groupsSeeds = true }
        _ = try RunQuery(wanted.query)
        return wanted
    }

    /// The columns where none are named: for people few, for files all that there is.
    private func usual(_ runs: [RunRecord]) -> [RunField] {
        let present = Set(runs.lazy.flatMap(\.metrics.keys))
        let metrics = Metric.all.filter { present.contains($0.key) }
        let ranking = Set(runs.map(\.recipe.metric))
        guard csv || jsonl else {
            let shown = metrics.filter { ranking.contains($0.key) }.prefix(3)
            return [.plain(.number), .plain(.state), .plain(.model), .plain(.change)]
                + shown.flatMap { [RunField.metric($0.key, .mean), .metric($0.key, .interval)] }
                + [.seconds("total"), .plain(.started), .plain(.tag)]
        }
        let curves = Set(runs.lazy.flatMap(\.curves.keys))
        return [.plain(.number), .plain(.run), .plain(.state), .plain(.model), .plain(.table), .plain(.target), .plain(.split)]
            + metrics.flatMap { metric -> [RunField] in
                let own: [RunField] = [.metric(metric.key, .mean), .metric(metric.key, .sd)]
                return curves.contains(metric.key) ? own + [.metric(metric.key, .best), .metric(metric.key, .step)] : own
            } + [
                .plain(.features), .plain(.seed), .seconds("fit"), .seconds("total"), .plain(.started), .plain(.tag),
                .plain(.note),
            ]
    }

    private func print(_ table: RunTable) {
        let now = NumberText.now()
        if csv { return console.data(table.csv) }
        if jsonl { return console.data(table.jsonLines) }
        if markdown { return console.data(table.markdown(now: now)) }
        if common.json { return printDocument(table.document) }
        var text = TextTable(
            table.columns.map { column in
                if case .field(let field) = column, field.isNumeric { return .numbers(column.title) }
                return .words(column.title, mayBeCut: column == .field(.plain(.change)) || column == .field(.plain(.note)))
            })
        for row in table.rows.indices { text.add(table.columns.map { table.text(row, $0, now: now) }) }
        text.print(on: console)
    }
}

extension RunTable {
    /// Rows as `runs --json` prints them with columns of one's own: each run as ever, with what stands in the columns.
    fileprivate var document: JSON {
        .array(
            rows.indices.map { row in
                var members = rows[row].run.listDocument.objectValue ?? [:]
                let fields = columns.map { ($0.name, document(row, $0)) }
                members["fields"] = .object(Dictionary(fields, uniquingKeysWith: { first, _ in first }))
                if rows[row].isGroup { members["runs"] = .array(rows[row].runs.map { .string($0.id) }) }
                return .object(members)
            })
    }
}

extension AssayError {
    fileprivate static let nothingToWrite = AssayError(
        code: "no_such_run", message: "no run matches, so nothing is written", hint: "assay runs lists them")
}
