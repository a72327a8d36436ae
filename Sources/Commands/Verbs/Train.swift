import Actions
import ArgumentParser
import Experiments
import Learning
import Recipes
import RunStore
import Tabular

/// `assay train [PATH]`: trains a recipe and keeps the run.
struct Train: ReadingVerb {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a model, score it fold by fold, and keep the run.",
        discussion: """
            Ctrl-C once stops and keeps what there is, twice cancels. The same recipe gives the same bits, whatever the number \
            of threads; `assay verify RUN` tries it.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup(title: "The recipe") var options: RecipeOptions
    @OptionGroup(title: "Reading") var reading: ReadingOptionGroup
    @OptionGroup var trusting: TrustOptions

    @Argument(help: "A table (see `assay import --help`); without it the project's.", completion: .file())
    var path: String?

    @Option(help: ArgumentHelp("A recipe to start from, as show --recipe prints it; - is standard input.", valueName: "file"))
    var recipe: String?

    @Option(help: ArgumentHelp("A run to start from: its recipe, with what the other options change.", valueName: "run"))
    var from: String?

    @Option(help: ArgumentHelp("Threads to use; never changes a bit of the result (default: all cores).", valueName: "n"))
    var threads: Int?

    @Flag(help: "Leave the run to a worker in the background and return at once.")
    var detach = false

    func validate() throws {
        if options.model != nil, options.trainer != nil { throw ValidationError("--model and --trainer exclude each other.") }
        if recipe != nil, from != nil { throw ValidationError("--recipe and --from exclude each other.") }
    }

    func perform() throws(AssayError) -> Int32 {
        if let threads, threads < 1 { throw .unusableThreads(threads) }
        let session = try Session.locate(project: common.project, data: path)
        let parent = try from.map { name throws(AssayError) in try session.run(named: name) }
        let base = if let parent { parent.recipe } else { try recipeFile() }
        let source = try dataPath(path ?? parent?.source, in: session)
        let table = try open(source, in: session)
        if let base, parent == nil, base.source.fingerprint != table.source.fingerprint {
            remark("assay: the recipe was made on other data than \(table.name); it is applied to this one")
        }
        if session.project.isElsewhere {
            remark("assay: the data's folder cannot be written; runs are kept in \(session.project.folder)")
        }

        let recipes = try families(of: table, base: base, in: session).map { family throws(AssayError) in
            try session.recipe(for: table, request: options.request(for: table, model: family), base: base)
        }
        if let recipe = recipes.first {
            for text in try session.prepared(table, for: recipe).remarks.dropFirst(table.remarks.count) {
                remark("assay: \(table.name): \(text)")
            }
        }
        for recipe in recipes { try requireTrust(recipe, in: session, trusting) }
        return try detach
            ? enqueue(recipes, table, source, parent?.id, session) : train(recipes, table, source, parent?.id, session)
    }

    /// The recipe that `--recipe` names.
    private func recipeFile() throws(AssayError) -> Recipe? {
        guard let recipe else { return nil }
        return try Recipe(json: JSON(parsing: TextFile.read(recipe)))
    }

    /// The models that `--model` names: nil is that of the base, or the default; `all` is every one that fits the target.
    private func families(of table: Table, base: Recipe?, in session: Session) throws(AssayError) -> [String?] {
        guard options.model == "all" else { return [options.model] }
        let task = try session.recipe(for: table, request: options.request(for: table, model: "baseline"), base: base).target.task
        return ModelFamily.all.filter { $0.tasks.contains(task) }.map(\.key)
    }

    private func enqueue(
        _ recipes: [Recipe], _ table: Table, _ source: String, _ parent: String?, _ session: Session
    ) throws(AssayError) -> Int32 {
        let runs = try recipes.map { recipe throws(AssayError) in
            try session.enqueue(recipe, table: table, sourcePath: source, parent: parent, threads: threads)
        }
        if common.json {
            printDocuments(runs.map(\.stateDocument))
        } else {
            for run in runs { console.line("run \(run.number) is \(run.state.rawValue): \(run.id)") }
        }
        return 0
    }

    private func train(
        _ recipes: [Recipe], _ table: Table, _ source: String, _ parent: String?, _ session: Session
    ) throws(AssayError) -> Int32 {
        Interrupts.watch()
        var documents: [JSON] = []
        var status: Int32 = 0
        for recipe in recipes where status == 0 {
            let line = ProgressLine(
                recipe.modelName, unit: (try? ModelFamily.named(recipe.model.family))?.stepUnit ?? "", metric: recipe.metric,
                options: common)
            defer { line.end() }
            let run = try session.trainInForeground(
                recipe, table: table, sourcePath: source, parent: parent, threads: threads,
                directive: {
                    switch Interrupts.seen {
                    case 0: .proceed
                    case 1: .stop
                    default: .cancel
                    }
                }, progress: { line.update($0) })
            line.end()
            // The result does not wait for the guard.
            if !common.json { RunReport(run: run, change: try session.change(of: run)).print(on: console) }
            let findings = try session.findings(of: run.id, waiting: true)
            if common.json {
                documents.append(try document(of: run, table: table, findings: findings, in: session))
            } else {
                let alerts = session.alerts(for: recipe, table: table, and: findings)
                if !alerts.isEmpty { ProfileReport.print(alerts, on: console) }
            }
            if run.state == .cancelled { status = 130 }
        }
        if common.json { printDocuments(documents) }
        return status
    }

    private func document(
        of run: RunRecord, table: Table, findings: [Finding], in session: Session
    ) throws(AssayError) -> JSON {
        var members = run.stateDocument.objectValue ?? [:]
        members["metrics"] = run.metricsDocument
        members["seconds"] = run.secondsDocument
        let alerts = session.alerts(for: run.recipe, table: table, and: findings).dropFirst(findings.count)
        members["alerts"] = .array(findings.map(\.json) + alerts.map(\.document))
        members["guard"] = try session.run(named: run.id).guardDocument
        if let change = try session.change(of: run) { members["change"] = .string(change.sentence) }
        return .object(members)
    }

    /// One document for one run; for `--model all` an object with all of them.
    private func printDocuments(_ documents: [JSON]) {
        printDocument(options.model == "all" ? ["runs": .array(documents)] : documents.first ?? .null)
    }
}
