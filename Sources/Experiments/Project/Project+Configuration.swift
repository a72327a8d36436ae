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
        lines += guardSection
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
            table,
            known: [
                "data", "target", "task", "positive", "header", "delimiter", "reading", "kinds", "steps", "guard", "defaults",
                "trainer", "trainers",
            ])
        project.data = try reader.string("data", in: table).map {
            TableSource.isPath($0) ? FilePath.absolute($0, in: home) : SecretAddress.kept($0)
        }
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
        project.steps = try reader.steps(in: table)
        (project.trainers, project.defaults.trainer) = try reader.trainers(in: table)
        project.silencedChecks = try reader.silencedChecks(in: table)
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
