import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// Rows that are alike, in groups: first those that differ in the target alone, then those that are equal in everything.
struct DuplicatesSheet: DataSheet {
    static let scope: Scope = "data.duplicates"

    /// What stands in a line.
    enum Line {
        case heading(String)
        case group(DuplicatesQuestion.Group, isConflict: Bool)
    }

    var place = SheetPlace()
    var rows: RowSelection

    init(rows: RowSelection) { self.rows = rows }

    private var question: DuplicatesQuestion { DuplicatesQuestion(rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] { [question] }

    func reply(_ state: WorkbenchState) -> Reply<DuplicatesQuestion.Answer> { state.data.analyses[question] }

    func crumb(_ state: WorkbenchState) -> String { "duplicates" }

    func remark(_ state: WorkbenchState) -> String {
        guard let answer = reply(state).answer else { return "" }
        let cut = answer.isCut ? ", the first groups of either kind" : ""
        return "\(Figures.count(answer.repeats)) repeats, \(Figures.count(answer.conflicting)) in conflict of "
            + "\(Figures.count(answer.rows)) rows\(cut)"
    }

    /// The groups under their headings.
    func lines(_ state: WorkbenchState) -> [Line] {
        guard let answer = reply(state).answer else { return [] }
        var lines: [Line] = []
        let target = state.draft?.target.column ?? "target"
        if !answer.conflicts.isEmpty {
            lines.append(.heading("same features, another \(target) \(Self.count(answer.conflicts.count, state))"))
            lines += answer.conflicts.map { .group($0, isConflict: true) }
        }
        if !answer.equal.isEmpty {
            lines.append(.heading("equal in every column \(Self.count(answer.equal.count, state))"))
            lines += answer.equal.map { .group($0, isConflict: false) }
        }
        return lines
    }

    private static func count(_ groups: Int, _ state: WorkbenchState) -> String {
        "\(state.looks.glyphs.dot) \(Figures.count(groups)) \(groups == 1 ? "group" : "groups")"
    }

    /// The rows of the group, or behind a heading those of all its groups.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        let lines = lines(state)
        guard let answer = reply(state).answer, lines.indices.contains(place.table.cursor) else { return nil }
        let chosen: [Int32]
        let isConflict: Bool
        switch lines[place.table.cursor] {
        case .group(let group, let conflict): (chosen, isConflict) = (group.rows, conflict)
        case .heading:
            isConflict = place.table.cursor == 0 && !answer.conflicts.isEmpty
            chosen = (isConflict ? answer.conflicts : answer.equal).flatMap(\.rows)
        }
        let title = "\(Figures.count(chosen.count)) \(isConflict ? "rows in conflict" : "equal rows")"
        return RowsSheet(RowSelection(list: RowList(chosen, title: title)))
    }

    static var commands: [AppCommand] {
        [
            AppCommand(
                "duplicates.distinct", "keep the first of each",
                "Adds a step to the recipe that keeps the first of the rows that are equal, or takes it out again.", keys: ["d"],
                scopes: [scope], category: "Duplicates", priority: 66,
                availability: { state in
                    guard let answer = (state.focusedSheet as? DuplicatesSheet)?.reply(state).answer else {
                        return .unavailable("the rows are still being compared")
                    }
                    let step = RecipeEdit.step(Step(.dropDuplicates, [:]))
                    if state.isInForce(step) { return .available }
                    return answer.repeats > 0 ? .available : .unavailable("no row stands twice")
                }
            ) { $0.apply(.step(Step(.dropDuplicates, [:]))) }
        ]
    }
}
