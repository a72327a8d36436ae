public import Recipes

/// One thing that can be said of how a file is read: its name, the words it takes, and one sentence.
///
/// Command line, screen and `assay.toml` are made from these declarations.
public struct ReadingSetting: Sendable {
    /// As `assay.toml` has it in `[reading]`; on the command line with `-` for `_`.
    public let name: String
    /// The words it takes besides `auto`, which is to find it out; empty where any text will do.
    public let words: [String]
    /// What stands for the value in a usage line.
    public let placeholder: String
    /// What it says.
    public let sentence: String
    /// What it is in some options, as a person would write it; empty where that is found out. Only a list has more than one.
    public let values: @Sendable (ReadingOptions) -> [String]
    /// Whether it takes several values.
    public let isList: Bool
    private let assign: @Sendable (inout ReadingOptions, [String]) -> Bool

    /// Sets it in some options; no value, or `auto`, is to find it out.
    ///
    /// - Throws: ``AssayError`` `reading_option` where the words are none that it takes.
    public func set(_ values: [String], in options: inout ReadingOptions) throws(AssayError) {
        let isAutomatic = values == ["auto"] && !isList
        guard assign(&options, isAutomatic ? [] : values) else { throw .unusableReading(self, values) }
    }

    /// The setting of this name, with `-` or `_`; nil where there is none.
    public static func named(_ name: String) -> ReadingSetting? {
        all.first { $0.name == name.replacing("-", with: "_") }
    }

    /// Those of the whole table, in the order in which a person thinks of them.
    public static let all: [ReadingSetting] = [
        encoding, delimiter, skip, header, decimal, thousands, dateOrder, missing,
    ]

    public static let encoding = ReadingSetting(
        "encoding", TextEncoding.self, placeholder: "encoding", \.encoding,
        "How the bytes stand for characters; a byte order mark is believed before.")
    public static let decimal = ReadingSetting(
        "decimal", DecimalMark.self, placeholder: "mark", \.decimal, "What stands before the fraction of a number.")
    public static let thousands = ReadingSetting(
        "thousands", ThousandsMark.self, placeholder: "mark", \.thousands,
        "What divides the digits of a number into groups of three.")
    public static let dateOrder = ReadingSetting(
        "date_order", DateOrder.self, placeholder: "order", \.dateOrder,
        "The order of day, month and year in dates; unix and unix-ms read numbers as dates where a column is said to hold them.")
    public static let delimiter = ReadingSetting(
        name: "delimiter", words: [], placeholder: "character", sentence: "What divides the fields; tab is a tab.",
        values: { $0.delimiter.map { [$0 == "\t" ? "tab" : $0] } ?? [] }, isList: false,
        assign: { options, words in
            options.delimiter = words.first == "tab" ? "\t" : words.first
            return words.count < 2
        })
    public static let header = ReadingSetting(
        name: "header", words: ["yes", "no"], placeholder: "yes|no|auto", sentence: "Whether the first line holds the names.",
        values: { $0.header.map { [$0 ? "yes" : "no"] } ?? [] }, isList: false,
        assign: { options, words in
            options.header = words.first.map { $0 == "yes" }
            return words.isEmpty || words == ["yes"] || words == ["no"]
        })
    public static let skip = ReadingSetting(
        name: "skip", words: [], placeholder: "lines", sentence: "How many lines above the table are no part of it.",
        values: { $0.skip.map { [String($0)] } ?? [] }, isList: false,
        assign: { options, words in
            let count = words.first.flatMap { Int($0) }
            options.skip = count
            return words.isEmpty || words.count == 1 && (count ?? -1) >= 0
        })
    public static let missing = ReadingSetting(
        name: "missing", words: [], placeholder: "word", sentence: "A word that means a missing value, besides the usual ones.",
        values: { $0.missing }, isList: true,
        assign: { options, words in
            options.missing = words
            return !words.contains("")
        })
}

extension ReadingSetting {
    /// A setting whose values are the cases of an enumeration.
    private init<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ type: Word.Type, placeholder: String,
        _ member: any WritableKeyPath<ReadingOptions, Word?> & Sendable, _ sentence: String
    ) {
        self.init(
            name: name, words: Word.allCases.map(\.rawValue), placeholder: placeholder, sentence: sentence,
            values: { $0[keyPath: member].map { [$0.rawValue] } ?? [] }, isList: false,
            assign: { options, words in
                let word = words.first.flatMap(Word.init(rawValue:))
                options[keyPath: member] = word
                return words.count == (word == nil ? 0 : 1)
            })
    }
}

extension AssayError {
    static func unusableReading(_ setting: ReadingSetting, _ values: [String]) -> AssayError {
        let known = setting.words + ["auto"]
        let given = values.joined(separator: " ")
        let nearest = setting.words.isEmpty ? nil : nearestWord(to: given, among: known)
        let hint =
            nearest.map { "did you mean \($0)?" }
            ?? (setting.words.isEmpty ? "give \(setting.placeholder)" : "it is one of \(known.joined(separator: ", "))")
        return AssayError(
            code: "reading_option", message: "\"\(given)\" says nothing of \(setting.name)", hint: hint, isUsage: true)
    }
}
