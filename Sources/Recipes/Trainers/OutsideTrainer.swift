/// A program that trains in place of the families of this one: it gets the recipe and the table as files and prints what comes of it as
/// JSON lines (docs/trainers.md).
///
///     OutsideTrainer(command: ["python", "train.py"])
public struct OutsideTrainer: Hashable, Sendable {
    /// How the program gets the table.
    public enum TableForm: String, CaseIterable, Sendable {
        case csv, arrow, parquet
    }

    /// The program and its arguments, as they are started in the project's folder: no shell reads them.
    public let command: [String]
    /// How it gets the table.
    public var table: TableForm

    private static let mostWords = 256
    private static let mostBytes = 1 << 16

    /// - Throws: ``AssayError`` for a command without words, with too many, or with a character that no command can have.
    public init(command: [String], table: TableForm = .csv) throws(AssayError) {
        guard let program = command.first, !program.isEmpty else { throw Self.unusable("it has no words") }
        guard command.count <= Self.mostWords, command.reduce(0, { $0 + $1.utf8.count }) <= Self.mostBytes else {
            throw Self.unusable("it is too long")
        }
        guard !command.contains(where: { $0.utf8.contains(0) }) else { throw Self.unusable("it holds a NUL character") }
        self.command = command
        self.table = table
    }

    /// What it is called: the script that it names, else the program, without folders.
    ///
    ///     python3 -u models/train.py --fast    train.py
    public var name: String {
        if isLines { return command.count > 1 ? command[1] : "log" }
        let endings = ["py", "sh", "r", "jl", "rb", "js", "pl", "lua", "awk", "swift"]
        func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
        let script = command.dropFirst().first { word in
            word.split(separator: ".").count > 1 && endings.contains(word.split(separator: ".").last?.lowercased() ?? "")
        }
        return last(script ?? command[0])
    }

    /// Whether no program is started: lines came from a pipe of somebody else's.
    public var isLines: Bool { command.first == Self.pipe }

    private static let pipe = "-"

    /// What stands for the program of a run whose lines come from a pipe, which is called so.
    public static func lines(named name: String) -> OutsideTrainer {
        let plain = String(name.prefix(200)).replacing("\0", with: "")
        return OutsideTrainer(pipe: plain.isEmpty ? [pipe] : [pipe, plain])
    }

    private init(pipe: [String]) {
        command = pipe
        table = .csv
    }

    /// The command as a person would type it in a shell.
    public var line: String { command.map(CommandWords.quoted).joined(separator: " ") }

    static func unusable(_ why: String) -> AssayError {
        AssayError(
            code: "trainer", message: "the trainer's command cannot be used: \(why)",
            hint: "write it as [\"python\", \"train.py\"]", isUsage: true)
    }
}

extension OutsideTrainer {
    /// The words alone, where the table comes as CSV; else with the form of the table.
    public var json: JSON {
        let words = JSON.array(command.map(JSON.string))
        return table == .csv ? words : ["command": words, "table": .string(table.rawValue)]
    }

    /// Reads `["python", "train.py"]`, or `{"command": [..], "table": "arrow"}`.
    ///
    /// - Throws: ``AssayError`` that says what is wrong.
    public init(json: JSON) throws(AssayError) {
        if let members = json.objectValue {
            let known = ["command", "table"]
            if let stranger = members.keys.sorted().first(where: { !known.contains($0) }) {
                throw .unknownWord(stranger, kind: "trainer field", known: known)
            }
        }
        let list = json.arrayValue ?? json["command"]?.arrayValue
        guard let list else { throw Self.unusable("it is no list of words") }
        let words = list.compactMap(\.stringValue)
        guard words.count == list.count else { throw Self.unusable("one of its words is no text") }
        try self.init(command: words, table: Self.form(json["table"]?.stringValue))
    }

    /// Reads a command as it is typed: `python train.py --depth 4`, with quotes around words that hold blanks.
    ///
    /// - Throws: ``AssayError`` for one without words, or with a quote that is not closed.
    public init(parsing text: String) throws(AssayError) {
        guard let words = CommandWords.words(of: text) else { throw Self.unusable("a quote is not closed") }
        try self.init(command: words)
    }

    /// Reads the form of the table; nil is CSV.
    public static func form(_ word: String?) throws(AssayError) -> TableForm {
        guard let word else { return .csv }
        guard let form = TableForm(rawValue: word) else {
            throw .unknownWord(word, kind: "form of table", known: TableForm.allCases.map(\.rawValue))
        }
        return form
    }
}
