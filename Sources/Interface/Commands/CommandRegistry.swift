public import Recipes
public import Terminal

/// All that can be done, in one table, checked when it is made.
public struct CommandRegistry<Context, Effect>: Sendable {
    /// In the order in which they were declared: that of help and manual.
    public let commands: [Command<Context, Effect>]
    private let indexByID: [String: Int]
    private let bindings: [Scope: [[Key]: Int]]

    /// A registry without commands.
    public init() {
        commands = []
        indexByID = [:]
        bindings = [:]
    }

    /// Takes commands whose ids, and whose keys in each scope, are unique.
    ///
    /// - Throws: `duplicate_command`, `duplicate_key`, and `key_shadowed` where one sequence begins another.
    public init(_ commands: [Command<Context, Effect>]) throws(AssayError) {
        var indexByID: [String: Int] = [:]
        var bindings: [Scope: [[Key]: Int]] = [:]
        for (index, command) in commands.enumerated() {
            guard indexByID.updateValue(index, forKey: command.id) == nil else {
                throw .duplicateCommand(command.id)
            }
            for scope in command.scopes {
                for sequence in command.keys {
                    if let other = bindings[scope, default: [:]].updateValue(index, forKey: sequence.keys), other != index {
                        throw .duplicateKey(sequence, scope: scope, first: commands[other].id, second: command.id)
                    }
                }
            }
        }
        for (scope, table) in bindings {
            for (keys, index) in table where keys.count > 1 {
                for length in 1..<keys.count {
                    if let other = table[Array(keys.prefix(length))] {
                        throw .keyShadowed(
                            KeySequence(keys), scope: scope, by: commands[other].id, command: commands[index].id)
                    }
                }
            }
        }
        self.commands = commands
        self.indexByID = indexByID
        self.bindings = bindings
    }

    /// The command with an id.
    public func command(_ id: String) -> Command<Context, Effect>? { indexByID[id].map { commands[$0] } }

    /// What keys mean.
    public enum Lookup {
        case command(Command<Context, Effect>)
        /// The keys begin longer ones: these could follow.
        case prefix([Continuation])
        case nothing
    }

    /// A key that could follow a prefix.
    public struct Continuation {
        public let key: Key
        public let command: Command<Context, Effect>
    }

    /// What the keys mean in the given scopes, nearest first. The global scope is always the last.
    public func lookup(_ keys: [Key], in scopes: [Scope]) -> Lookup {
        for scope in chain(scopes) {
            guard let table = bindings[scope] else { continue }
            if let index = table[keys] { return .command(commands[index]) }
            let following = table.filter { $0.key.count > keys.count && Array($0.key.prefix(keys.count)) == keys }
            if !following.isEmpty {
                return .prefix(
                    following.sorted { $0.value < $1.value }
                        .map { Continuation(key: $0.key[keys.count], command: commands[$0.value]) })
            }
        }
        return .nothing
    }

    /// The key under which a command is reached in these scopes: its first that no nearer scope takes for another command.
    public func key(of command: Command<Context, Effect>, in scopes: [Scope]) -> KeySequence? {
        command.keys.first { sequence in
            if case .command(let found) = lookup(sequence.keys, in: scopes) { return found.id == command.id }
            return false
        }
    }

    /// Whether a command belongs to one of the scopes.
    public func applies(_ command: Command<Context, Effect>, in scopes: [Scope]) -> Bool {
        let chain = Set(chain(scopes))
        return command.scopes.contains { chain.contains($0) }
    }

    /// The scopes in which keys are looked for, nearest first.
    func chain(_ scopes: [Scope]) -> [Scope] { scopes.contains(.global) ? scopes : scopes + [.global] }
}
