public import Recipes
import TOMLKit

/// A person's own keys, from `keys.toml`: command ids with the keys that they shall have.
///
/// ```toml
/// "runs.compare" = ["c", "Ctrl-K"]
/// "global.quit" = "Q"
/// "table.hide" = []          # no key; the palette still has it
/// ```
public struct KeyOverrides: Equatable, Sendable {
    /// Keys by command id.
    public var keys: [String: [KeySequence]]
    /// What errors point to.
    public var place: String

    /// Keys by command id.
    public init(_ keys: [String: [KeySequence]] = [:], place: String = "keys.toml") {
        self.keys = keys
        self.place = place
    }

    /// Reads a key file's text.
    ///
    /// - Throws: `key_file` and `unknown_key`, with file and line.
    public init(text: String, place: String) throws(AssayError) {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .keyFile(place, line: error.source.begin.line, error.description)
        } catch {
            throw .keyFile(place, line: 1, "it cannot be read as TOML")
        }
        let lines = TOMLLines(text)
        var keys: [String: [KeySequence]] = [:]
        for id in table.keys {
            var names: [String] = []
            if let name = table[id]?.string {
                names = [name]
            } else if let array = table[id]?.array {
                names = array.compactMap(\.string)
            } else {
                throw .keyFile(place, line: lines.line(of: id), "\(id) is neither a key nor a list of keys")
            }
            var sequences: [KeySequence] = []
            for name in names {
                guard let sequence = KeySequence(named: name) else { throw .unknownKey(name, command: id, place: place) }
                sequences.append(sequence)
            }
            keys[id] = sequences
        }
        self.init(keys, place: place)
    }

    /// The overrides of the user's file; none where there is no file.
    public static func user() throws(AssayError) -> KeyOverrides {
        guard let path = ConfigurationFolder.path.map({ $0 + "/keys.toml" }), TextFiles.exists(path) else {
            return KeyOverrides()
        }
        return try KeyOverrides(text: try TextFiles.text(of: path), place: path)
    }
}

extension CommandRegistry {
    /// The registry with other keys. A key that is given to a command is taken from whichever had it in the same scope.
    ///
    /// - Throws: `unknown_command` with the nearest id; `duplicate_key` where the overrides contradict one another.
    public func applying(_ overrides: KeyOverrides) throws(AssayError) -> CommandRegistry {
        for id in overrides.keys.keys.sorted() where command(id) == nil {
            throw .unknownWord(id, kind: "command", known: commands.map(\.id))
        }
        var changed = commands
        for (index, command) in commands.enumerated() {
            if let keys = overrides.keys[command.id] {
                changed[index].keys = keys
            } else {
                let scopes = Set(command.scopes)
                changed[index].keys = command.keys.filter { key in
                    !commands.contains { other in
                        overrides.keys[other.id]?.contains(key) == true && !scopes.isDisjoint(with: other.scopes)
                    }
                }
            }
        }
        return try CommandRegistry(changed)
    }
}
