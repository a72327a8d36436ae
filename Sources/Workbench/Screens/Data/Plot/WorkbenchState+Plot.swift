import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// P: asks which column this one is plotted against; the target is proposed.
    mutating func choosePlot(_ column: Column) -> [Effect] {
        let others = (table.open?.table.columns ?? []).filter { $0.name != column.name }
        guard !others.isEmpty else {
            say("there is no other column", .answer)
            return []
        }
        let target = draft?.target.column
        let items = others.map { Picker.Item($0.name, detail: kind(of: $0).rawValue, isCurrent: $0.name == target) }
        overlay = .plot(
            Picker(title: "\(column.name) against", items: items), column: column.name, others: others.map(\.name))
        return []
    }

    /// Opens the plot that fits the chosen pair.
    mutating func finishPlot(_ outcome: OverlayOutcome<Int>, _ column: String, _ others: [String]) -> [Effect] {
        switch outcome {
        case .open, .highlighted: return []
        case .cancelled:
            overlay = nil
            return []
        case .chosen(let index):
            overlay = nil
            guard let table = table.open?.table, let first = table[column], others.indices.contains(index),
                let second = table[others[index]]
            else { return [] }
            return open(PlotSheets.sheet(first, against: second, rows: data.top.rows))
        }
    }
}
