public import Terminal

/// Letters over the places where one can go: pressing a place's letters goes there (`f`).
public struct JumpLabels: Equatable, Sendable {
    /// Easy letters first.
    private static let alphabet = Array("asdfghjklqwertyuiopzxcvbnm")

    private let places: [Point]
    private let labels: [String]
    private var typed = ""

    /// Labels for places, in their order; one letter each while there are enough of them, else two.
    public init(places: [Point]) {
        self.places = places
        let letters = Self.alphabet
        if places.count <= letters.count {
            labels = places.indices.map { String(letters[$0]) }
        } else {
            labels = places.indices.prefix(letters.count * letters.count)
                .map { String([letters[$0 / letters.count], letters[$0 % letters.count]]) }
        }
    }

    /// Takes a key: `chosen` gives the place's number; any key that begins no label closes.
    public mutating func handle(_ key: Key) -> OverlayOutcome<Int> {
        guard case .character(let letter) = key.code, !key.control, !key.alt else { return .cancelled }
        typed += letter.lowercased()
        if let index = labels.firstIndex(of: typed) { return .chosen(index) }
        return labels.contains { $0.hasPrefix(typed) } ? .open : .cancelled
    }

    /// Draws the labels that can still be meant over a screen, which steps back.
    public func draw(on surface: inout Surface, theme: Theme) {
        surface.restyle(surface.bounds) { $0 = theme[.faint].on($0.background) }
        for (place, label) in zip(places, labels) where label.hasPrefix(typed) {
            surface.write(label, x: place.x, y: place.y, style: theme[.cursor].adding(.bold), width: label.count)
        }
    }
}
