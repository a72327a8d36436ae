import Exchange
import Glibc
import Learning
import Recipes
import Tabular

/// What an outside trainer gets: a folder with `recipe.json`, `run.json` and the table, and variables that name them. It is gone after
/// the run.
struct TrainerFolder {
    let path: String

    /// The version of the protocol.
    static let version = 1

    /// The folder of a run below the store's.
    init(run: String, storeFolder: String) { path = storeFolder + "/work/" + run }

    /// What a trainer is told in words besides the table.
    struct Task {
        var run: String
        var recipe: Recipe
        var ground: TrainingGround
        var threads: Int
    }

    /// Writes the files.
    ///
    /// - Returns: the variables that name them.
    /// - Throws: ``AssayError`` where they cannot be written, or the table not in the form that is asked for.
    func write(_ task: Task, table: Table, form: OutsideTrainer.TableForm, artifacts: String) throws(AssayError) -> [String:
        String]
    {
        remove()
        try FilePath.makeFolder(path)
        let names = TrainerColumns(task.ground.features.map(\.column), folds: task.ground.splits.folds.count)
        let file = "\(path)/table.\(form.rawValue)"
        try TableWriter(replaces: true, leavesFormulas: true).write(
            names.table(of: table, ground: task.ground, weight: task.recipe.weight), to: file)
        try FilePath.replace(path + "/recipe.json", text: task.recipe.json.indentedText + "\n")
        try FilePath.replace(
            path + "/run.json", text: description(of: task, names, table: "table.\(form.rawValue)").indentedText + "\n")
        var variables = [
            "ASSAY_FOLDER": path, "ASSAY_RUN_FILE": path + "/run.json", "ASSAY_RECIPE": path + "/recipe.json",
            "ASSAY_TABLE": file, "ASSAY_ARTIFACTS": artifacts, "ASSAY_RUN": task.run, "ASSAY_THREADS": String(task.threads),
            "ASSAY_SEED": String(task.recipe.seed), "ASSAY_PROTOCOL": String(Self.version),
            // Lines are to arrive when they are printed.
            "PYTHONUNBUFFERED": "1",
        ]
        if FilePath.environment("OMP_NUM_THREADS") == nil { variables["OMP_NUM_THREADS"] = String(task.threads) }
        return variables
    }

    /// Takes the folder away with all that is in it.
    func remove() { FilePath.removeFolder(path) }

    /// Takes away what workers left that were killed.
    static func sweep(storeFolder: String) {
        for name in FilePath.names(in: storeFolder + "/work") where !Liveness.isHeld(name, folder: storeFolder) {
            FilePath.removeFolder(storeFolder + "/work/" + name)
        }
    }

    private func description(of task: Task, _ names: TrainerColumns, table: String) -> JSON {
        let recipe = task.recipe
        let classes = task.ground.classes
        return [
            "assay": JSON(Self.version), "run": .string(task.run), "recipe": "recipe.json", "table": .string(table),
            "task": .string(recipe.target.task.rawValue), "target": .string(recipe.target.column),
            "classes": .array(classes.map(JSON.string)),
            "features": .array(task.ground.features.map { ["column": .string($0.column), "kind": .string($0.kind.rawValue)] }),
            "columns": [
                "row": .string(names.row), "sealed": .string(names.sealed), "target": .string(names.target),
                "weight": recipe.weight == nil ? .null : .string(names.weight), "folds": .array(names.folds.map(JSON.string)),
            ],
            "folds": JSON(task.ground.splits.folds.count), "metric": .string(recipe.metric), "seed": JSON(recipe.seed),
            "parameters": .object(recipe.model.parameters.mapValues(\.json)), "refit": .bool(recipe.refit),
            "threads": JSON(task.threads),
        ]
    }
}
