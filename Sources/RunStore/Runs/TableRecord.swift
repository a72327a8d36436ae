public import Recipes

/// What the store knows of a table: enough to name it and to read it again.
public struct TableRecord: Sendable, Equatable {
    /// The name by content that recipes hold.
    public var fingerprint: String
    /// What people call it: the file's name without its folder.
    public var name: String
    /// Where it was read from last.
    public var path: String
    /// What was said of how it is read, as the importer's options write themselves.
    public var reading: JSON
    public var rows: Int
    public var columns: Int

    public init(
        fingerprint: String, name: String, path: String, reading: JSON = [:], rows: Int = 0, columns: Int = 0
    ) {
        self.fingerprint = fingerprint
        self.name = name
        self.path = path
        self.reading = reading
        self.rows = rows
        self.columns = columns
    }
}
