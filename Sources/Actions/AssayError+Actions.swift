import Recipes

extension AssayError {
    static func noTarget(columns: [String]) -> AssayError {
        let shown = columns.prefix(12).joined(separator: ", ") + (columns.count > 12 ? ", .." : "")
        return AssayError(
            code: "no_target", message: "no column is named to be predicted", hint: "give --target C, one of \(shown)",
            isUsage: true)
    }

    static func notAFeature(_ column: String, because reason: String) -> AssayError {
        AssayError(
            code: "not_a_feature", message: "\(column) cannot be a feature, \(reason)", hint: "leave it out", isUsage: true)
    }

    static func wrongTask(_ family: ModelFamily, _ task: LearningTask) -> AssayError {
        let fitting = ModelFamily.all.filter { $0.tasks.contains(task) }.map(\.key).joined(separator: ", ")
        return AssayError(
            code: "wrong_task", message: "\(family.key) does no \(task.rawValue)", hint: "for this target there are \(fitting)",
            isUsage: true)
    }

    static func unusableSetting(_ text: String) -> AssayError {
        AssayError(
            code: "setting", message: "\"\(text)\" sets nothing", hint: "write name=value, such as learning_rate=0.05",
            isUsage: true)
    }

    static func unusableEncoding(_ text: String) -> AssayError {
        AssayError(
            code: "encoding", message: "\"\(text)\" encodes nothing", hint: "write column=words, such as age=median+indicator",
            isUsage: true)
    }

    static func encodingOfNoFeature(_ column: String) -> AssayError {
        AssayError(
            code: "encoding", message: "\(column) is encoded and is no feature", hint: "switch it on, or leave its encoding away",
            isUsage: true)
    }

    static func shareOutOfRange(_ name: String, _ value: Double) -> AssayError {
        AssayError(
            code: "share_out_of_range", message: "\(name) cannot be \(JSON.numberText(value))",
            hint: "allowed is 0 to below 1", isUsage: true)
    }

    static func noRuns(in folder: String) -> AssayError {
        AssayError(
            code: "no_such_run", message: "no run was kept in \(folder) yet",
            hint: "assay train makes one, --project names another")
    }

    static let tooFewRuns = AssayError(
        code: "too_few_runs", message: "a comparison needs two runs", hint: "name them, as in: assay compare 1 2", isUsage: true)
}

extension AssayError {
    static func noData(in folder: String) -> AssayError {
        AssayError(
            code: "no_data", message: "\(folder) holds no project and no data file",
            hint: "name a CSV or TSV file, as in: assay data.csv --target C")
    }

    static func severalDataFiles(in folder: String, _ names: [String]) -> AssayError {
        let few = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", .." : "")
        return AssayError(
            code: "several_data_files", message: "\(folder) holds \(names.count) data files (\(few)) and no assay.toml",
            hint: "name one of them")
    }

    /// A trainer without a command.
    static func noTrainer(declared: [String]) -> AssayError {
        let names = declared.isEmpty ? "" : ", or one of \(declared.joined(separator: ", "))"
        return AssayError(
            code: "no_trainer", message: "an outside trainer needs its command",
            hint: "name it with --trainer 'python train.py'\(names)", isUsage: true)
    }
}
