/// What the values of a column are.
public enum ColumnKind: String, CaseIterable, Sendable, Codable {
    /// A quantity.
    case number
    /// One of a limited set of words.
    case category
    /// A day or a moment, kept as seconds since 1970-01-01 UTC.
    case date
    /// One of two words, such as yes and no.
    case flag
    /// Free words; no learner reads it yet.
    case text
    /// Names a row or an entity; not a feature.
    case identifier

    /// Whether a column of this kind is a feature unless someone says otherwise.
    public var isFeatureByDefault: Bool { self != .identifier && self != .text }
}
