/// A key of the footer.
public struct FooterKey: Equatable, Sendable {
    public var id: String
    public var key: KeySequence
    public var title: String

    /// A key and what it does.
    public init(id: String, key: KeySequence, title: String) {
        self.id = id
        self.key = key
        self.title = title
    }
}

/// A line of the palette or of help: a command with all that is known of it in this place.
public struct CommandRow: Equatable, Sendable {
    public var id: String
    public var title: String
    public var summary: String
    public var category: String
    /// The keys that reach it here, as they are written.
    public var keys: [KeySequence]
    public var availability: Availability

    /// Makes a row.
    public init(
        id: String, title: String, summary: String, category: String, keys: [KeySequence], availability: Availability
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.category = category
        self.keys = keys
        self.availability = availability
    }
}

extension CommandRegistry {
    /// The likeliest keys now, available ones only, by priority; nearer scopes win between equals.
    public func footer(in scopes: [Scope], context: Context) -> [FooterKey] {
        let chain = chain(scopes)
        func distance(_ command: Command<Context, Effect>) -> Int {
            command.scopes.compactMap { chain.firstIndex(of: $0) }.min() ?? chain.count
        }
        return commands.enumerated()
            .filter { $0.element.priority > 0 && applies($0.element, in: scopes) }
            .filter { $0.element.availability(context).isAvailable }
            .sorted { a, b in
                (-a.element.priority, distance(a.element), a.offset) < (-b.element.priority, distance(b.element), b.offset)
            }
            .compactMap { _, command in
                key(of: command, in: scopes).map { FooterKey(id: command.id, key: $0, title: command.title) }
            }
    }

    /// Every command that applies here, nearest scope first, in the order of declaration: what help lists.
    public func rows(in scopes: [Scope], context: Context) -> [CommandRow] {
        var seen: Set<String> = []
        var result: [CommandRow] = []
        for scope in chain(scopes) {
            for command in commands where command.scopes.contains(scope) && seen.insert(command.id).inserted {
                result.append(row(command, in: scopes, context: context))
            }
        }
        return result
    }

    /// All commands as the palette lists them: those of this place, then the rest.
    public func allRows(in scopes: [Scope], context: Context) -> [CommandRow] {
        let here = rows(in: scopes, context: context)
        let known = Set(here.map(\.id))
        return here + commands.filter { !known.contains($0.id) }.map { row($0, in: scopes, context: context) }
    }

    private func row(_ command: Command<Context, Effect>, in scopes: [Scope], context: Context) -> CommandRow {
        let reachable = command.keys.filter { sequence in
            if case .command(let found) = lookup(sequence.keys, in: scopes) { return found.id == command.id }
            return false
        }
        return CommandRow(
            id: command.id, title: command.title, summary: command.summary, category: command.category,
            keys: reachable, availability: command.availability(context))
    }
}
