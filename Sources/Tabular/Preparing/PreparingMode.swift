public import Recipes

/// What a table is prepared for.
public enum PreparingMode: Hashable, Sendable {
    /// To be looked at and learnt from: every step is done.
    case training
    /// To be asked about: every row stays, because each gets an answer, and only what these features come from is worked out.
    case scoring(features: [String])

    /// Whether rows are asked about.
    public var isScoring: Bool { self != .training }
}

extension Step {
    /// Whether the step takes rows away or adds some where a table is prepared for training. Other steps leave every row at its
    /// place.
    public var changesRows: Bool { !isOff && (declaration?.changesRows ?? false || isInnerJoin) }

    var isInnerJoin: Bool { kind == StepKind.join.key && text("how") == "inner" }
}
