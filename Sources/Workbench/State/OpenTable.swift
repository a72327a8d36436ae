public import Recipes
public import Tabular

/// Where the table of the project stands.
public enum TableStatus: Sendable {
    /// No data file is named.
    case none
    /// It is being read; the share done, 0 to 1.
    case opening(path: String, share: Double)
    case open(OpenTable)
    case failed(path: String, AssayError)

    /// The table, once it is there.
    public var open: OpenTable? {
        if case .open(let table) = self { table } else { nil }
    }
}

/// A table that is there, with what is known of it so far.
public struct OpenTable: Sendable {
    public var table: Table
    /// The file it was read from.
    public var path: String
    /// nil while the profile is being made.
    public var profile: TableProfile?
    /// Seconds that opening took.
    public var seconds: Double

    public init(table: Table, path: String, profile: TableProfile? = nil, seconds: Double = 0) {
        self.table = table
        self.path = path
        self.profile = profile
        self.seconds = seconds
    }
}
