/// How the text of a table is divided.
struct Dialect: Equatable, Sendable {
    static let quote = UInt8(ascii: "\"")

    var delimiter: UInt8
    /// Line feed, or carriage return in files that have no line feed.
    var newline = UInt8(ascii: "\n")
    /// Whether quotes enclose fields.
    var quoted = true
}
