/// How much something noteworthy matters.
public enum AlertLevel: String, Sendable, Comparable, CaseIterable {
    /// Worth knowing.
    case note
    /// Likely to mislead.
    case warn
    /// A score that comes of it says nothing.
    case stop

    public static func < (a: AlertLevel, b: AlertLevel) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warn ? 1 : 2 }
}
