import Actions
import ArgumentParser
import Recipes
import RunStore

/// `assay views`: the views of the table of runs that are kept.
struct Views: Verb {
    static let configuration = CommandConfiguration(
        commandName: "views", abstract: "List the views of the runs that are kept; runs --save-view keeps one.")

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Forget a view.", valueName: "name"))
    var forget: String?

    func perform() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: nil)
        if let forget {
            _ = try session.view(forget)
            try session.keep(nil, as: forget)
        }
        let views = try session.views()
        if common.json {
            let members = views.map { ($0.name, $0.view.json) }
            printDocument(["views": .object(Dictionary(members, uniquingKeysWith: { first, _ in first }))])
        } else if views.isEmpty {
            console.line("No views are kept. `assay runs --save-view NAME` keeps one.")
        } else {
            var text = TextTable([
                .words("view"), .words("query", mayBeCut: true), .words("sorted by"), .words("columns", mayBeCut: true),
            ])
            for (name, view) in views {
                let others =
                    (view.showsOnlyDifferences ? ["only what differs"] : []) + (view.groupsSeeds ? ["seeds together"] : [])
                text.add([
                    name, view.query, view.sorts.map(\.text).joined(separator: ","),
                    ((view.columns ?? []).map(\.name) + others).joined(separator: ","),
                ])
            }
            text.print(on: console)
        }
        return 0
    }
}
