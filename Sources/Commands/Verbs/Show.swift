import Actions
import ArgumentParser
import Experiments
import Recipes
import RunStore
import Tabular

/// `assay show RUN`: all of one run.
struct Show: Verb {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one run: recipe, metrics, points.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The run: its number, its id or the beginning of it, last, or baseline.")
    var run: String

    @Flag(help: "Also the points of its curves.")
    var points = false

    @Flag(help: "The recipe alone, as train --recipe takes it.")
    var recipe = false

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        let record = try session.run(named: run)
        if recipe {
            printDocument(record.recipe.json)
            return 0
        }
        let series = points ? try session.points(of: record.id) : []
        if common.json {
            var members = record.document.objectValue ?? [:]
            if let said = session.trainerRecord(of: record) { members["trainer"] = said }
            if points { members["points"] = pointsDocument(series) }
            members["alerts"] = .array(try session.findings(of: record.id).map(\.json))
            if let change = try session.change(of: record) { members["change"] = .string(change.sentence) }
            printDocument(.object(members))
            return 0
        }
        RunReport(run: record, change: try session.change(of: record)).print(on: console)
        if let said = session.trainerRecord(of: record) { print(said, of: session.project.artifactFolder(of: record.id)) }
        let findings = try session.findings(of: record.id)
        if !findings.isEmpty { ProfileReport.print(findings.map(Alert.init), on: console) }
        if points { print(series) }
        return 0
    }

    private func print(_ said: JSON, of folder: String) {
        for remark in said["remarks"]?.arrayValue?.compactMap(\.stringValue) ?? [] { console.line("  " + remark) }
        for one in said["artifacts"]?.arrayValue ?? [] {
            guard let name = one["name"]?.stringValue, let path = one["path"]?.stringValue else { continue }
            console.line("  artefact \(name): \(folder)/\(path)")
        }
    }

    private func print(_ series: [SeriesPoints]) {
        console.line()
        var text = TextTable(
            [.words("series"), .numbers("points"), .numbers("first"), .numbers("best"), .numbers("last")], indent: "  ")
        for one in series {
            let metric = Metric.named(one.name.metric)
            let values = one.values.filter { !$0.isNaN }
            let best = metric?.direction == .higher ? values.max() : values.min()
            text.add(
                [one.name.description, NumberText.count(one.steps.count)]
                    + [values.first, best, values.last].map { $0.map { NumberText.metric($0, metric) } ?? "" })
        }
        text.print(on: console)
    }
}
