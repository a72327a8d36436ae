import Actions
import Recipes
import Tabular

/// A verb that reads a data file.
protocol ReadingVerb: Verb {
    var reading: ReadingOptionGroup { get }
}

extension ReadingVerb {
    /// Reads a file with progress, and says what the importer noticed.
    func open(_ path: String, in session: Session) throws(AssayError) -> Table {
        let line = ProgressLine("reading \(Session.shownName(of: path))", options: common)
        defer { line.end() }
        let table = try session.openTable(path: path, options: reading.options()) { line.update(share: $0.share) }
        line.end()
        for text in table.remarks { remark("assay: \(table.name): \(text)") }
        return table
    }

    /// The data file that was named, or the project's.
    func dataPath(_ path: String?, in session: Session) throws(AssayError) -> String {
        try session.dataFile(named: path)
    }
}
