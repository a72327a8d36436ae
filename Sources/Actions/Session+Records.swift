import Experiments
public import Recipes
public import RunStore

/// A change of what the store says of runs, which can be taken back.
public enum RecordAction: Sendable, Equatable {
    /// The run that new ones are compared with; nil is none.
    case baseline(String?)
    case note(run: String, String)
    case tags(run: String, [String])
    case bin([String])
    case restore([String])
}

extension Session {
    /// Does an action.
    ///
    /// - Returns: the action that takes it back.
    @discardableResult
    public func perform(_ action: RecordAction) throws(AssayError) -> RecordAction {
        let store = try storeWithRuns()
        switch action {
        case .baseline(let name):
            let before = try store.baseline()
            try store.setBaseline(name.map { name throws(AssayError) in try store.resolve(name).id })
            return .baseline(before)
        case .note(let name, let note):
            let before = try store.resolve(name)
            try store.edit(before.id, .note(note))
            return .note(run: before.id, before.note)
        case .tags(let name, let tags):
            let before = try store.resolve(name)
            try store.edit(before.id, .tags(tags))
            return .tags(run: before.id, before.tags)
        case .bin(let names):
            var moved: [String] = []
            for name in names {
                let run = try store.resolve(name)
                // What waits is not taken from the bin; so taking it out again lets it wait on.
                if !run.state.isOver, run.state != .queued { _ = try? steer(run.id, .cancel) }
                guard run.binnedAt == nil else { continue }
                try store.edit(run.id, .binned(true))
                moved.append(run.id)
            }
            return .restore(moved)
        case .restore(let names):
            var moved: [String] = []
            for name in names {
                let run = try store.resolve(name)
                guard run.binnedAt != nil else { continue }
                try store.edit(run.id, .binned(false))
                moved.append(run.id)
            }
            try Launcher.moveQueueOn(project, store: store)
            return .bin(moved)
        }
    }

    /// The run that new ones are compared with: the one that was chosen, else none.
    public func baseline() throws(AssayError) -> RunRecord? {
        guard let store = try storeIfThere(), let id = try store.baseline() else { return nil }
        return try store.run(id)
    }

    /// Chooses the run that new ones are compared with.
    public func setBaseline(_ run: String?) throws(AssayError) { try perform(.baseline(run)) }

    /// Sets a run's note.
    public func setNote(_ run: String, _ note: String) throws(AssayError) { try perform(.note(run: run, note)) }

    /// Sets a run's tags.
    public func setTags(_ run: String, _ tags: [String]) throws(AssayError) { try perform(.tags(run: run, tags)) }

    /// Adds tags to a run and takes others away, whatever else it has.
    ///
    /// - Returns: the run with its tags.
    public func tag(_ run: String, adding: [String], removing: [String] = []) throws(AssayError) -> RunRecord {
        let record = try self.run(named: run)
        func clean(_ tags: [String]) -> [String] {
            tags.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map { String($0.drop { $0 == "#" }) }.filter { !$0.isEmpty }
        }
        let gone = Set(clean(removing).map { $0.lowercased() })
        var tags = record.tags.filter { !gone.contains($0.lowercased()) }
        for tag in clean(adding) where !tags.contains(where: { $0.lowercased() == tag.lowercased() }) { tags.append(tag) }
        try setTags(record.id, tags)
        return try self.run(named: record.id)
    }

    /// Puts runs in the bin; those that go on are asked to cancel, those that wait do so no more.
    public func bin(_ runs: [String]) throws(AssayError) { try perform(.bin(runs)) }

    /// Takes runs out of the bin.
    public func restore(_ runs: [String]) throws(AssayError) { try perform(.restore(runs)) }
}
