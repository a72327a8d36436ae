import Charts
import Experiments
import Interface
import Recipes
import Tabular
import Terminal

/// The kinds that a column could be read as, with what each would lose. Enter takes one.
struct KindsSheet: DataSheet {
    static let scope: Scope = "data.kinds"

    var place = SheetPlace()
    var rows = RowSelection.all
    let column: String

    init(column: String) { self.column = column }

    private var question: KindsQuestion { KindsQuestion(column: column) }

    func crumb(_ state: WorkbenchState) -> String { "kind of \(column)" }
    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }
    func column(_ state: WorkbenchState) -> Int? { state.table.seen?.table.index(of: column) }

    /// The kind under the cursor.
    func choice(_ state: WorkbenchState) -> KindsQuestion.Choice? {
        guard let choices = state.data.analyses[question].answer else { return nil }
        return choices.indices.contains(place.table.cursor) ? choices[place.table.cursor] : nil
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        guard state.answer(state.data.analyses[question], in: rect, on: &surface) != nil else { return }
        table(Size(rect.width, rect.height), isFocused: isFocused, state)?.draw(on: &surface, in: rect, state: place.table)
    }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        guard let choices = state.data.analyses[question].answer, let table = state.table.seen?.table[column] else { return nil }
        let now = state.kind(of: table)
        let columns = [
            TableColumn("", .left, minimum: 1), TableColumn("kind", .left, minimum: 10, ideal: 12),
            TableColumn("would be lost", .right, minimum: 13), TableColumn("", .left, minimum: 20, ideal: 50, maximum: 90),
        ]
        return TableView(columns: columns, rows: choices.count, isFocused: isFocused, style: state.looks.table) { row, column in
            let choice = choices[row]
            switch column {
            case 0: return [state.styled(choice.kind == now ? state.looks.glyphs.on : "", .accent)]
            case 1: return [state.styled(choice.kind.rawValue, choice.kind == now ? .strong : .text)]
            case 2:
                return [
                    state.styled(
                        choice.lost == 0 ? "nothing" : Figures.count(choice.lost), choice.lost == 0 ? .dim : .warning)
                ]
            default: return [state.styled(choice.remark, .dim)]
            }
        }
    }

    static var commands: [AppCommand] {
        [
            AppCommand(
                "kinds.take", "take", "Reads the column as the kind under the cursor.", keys: ["Enter"], scopes: [scope],
                category: "Data", priority: 75
            ) { state in
                guard let sheet = state.data.top as? KindsSheet, let choice = sheet.choice(state) else { return [] }
                return state.take(choice.kind, for: sheet.column)
            }
        ]
    }
}

extension WorkbenchState {
    /// Reads a column as another kind. Numbers and categories are told apart by the draft alone; for all else the file is read again.
    mutating func take(_ kind: ColumnKind, for name: String) -> [Effect] {
        guard let column = table.seen?.table[name], self.kind(of: column) != kind else {
            _ = closeSheet()
            return []
        }
        _ = closeSheet()
        if column.numbers != nil, column.kind != .date, kind == .number || kind == .category,
            let feature = draft?.feature(name)
        {
            return edit("\(name) is read as \(kind.rawValue)") {
                $0.insert(Recipe.Feature(column: name, kind: kind, encoding: feature.encoding))
            }
        }
        var options = project.reading
        options.kinds[name] = kind
        return changeReading("\(name) is read as \(kind.rawValue)", to: options)
    }
}
