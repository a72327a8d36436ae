/// What was typed before in one kind of prompt, the latest last, and the place in it while a person goes through it.
public struct LineHistory: Equatable, Sendable {
    /// The latest last, none twice.
    public private(set) var entries: [String]
    private var place: Int?
    private var draft = ""
    private static let limit = 200

    /// A history.
    public init(_ entries: [String] = []) { self.entries = entries }

    /// Keeps a text that was accepted.
    public mutating func add(_ text: String) {
        place = nil
        guard !text.isEmpty else { return }
        entries.removeAll { $0 == text }
        entries.append(text)
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    }

    /// The entry before; nil at the oldest.
    public mutating func older(than current: String) -> String? {
        let next = (place ?? entries.count) - 1
        guard next >= 0 else { return nil }
        if place == nil { draft = current }
        place = next
        return entries[next]
    }

    /// The entry after; what was being typed, after the latest; nil where nothing is gone through.
    public mutating func newer() -> String? {
        guard let current = place else { return nil }
        if current + 1 < entries.count {
            place = current + 1
            return entries[current + 1]
        }
        place = nil
        return draft
    }
}
