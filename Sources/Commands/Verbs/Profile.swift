import Actions
import ArgumentParser
import Experiments
import Recipes
import Tabular

/// `assay profile PATH`: what is in a data file.
struct Profile: Verb {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Say what is in a data file: kinds, missing values, shapes, alerts.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptionGroup
    @OptionGroup var threading: ThreadOptions
    @OptionGroup(title: "Preparing") var preparing: PreparingOptions

    @Argument(help: ArgumentHelp(SourceHelp.sentence, valueName: "path"), completion: .file())
    var path: String

    @Option(help: ArgumentHelp("A column to predict: how strongly each other column speaks of it.", valueName: "column"))
    var target: String?

    @Option(help: ArgumentHelp("A first look at so many rows, with how far off its figures may be.", valueName: "rows"))
    var sample: Int?

    @Option(help: ArgumentHelp("Everything about one column.", valueName: "name"))
    var column: String?

    @Option(help: ArgumentHelp("Another file: what moved from this one to that, column by column.", valueName: "file"))
    var against: String?

    @Flag(help: "How strongly the columns go together.")
    var associations = false

    @Flag(help: "Which columns are missing together.")
    var missingPatterns = false

    @Flag(help: "Rows that are equal, and rows that differ only in the label.")
    var duplicates = false

    @Flag(help: "The test of every column with the target, the largest effect first.")
    var tests = false

    func perform() throws(AssayError) -> Int32 {
        try threading.limited { () throws(AssayError) in try work() }
    }

    private func work() throws(AssayError) -> Int32 {
        let session = try Session.locate(project: common.project, data: path)
        let table = try prepared(open(path, in: session), in: session)
        let column = target ?? session.project.target.flatMap { table[$0] == nil ? nil : $0 }
        let target = try column.map { name throws(AssayError) in try table.target(name) }
        if let sample, sample < 1 { throw .unusableSample(sample) }
        let other = try against.map { path throws(AssayError) in try open(path, in: session) }
        let details = try self.column.map { name throws(AssayError) in
            guard let column = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
            return (column, try ColumnDetails(table, column, target: target, bins: 20))
        }
        if tests, target == nil { throw .noTargetForTests }
        if common.json {
            var members = profile(of: table, target).document.objectValue ?? [:]
            if let details { members["column"] = details.1.document }
            if tests, let target { members["tests"] = try TargetTests(table, target: target).document }
            if associations { members["associations"] = try AssociationMatrix(table).document }
            if missingPatterns { members["missing"] = try MissingnessMatrix(table).document }
            if duplicates { members["duplicates"] = try DuplicateRows(table, target: target).document }
            if let other { members["against"] = try TableComparison(reference: table, current: other).json }
            printDocument(.object(members))
            return 0
        }
        let sections = ProfileSections(table: table, target: target, console: console)
        if let details { sections.print(details.1, of: details.0) }
        if tests, let target { sections.print(try TargetTests(table, target: target)) }
        if associations { sections.print(try AssociationMatrix(table)) }
        if missingPatterns { sections.print(try MissingnessMatrix(table)) }
        if duplicates { sections.print(try DuplicateRows(table, target: target)) }
        if let other { sections.print(try TableComparison(reference: table, current: other), other: other.name) }
        guard details == nil, other == nil, !tests, !associations, !missingPatterns, !duplicates else { return 0 }
        ProfileReport(table: table, profile: profile(of: table, target), target: target).print(on: console)
        if let target { sections.print(try TargetTests(table, target: target), limit: 10) }
        return 0
    }

    /// Of all rows, or of a sample where one is asked for.
    private func profile(of table: Table, _ target: Recipe.Target?) -> TableProfile {
        let profile = table.profile(target: target, sample: sample, observer: ProfileObserver())
        return profile ?? TableProfile(rows: table.rowCount, columns: [], alerts: [])
    }

    /// The table after its steps.
    private func prepared(_ table: Table, in session: Session) throws(AssayError) -> Table {
        let made = try preparing.preparation(of: table, at: path, target: target, in: session).table
        for text in made.remarks.dropFirst(table.remarks.count) { remark("assay: \(table.name): \(text)") }
        return made
    }
}

extension Profile: ReadingVerb {}

extension AssayError {
    static func unusableSample(_ rows: Int) -> AssayError {
        AssayError(code: "sample", message: "a sample of \(rows) rows is none", hint: "write --sample 20000", isUsage: true)
    }

    static var noTargetForTests: AssayError {
        AssayError(code: "no_target", message: "--tests needs a target", hint: "add --target COLUMN", isUsage: true)
    }
}
