public import Terminal

/// One key, or several pressed one after another, such as `g g`.
public struct KeySequence: Hashable, Sendable {
    public var keys: [Key]

    /// Keys in their order.
    public init(_ keys: [Key]) { self.keys = keys }

    /// One key.
    public init(_ key: Key) { self.keys = [key] }

    /// Reads names with blanks between them: `R`, `Ctrl-P`, `g g`. Nil where a name is unknown.
    public init?(named text: String) {
        var keys: [Key] = []
        for name in text.split(separator: " ") {
            guard let key = Key(named: String(name)) else { return nil }
            keys.append(key)
        }
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }
}

extension KeySequence: ExpressibleByStringLiteral {
    /// As ``init(named:)``; a name that is unknown gives its first letter.
    public init(stringLiteral value: String) {
        self = KeySequence(named: value) ?? KeySequence(Key(value.first ?? " "))
    }
}

extension KeySequence: CustomStringConvertible {
    public var description: String { keys.map(\.description).joined(separator: " ") }
}
