public import Recipes

/// One imported data set: immutable, typed columns of equal length, named by its content.
public final class Table: Sendable {
    /// The name people see: the file's name without its folder.
    public let name: String
    /// Where and how it was read; its fingerprint is part of every recipe.
    public let source: Recipe.Source
    public let rowCount: Int
    public let columns: [Column]
    /// What the importer noticed: ragged rows and the like, one sentence each.
    public let remarks: [String]
    /// How it was read.
    public let decisions: ReadingDecisions
    /// The steps that made it of what was read.
    public let steps: [Step]
    /// The cache file that the columns lie in, if they do.
    let file: TableFile?
    private let places: [String: Int]

    public convenience init(
        name: String, source: Recipe.Source, rowCount: Int, columns: [Column], remarks: [String] = [],
        decisions: ReadingDecisions = ReadingDecisions(), steps: [Step] = []
    ) {
        self.init(
            name: name, source: source, rowCount: rowCount, columns: columns, remarks: remarks, decisions: decisions,
            steps: steps, file: nil)
    }

    init(
        name: String, source: Recipe.Source, rowCount: Int, columns: [Column], remarks: [String], decisions: ReadingDecisions,
        steps: [Step], file: TableFile?
    ) {
        self.file = file
        self.name = name
        self.source = source
        self.rowCount = rowCount
        self.columns = columns
        self.remarks = remarks
        self.decisions = decisions
        self.steps = steps
        self.places = Dictionary(
            columns.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// The place of a column, or nil.
    public func index(of name: String) -> Int? { places[name] }

    /// The column with this name.
    public subscript(name: String) -> Column? { places[name].map { columns[$0] } }
}
