/// How a person who looks elsewhere is told that a run has ended.
public struct Notices: Sendable, Equatable {
    /// Rings the terminal's bell.
    public var rings = true
    /// Sends a message to the desktop, by the terminals that know OSC 9.
    public var sendsMessage = true
    /// Lets the window's title say what goes on and how it ended.
    public var titles = true

    public init() {}

    /// Runs that end sooner were being watched.
    static let leastSeconds = 5.0

    /// As it is kept: the words of what is on.
    var text: String {
        [(rings, "bell"), (sendsMessage, "message"), (titles, "title")].filter(\.0).map(\.1).joined(separator: " ")
    }

    /// Reads what ``text`` wrote.
    init(text: String) {
        let words = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
        rings = words.contains("bell")
        sendsMessage = words.contains("message")
        titles = words.contains("title")
    }
}
