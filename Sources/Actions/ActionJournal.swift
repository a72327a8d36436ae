public import Recipes

/// What was done to the records, for undo and redo. A value: each open screen has its own.
public struct ActionJournal: Sendable {
    private struct Entry: Sendable {
        var title: String
        var undo: RecordAction
    }
    private var done: [Entry] = []
    private var undone: [Entry] = []

    public init() {}

    /// The titles of what undo and redo would do next.
    public var undoTitle: String? { done.last?.title }
    public var redoTitle: String? { undone.last?.title }

    /// Does an action and notes how to take it back; what could be redone is forgotten.
    public mutating func perform(_ action: RecordAction, titled title: String, in session: Session) throws(AssayError) {
        done.append(Entry(title: title, undo: try session.perform(action)))
        undone = []
    }

    /// Takes back the last action.
    ///
    /// - Returns: its title, or nil where there is nothing to take back.
    public mutating func undo(in session: Session) throws(AssayError) -> String? {
        guard let entry = done.last else { return nil }
        undone.append(Entry(title: entry.title, undo: try session.perform(entry.undo)))
        done.removeLast()
        return entry.title
    }

    /// Does again what was taken back last.
    public mutating func redo(in session: Session) throws(AssayError) -> String? {
        guard let entry = undone.last else { return nil }
        done.append(Entry(title: entry.title, undo: try session.perform(entry.undo)))
        undone.removeLast()
        return entry.title
    }
}
