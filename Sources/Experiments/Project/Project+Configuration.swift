import Exchange
public import Recipes
import TOMLKit
import Tabular

extension Project {
    /// Makes the project's folder and its `assay.toml`. It belongs to the person: afterwards nothing but the sections on how the data
    /// file is read is written, and only where the person changes that on the screen.
    ///
    /// - Throws: ``AssayError`` where the folder cannot be written or is a project already.
    public func initialize() throws(AssayError) {
        try FilePath.makeFolder(folder)
        guard !FilePath.exists(configurationFile) else { throw .projectExists(configurationFile) }
        try FilePath.create(configurationFile, text: configurationText)
    }

    /// The text of `assay.toml` for this project.
    var configurationText: String {
        func quoted(_ text: String) -> String { JSON.string(text).canonicalText }
        var lines = ["# An assay project: what is predicted from which data. Runs are kept in .assay/ beside this file."]
        if let data {
            let inside = folder + "/"
            lines.append("data = " + quoted(data.hasPrefix(inside) ? String(data.dropFirst(inside.count)) : data))
        }
        if let target { lines.append("target = " + quoted(target)) }
        if let task = defaults.task { lines.append("task = " + quoted(task.rawValue)) }
        if let positive = defaults.positive { lines.append("positive = " + quoted(positive)) }
        lines += readingSections
        let section = [
            defaults.model.map { "model = " + quoted($0) }, defaults.split.map { "split = " + quoted($0) },
            defaults.metric.map { "metric = " + quoted($0) }, defaults.seed.map { "seed = \($0)" },
            defaults.splitSeed.map { "split_seed = \($0)" }, defaults.sealed.map { "sealed = " + JSON.numberText($0) },
        ].compactMap { $0 }
        if !section.isEmpty { lines += ["", "[defaults]"] + section }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The sections that say how the data file is read, where anything is said.
    var readingSections: [String] {
        func quoted(_ text: String) -> String { JSON.string(text).canonicalText }
        var kinds = reading.kinds.sorted { $0.key < $1.key }.map { quoted($0.key) + " = " + quoted($0.value.rawValue) }
        if !kinds.isEmpty { kinds = ["", "[kinds]"] + kinds }
        var lines: [String] = []
        for setting in ReadingSetting.all {
            let values = setting.values(reading)
            guard let first = values.first else { continue }
            lines.append(
                "\(setting.name) = " + (setting.isList ? "[\(values.map(quoted).joined(separator: ", "))]" : quoted(first)))
        }
        if !lines.isEmpty { lines = ["", "[reading]"] + lines }
        guard !reading.dateOrders.isEmpty else { return lines + kinds }
        let dates = reading.dateOrders.sorted { $0.key < $1.key }
        return lines + ["", "[reading.dates]"] + dates.map { quoted($0.key) + " = " + quoted($0.value.rawValue) } + kinds
    }

    /// The project with what `assay.toml` in a folder says, if there is one.
    func configured(from home: String) throws(AssayError) -> Project {
        let path = home + "/" + Self.configurationName
        guard FilePath.exists(path) else { return self }
        guard let text = FilePath.text(of: path) else { throw .projectFile(path, line: nil, "it cannot be read") }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .projectFile(path, line: error.source.begin.line, error.description)
        } catch {
            throw .projectFile(path, line: nil, "\(error)")
        }
        let reader = ConfigurationReader(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        var project = self
        try reader.check(
            table, known: ["data", "target", "task", "positive", "header", "delimiter", "reading", "kinds", "defaults"])
        project.data = try reader.string("data", in: table).map { TableSource.isPath($0) ? FilePath.absolute($0, in: home) : $0 }
        project.target = try reader.string("target", in: table)
        project.defaults.task = try reader.word("task", in: table, LearningTask.self)
        project.defaults.positive = try reader.scalar("positive", in: table)
        // These two stood outside any section before there were more.
        try reader.take(.header, from: table, into: &project.reading)
        try reader.take(.delimiter, from: table, into: &project.reading)
        if let section = try reader.section("reading", in: table) {
            try reader.check(section, known: ReadingSetting.all.map(\.name) + ["dates"])
            for setting in ReadingSetting.all { try reader.take(setting, from: section, into: &project.reading) }
            if let dates = try reader.section("dates", in: section) {
                for column in dates.keys {
                    project.reading.dateOrders[column] = try reader.word(column, in: dates, DateOrder.self)
                }
            }
        }
        if let kinds = try reader.section("kinds", in: table) {
            for column in kinds.keys { project.reading.kinds[column] = try reader.word(column, in: kinds, ColumnKind.self) }
        }
        if let section = try reader.section("defaults", in: table) {
            try reader.check(section, known: ["model", "split", "metric", "seed", "split_seed", "sealed"])
            project.defaults.model = try reader.string("model", in: section)
            project.defaults.split = try reader.string("split", in: section)
            project.defaults.metric = try reader.string("metric", in: section)
            project.defaults.seed = try reader.integer("seed", in: section)
            project.defaults.splitSeed = try reader.integer("split_seed", in: section)
            project.defaults.sealed = try reader.number("sealed", in: section)
        }
        return project
    }
}

/// Takes values out of `assay.toml` and says on which line one is wrong.
private struct ConfigurationReader {
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

    private func wrong(_ key: String, _ expected: String) -> AssayError {
        .projectFile(path, line: line(of: key), "\(key) must be \(expected)")
    }

    private func line(of key: String) -> Int? {
        lines.firstIndex { line in
            let text = line.drop { " \t[\"'".contains($0) }
            return text.hasPrefix(key) && text.dropFirst(key.count).first.map { " \t=]\"'".contains($0) } ?? false
        }.map { $0 + 1 }
    }
}
