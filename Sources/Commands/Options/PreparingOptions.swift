import Actions
import ArgumentParser
import Recipes
import Tabular

/// How a table is prepared where no recipe is made of it: steps of `assay.toml` or of a recipe, then those of the options, then a filter.
struct PreparingOptions: ParsableArguments {
    @OptionGroup var steps: StepOptions

    @Option(
        help: ArgumentHelp(
            "A recipe whose steps are done first, in place of those of assay.toml, as show --recipe prints it; - is standard input.",
            valueName: "file"))
    var recipe: String?

    @Option(help: ArgumentHelp("Rows to take, such as 'age>30 city:Rome'; all without it.", valueName: "filter"))
    var filter: String?

    /// The table after the steps, with what each of them did.
    ///
    /// - Parameters:
    ///   - table: the table as it was read.
    ///   - path: where it was read from.
    ///   - target: the column that no step may read into another.
    ///   - session: where it was opened.
    /// - Returns: the preparation; every step is done in it.
    /// - Throws: ``AssayError`` of the step that cannot be read or done.
    func preparation(
        of table: Table, at path: String, target: String? = nil, in session: Session
    ) throws(AssayError) -> Preparation {
        var all: [Step] = []
        if let recipe {
            all = try Recipe(json: JSON(parsing: TextFile.read(recipe))).steps
        } else if !steps.noProjectSteps {
            all = session.startingSteps(of: path)
        }
        let startingSteps = recipe == nil ? all.count : 0
        all += try steps.steps()
        if let filter {
            _ = try RowFilter(parsing: filter)
            all.append(Step(.filter, ["rows": .string(filter)]))
        }
        _ = try session.prepared(table, by: all, startingSteps: startingSteps, target: target)
        return session.preparation(of: table, by: all, target: target)
    }
}

/// Columns to sort by: `--sort age,-fare`.
struct SortOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Columns to sort the rows by, divided by commas, the largest first with a - in front; may be repeated.",
            valueName: "columns"))
    var sort: [String] = []

    /// The sorted table; the table itself where nothing is asked for.
    ///
    /// - Throws: ``AssayError`` for a column that is not there.
    func sorted(_ table: Table) throws(AssayError) -> Table {
        var keys: [SortKey] = []
        for word in sort.flatMap({ table[$0] == nil ? $0.split(separator: ",").map(String.init) : [$0] }) {
            // A name may begin with the sign.
            let isDescending = word.hasPrefix("-") && table[word] == nil
            let name = isDescending ? String(word.dropFirst()) : word
            guard let place = table.index(of: name) else {
                throw .unknownWord(name, kind: "column", known: table.columns.map(\.name))
            }
            keys.append(SortKey(place, descending: isDescending))
        }
        return keys.isEmpty ? table : table.taking(table.sorted(by: keys))
    }
}
