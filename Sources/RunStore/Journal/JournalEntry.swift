public import Recipes

/// An action of a person on a screen, with what takes it back.
public struct JournalEntry: Sendable, Equatable {
    /// From 1, ascending over all screens.
    public var sequence: Int
    /// The open screen whose journal this is part of; undo never reaches into another's.
    public var screen: String
    /// What was done, as the action layer writes it.
    public var action: JSON
    /// What takes it back.
    public var undo: JSON
    public var isUndone: Bool
    /// Seconds since 1970 UTC.
    public var at: Double

    public init(sequence: Int, screen: String, action: JSON, undo: JSON, isUndone: Bool = false, at: Double) {
        self.sequence = sequence
        self.screen = screen
        self.action = action
        self.undo = undo
        self.isUndone = isUndone
        self.at = at
    }
}
