import Actions
public import Recipes
public import Tabular

/// What was done at the keyboard, so that it can be taken back and done again.
public struct Journal: Sendable, Equatable {
    /// Something that changed the draft or the store, with all that is needed to reverse it.
    public enum Change: Sendable, Equatable {
        case draft(before: Recipe, after: Recipe)
        /// Steps that were changed before there was a draft, with the fingerprint of their table.
        case steps(table: String, before: [Step], after: [Step])
        /// How the file is read.
        case reading(before: ReadingOptions, after: ReadingOptions)
        case baseline(before: String?, after: String?)
        /// Runs put into the bin; reversing takes them out.
        case bin([String])
        /// Runs taken out of the bin; reversing puts them back.
        case restore([String])
        case note(run: String, before: String, after: String)
        case tags(run: String, before: [String], after: [String])
        /// Which checks of the guard are silenced.
        case silence(before: [String], after: [String])
        /// What was done to several runs at once.
        indirect case several([Change])
    }

    /// One entry.
    public struct Entry: Sendable, Equatable {
        /// In words, as `u` reports it: `switched gender off`.
        public var title: String
        public var change: Change

        public init(title: String, change: Change) {
            // What was typed may hold an address with a secret, and entries are kept.
            self.title = Session.shownText(title)
            self.change = change
        }
    }

    /// In order of time; those before ``done`` are in force, the others were taken back.
    public private(set) var entries: [Entry] = []
    public private(set) var done = 0
    /// Older entries are forgotten beyond this many.
    static let longest = 500

    public init() {}

    /// A journal as it was kept.
    public init(entries: [Entry], done: Int) {
        self.entries = entries
        self.done = min(max(0, done), entries.count)
    }

    /// Notes a change; what was taken back before is forgotten.
    public mutating func append(_ entry: Entry) {
        entries.removeSubrange(done...)
        entries.append(entry)
        if entries.count > Self.longest { entries.removeFirst(entries.count - Self.longest) }
        done = entries.count
    }

    /// The entry to take back now, which then counts as taken back.
    public mutating func undo() -> Entry? {
        guard done > 0 else { return nil }
        done -= 1
        return entries[done]
    }

    /// The entry to do again now.
    public mutating func redo() -> Entry? {
        guard done < entries.count else { return nil }
        done += 1
        return entries[done - 1]
    }

    /// Forgets changes of drafts for other tables than the one with this fingerprint: taking them back would bring such a draft.
    mutating func forgetDrafts(except fingerprint: String) {
        func stays(_ entry: Entry) -> Bool {
            switch entry.change {
            case .draft(let before, let after):
                return before.source.fingerprint == fingerprint && after.source.fingerprint == fingerprint
            case .steps(let table, _, _): return table == fingerprint
            case .reading, .baseline, .bin, .restore, .note, .tags, .several, .silence: return true
            }
        }
        let inForce = entries[..<done].count(where: stays)
        entries = entries.filter(stays)
        done = inForce
    }

    /// Lets the last change of the draft lead to another recipe: to one that only came to be known after the key was pressed.
    mutating func amendDraft(from recipe: Recipe, to amended: Recipe) {
        guard done > 0, case .draft(let before, let after) = entries[done - 1].change, after == recipe else { return }
        entries[done - 1].change = .draft(before: before, after: amended)
    }

    /// The same for steps that were changed before there was a draft.
    mutating func amendSteps(from steps: [Step], to amended: [Step]) {
        guard done > 0, case .steps(let table, let before, let after) = entries[done - 1].change, after == steps else { return }
        entries[done - 1].change = .steps(table: table, before: before, after: amended)
    }

    /// The last entry in force.
    public var last: Entry? { done > 0 ? entries[done - 1] : nil }
    public var canUndo: Bool { done > 0 }
    public var canRedo: Bool { done < entries.count }
}

extension Journal {
    /// The journal as a document, to be kept with the project.
    public var json: JSON {
        ["done": JSON(done), "entries": .array(entries.map(\.json))]
    }

    /// Reads what ``json`` wrote; entries that cannot be read are left out with all before them.
    public init(json: JSON) {
        var read: [Entry] = []
        var done = json["done"]?.intValue ?? 0
        for document in json["entries"]?.arrayValue ?? [] {
            if let entry = Entry(json: document) {
                read.append(entry)
            } else {
                done -= read.count + 1
                read = []
            }
        }
        self.init(entries: read, done: done)
    }
}

extension Journal.Entry {
    var json: JSON {
        var members = change.members
        members["title"] = .string(title)
        return .object(members)
    }

    init?(json: JSON) {
        guard let title = json["title"]?.stringValue, let change = Journal.Change(json: json) else { return nil }
        self.init(title: title, change: change)
    }
}

extension Journal.Change {
    fileprivate var members: [String: JSON] {
        var members: [String: JSON] = [:]
        switch self {
        case .draft(let before, let after): members["draft"] = [before.json, after.json]
        case .steps(let table, let before, let after):
            members["steps"] = [.string(table), .array(before.map(\.json)), .array(after.map(\.json))]
        case .reading(let before, let after): members["reading"] = [before.json, after.json]
        case .baseline(let before, let after): members["baseline"] = [.text(before), .text(after)]
        case .bin(let runs): members["bin"] = .array(runs.map(JSON.string))
        case .restore(let runs): members["restore"] = .array(runs.map(JSON.string))
        case .several(let changes): members["several"] = .array(changes.map { .object($0.members) })
        case .note(let run, let before, let after):
            members["note"] = [.string(run), .string(before), .string(after)]
        case .tags(let run, let before, let after):
            members["tags"] = [.string(run), .array(before.map(JSON.string)), .array(after.map(JSON.string))]
        case .silence(let before, let after):
            members["silence"] = [.array(before.map(JSON.string)), .array(after.map(JSON.string))]
        }
        return members
    }

    fileprivate init?(json: JSON) {
        if let pair = json["draft"]?.arrayValue, pair.count == 2 {
            guard let before = try? Recipe(json: pair[0]), let after = try? Recipe(json: pair[1]) else { return nil }
            self = .draft(before: before, after: after)
        } else if let parts = json["steps"]?.arrayValue, parts.count == 3 {
            guard let table = parts[0].stringValue, let before = Self.steps(parts[1]), let after = Self.steps(parts[2]) else {
                return nil
            }
            self = .steps(table: table, before: before, after: after)
        } else if let pair = json["reading"]?.arrayValue, pair.count == 2 {
            self = .reading(before: ReadingOptions(json: pair[0]), after: ReadingOptions(json: pair[1]))
        } else if let pair = json["baseline"]?.arrayValue, pair.count == 2 {
            self = .baseline(before: pair[0].stringValue, after: pair[1].stringValue)
        } else if let runs = json["bin"]?.arrayValue {
            self = .bin(runs.compactMap(\.stringValue))
        } else if let runs = json["restore"]?.arrayValue {
            self = .restore(runs.compactMap(\.stringValue))
        } else if let changes = json["several"]?.arrayValue {
            self = .several(changes.compactMap(Journal.Change.init(json:)))
        } else if let note = json["note"]?.arrayValue?.compactMap(\.stringValue), note.count == 3 {
            self = .note(run: note[0], before: note[1], after: note[2])
        } else if let tags = json["tags"]?.arrayValue, tags.count == 3, let run = tags[0].stringValue {
            self = .tags(
                run: run, before: tags[1].arrayValue?.compactMap(\.stringValue) ?? [],
                after: tags[2].arrayValue?.compactMap(\.stringValue) ?? [])
        } else if let pair = json["silence"]?.arrayValue, pair.count == 2 {
            self = .silence(
                before: pair[0].arrayValue?.compactMap(\.stringValue) ?? [],
                after: pair[1].arrayValue?.compactMap(\.stringValue) ?? [])
        } else {
            return nil
        }
    }
    private static func steps(_ json: JSON) -> [Step]? {
        let documents = json.arrayValue ?? []
        let steps = documents.compactMap { try? Step(json: $0) }
        return steps.count == documents.count ? steps : nil
    }
}
