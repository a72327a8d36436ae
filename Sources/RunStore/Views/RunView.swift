public import Recipes

/// A way to look at the table of runs: which of them, in which order, with which columns. Views are kept under names.
public struct RunView: Sendable, Equatable {
    /// In order; nil is the usual ones.
    public var columns: [RunField]?
    /// The first decides; none is the latest first.
    public var sorts: [RunSort]
    public var query: String
    /// Hides the columns that are alike in all runs, and shows the fields of the recipe that are not.
    public var showsOnlyDifferences: Bool
    /// Sets runs that differ in the seed only together as one row.
    public var groupsSeeds: Bool
    /// Widths that were set by hand, in cells.
    public var widths: [RunField: Int]

    public init(
        columns: [RunField]? = nil, sorts: [RunSort] = [], query: String = "", showsOnlyDifferences: Bool = false,
        groupsSeeds: Bool = false, widths: [RunField: Int] = [:]
    ) {
        self.columns = columns
        self.sorts = sorts
        self.query = query
        self.showsOnlyDifferences = showsOnlyDifferences
        self.groupsSeeds = groupsSeeds
        self.widths = widths
    }
}

extension RunView {
    /// As it is kept, and as `assay views --json` prints it.
    public var json: JSON {
        var members: [String: JSON] = [
            "sort": .array(sorts.map { .string($0.text) }), "query": .string(query), "differs": .bool(showsOnlyDifferences),
            "group": groupsSeeds ? "seeds" : .null,
        ]
        members["columns"] = columns.map { .array($0.map { .string($0.name) }) } ?? .null
        if !widths.isEmpty {
            members["widths"] = .object(
                Dictionary(widths.map { ($0.key.name, JSON($0.value)) }, uniquingKeysWith: { first, _ in first }))
        }
        return .object(members)
    }

    /// Reads what ``json`` wrote; fields that this build does not know are left out.
    public init(json: JSON) {
        self.init(
            columns: json["columns"]?.arrayValue?.compactMap { $0.stringValue.flatMap(RunField.init(named:)) },
            sorts: json["sort"]?.arrayValue?.compactMap { $0.stringValue.flatMap { try? RunSort(parsing: $0) } } ?? [],
            query: json["query"]?.stringValue ?? "", showsOnlyDifferences: json["differs"]?.boolValue ?? false,
            groupsSeeds: json["group"]?.stringValue == "seeds")
        for (name, width) in json["widths"]?.objectValue ?? [:] {
            if let field = RunField(named: name), let width = width.intValue { widths[field] = width }
        }
    }
}
