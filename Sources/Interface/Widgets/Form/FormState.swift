public import Recipes
public import Terminal

/// Where a person is in a form, and what is being typed.
public struct FormState: Hashable, Sendable {
    /// The field under the cursor.
    public var cursor: Int
    /// The first line shown.
    public var top: Int
    /// What is typed; nil while nothing is edited.
    public var editing: String?
    /// Why what was typed cannot be, or empty.
    public var problem: String

    /// At the first field.
    public init(cursor: Int = 0, top: Int = 0, editing: String? = nil, problem: String = "") {
        self.cursor = cursor
        self.top = top
        self.editing = editing
        self.problem = problem
    }

    /// What a key did.
    public enum Outcome: Hashable, Sendable {
        /// Nothing: the key is another's.
        case ignored
        /// The form took it.
        case taken
        /// The field with this parameter's name is to have another value.
        case changed(name: String, value: ParameterValue)
    }

    /// Moves, steps (`←` `→`, with Shift by ten), edits (`Enter` to begin and to end, `Esc` to leave) or sets to the default (`*`).
    public mutating func handle(_ key: Key, fields: [FormField]) -> Outcome {
        guard !fields.isEmpty else { return .ignored }
        cursor = min(max(cursor, 0), fields.count - 1)
        let field = fields[cursor]
        if editing != nil { return edit(key, field) }
        guard !key.control, !key.alt else { return .ignored }
        switch key.code {
        case .up, .character("k"): cursor = max(0, cursor - 1)
        case .down, .character("j"): cursor = min(fields.count - 1, cursor + 1)
        case .home, .character("g"): cursor = 0
        case .end, .character("G"): cursor = fields.count - 1
        case .left, .character("h"): return change(field, field.stepped(key.shift ? -10 : -1))
        case .right, .character("l"): return change(field, field.stepped(key.shift ? 10 : 1))
        case .character("*"): return change(field, field.parameter.standard)
        case .enter:
            switch field.parameter.domain {
            case .flag, .choice: return change(field, field.stepped(1))
            case .integer, .real, .text, .integers, .words: editing = ""
            }
        default: return .ignored
        }
        problem = ""
        return .taken
    }

    /// Takes pasted text into the field that is edited.
    public mutating func paste(_ text: String) {
        guard let typed = editing else { return }
        editing = typed + text.prefix(64).filter { !$0.isNewline }
    }

    private mutating func change(_ field: FormField, _ value: ParameterValue) -> Outcome {
        problem = ""
        return value == field.value ? .taken : .changed(name: field.parameter.name, value: value)
    }

    private mutating func edit(_ key: Key, _ field: FormField) -> Outcome {
        let typed = editing ?? ""
        switch key.code {
        case .escape:
            editing = nil
            problem = ""
        case .backspace: editing = String(typed.dropLast())
        case .character("u") where key.control: editing = ""
        case .character(let character) where !key.control && !key.alt:
            editing = typed + String(character)
            problem = ""
        case .enter:
            // Nothing typed leaves the value.
            guard !typed.isEmpty else {
                editing = nil
                return .taken
            }
            do throws(AssayError) {
                let value = try field.parameter.parse(typed)
                editing = nil
                return change(field, value)
            } catch {
                problem = error.sentence
            }
        default: break
        }
        return .taken
    }
}
