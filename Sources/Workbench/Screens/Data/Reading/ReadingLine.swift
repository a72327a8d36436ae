import Recipes
import Tabular

/// One thing that was decided about a file: a line of the sheet that shows how it was read.
public enum ReadingLine: Hashable, Sendable {
    /// One of ``ReadingSetting/all``, by its name.
    case setting(String)
    /// The order of day, month and year in one column.
    case dates(String)
}

extension ReadingLine {
    var title: String {
        switch self {
        case .setting(let name): name.replacing("_", with: " ")
        case .dates(let column): "dates of \(column)"
        }
    }

    var sentence: String {
        switch self {
        case .setting(let name): ReadingSetting.named(name)?.sentence ?? ""
        case .dates: "Which of the numbers is the day: every value fits more than one order."
        }
    }

    /// What was said of it, as a person writes it; empty where it was found out.
    func said(in options: ReadingOptions) -> [String] {
        switch self {
        case .setting(let name): ReadingSetting.named(name)?.values(options) ?? []
        case .dates(let column): options.dateOrders[column].map { [$0.rawValue] } ?? []
        }
    }

    /// What was found out.
    func found(in decisions: ReadingDecisions) -> String {
        switch self {
        case .setting("encoding"): decisions.encoding.rawValue
        case .setting("delimiter"): decisions.delimiter == "\t" ? "tab" : decisions.delimiter
        case .setting("skip"): "\(decisions.skippedLines)"
        case .setting("header"): decisions.header ? "yes" : "no"
        case .setting("decimal"): decisions.decimal.rawValue
        case .setting("thousands"): decisions.thousands.rawValue
        case .setting("date_order"):
            Set(decisions.dates.values.map(\.format.rawValue)).sorted().joined(separator: ", ")
        case .setting("missing"): decisions.missing.map { $0.isEmpty ? "\"\"" : $0 }.joined(separator: ", ")
        case .setting: ""
        case .dates(let column): decisions.dates[column]?.format.rawValue ?? ""
        }
    }

    /// The words to step through; `auto` is to find it out.
    var words: [String] {
        switch self {
        case .setting("delimiter"): ["auto", ",", ";", "tab", "|"]
        case .setting("skip"): ["auto"] + (0...20).map(String.init)
        case .setting(let name): ReadingSetting.named(name).map { $0.words.isEmpty ? [] : ["auto"] + $0.words } ?? []
        case .dates: ["auto"] + DateOrder.allCases.map(\.rawValue)
        }
    }

    /// The word so many steps on, going round; nil where it has to be typed.
    func word(_ step: Int, from options: ReadingOptions) -> String? {
        guard !words.isEmpty else { return nil }
        let place = words.firstIndex(of: said(in: options).first ?? "auto") ?? 0
        return words[(place + step + words.count) % words.count]
    }

    /// Says it in some options.
    func set(_ values: [String], in options: inout ReadingOptions) throws(AssayError) {
        switch self {
        case .setting(let name): try ReadingSetting.named(name)?.set(values, in: &options)
        case .dates(let column):
            guard let word = values.first, word != "auto" else { return options.dateOrders[column] = nil }
            guard let order = DateOrder(rawValue: word) else {
                throw .unknownWord(word, kind: "order of dates", known: DateOrder.allCases.map(\.rawValue))
            }
            options.dateOrders[column] = order
        }
    }
}
