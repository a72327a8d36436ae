import Recipes
import TOMLKit
import Tabular

/// Takes values out of `assay.toml` and says on which line one is wrong.
struct ConfigurationReader {
    let path: String
    let lines: [Substring]

    func check(_ table: TOMLTable, known: [String]) throws(AssayError) {
        for key in table.keys where !known.contains(key) {
            let nearest = AssayError.nearestWord(to: key, among: known)
            let hint = nearest.map { "did you mean \($0)?" } ?? "it may have \(known.joined(separator: ", "))"
            throw .projectFile(path, line: line(of: key), "\"\(key)\" means nothing here; \(hint)")
        }
    }

    func string(_ key: String, in table: TOMLTable) throws(AssayError) -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.string, !text.isEmpty else { throw wrong(key, "a text in quotes") }
        return text
    }

    /// A class may be written as a number or a truth value.
    func scalar(_ key: String, in table: TOMLTable) throws(AssayError) -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.string ?? value.int.map(String.init) ?? value.bool.map({ $0 ? "true" : "false" }) else {
            throw wrong(key, "one of the classes")
        }
        return text
    }

    /// Sets what a section says of how the data file is read: a word, a number, a truth value, or several words.
    func take(_ setting: ReadingSetting, from table: TOMLTable, into reading: inout ReadingOptions) throws(AssayError) {
        guard let value = table[setting.name] else { return }
        let words: [String?] =
            value.array.map { $0.map(\.string) } ?? [
                value.string ?? value.int.map(String.init) ?? value.bool.map { $0 ? "yes" : "no" }
            ]
        do throws(AssayError) {
            guard words.allSatisfy({ $0 != nil }) else { throw wrong(setting.name, "a text in quotes") }
            try setting.set(words.compactMap(\.self), in: &reading)
        } catch {
            if error.code != "reading_option" { throw error }
            throw .projectFile(path, line: line(of: setting.name), error.message + "; " + error.hint)
        }
    }

    func integer(_ key: String, in table: TOMLTable) throws(AssayError) -> Int? {
        guard let value = table[key] else { return nil }
        guard let number = value.int else { throw wrong(key, "a whole number") }
        return number
    }

    func number(_ key: String, in table: TOMLTable) throws(AssayError) -> Double? {
        guard let value = table[key] else { return nil }
        guard let number = value.double ?? value.int.map(Double.init) else { throw wrong(key, "a number") }
        return number
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, in table: TOMLTable, _ type: Word.Type
    ) throws(AssayError) -> Word? {
        guard let text = try string(key, in: table) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw wrong(key, "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return word
    }

    func section(_ key: String, in table: TOMLTable) throws(AssayError) -> TOMLTable? {
        guard let value = table[key] else { return nil }
        guard let section = value.table else { throw wrong(key, "a section [\(key)]") }
        return section
    }

    func wrong(_ key: String, _ expected: String) -> AssayError {
        .projectFile(path, line: line(of: key), "\(key) must be \(expected)")
    }

    func line(of key: String) -> Int? {
        lines.firstIndex { line in
            let text = line.drop { " \t[\"'".contains($0) }
            return text.hasPrefix(key) && text.dropFirst(key.count).first.map { " \t=]\"'".contains($0) } ?? false
        }.map { $0 + 1 }
    }
}
