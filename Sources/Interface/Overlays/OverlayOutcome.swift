/// What an overlay says to a key.
public enum OverlayOutcome<Value: Equatable & Sendable>: Equatable, Sendable {
    /// It stays open.
    case open
    /// It stays open and another entry is under the cursor: for a live preview.
    case highlighted(Value)
    /// It closes with a result.
    case chosen(Value)
    /// It closes without one.
    case cancelled
}
