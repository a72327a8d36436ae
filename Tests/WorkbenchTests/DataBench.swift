import Tabular
import Terminal
import Testing

@testable import Workbench

/// The Data screen with its questions answered at once, as if the background were infinitely fast.
enum DataBench {
    /// Presses keys by their names, divided by blanks, and answers what is asked; returns all effects.
    @discardableResult
    static func press(_ keys: String, _ state: inout WorkbenchState) -> [Effect] {
        keys.split(separator: " ").flatMap { name in
            answer(state.update(.input(.key(Key(stringLiteral: String(name))))), &state)
        }
    }

    /// Types a text, letter by letter.
    @discardableResult
    static func type(_ text: String, _ state: inout WorkbenchState) -> [Effect] {
        text.flatMap { answer(state.update(.input(.key(Key($0)))), &state) }
    }

    /// Answers questions among effects, and those that the answers lead to.
    @discardableResult
    static func answer(_ effects: [Effect], _ state: inout WorkbenchState) -> [Effect] {
        var all = effects
        var open = effects
        while !open.isEmpty {
            let effect = open.removeFirst()
            guard case .analyse(let question, let target) = effect, let table = state.table.seen?.table else { continue }
            let more = state.update(.analysed(Analysis(question.question, in: AnalysisContext(table: table, target: target))))
            all += more
            open += more
        }
        return all
    }

    /// The grid that is seen, with the rows of the table in their order.
    static func rows(_ state: WorkbenchState) throws -> [Int] {
        let grid = try #require(state.data.grid)
        let table = try #require(state.table.seen?.table)
        return (0..<grid.order.count(of: table.rowCount)).map { grid.order.row(at: $0) }
    }
}
