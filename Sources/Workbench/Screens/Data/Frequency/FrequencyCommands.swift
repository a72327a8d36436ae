import Interface
import Recipes
import Tabular

extension FrequencySheet {
    static var commands: [AppCommand] {
        [
            AppCommand(
                "frequency.sort", "order", "Orders the values by their count, by themselves, or by the target.", keys: ["s"],
                scopes: [scope], category: "Data", priority: 56
            ) { state in
                let hasTarget = state.draft != nil
                state.change(FrequencySheet.self) { sheet in
                    let all = Order.allCases
                    let next = all[((all.firstIndex(of: sheet.order) ?? 0) + 1) % all.count]
                    sheet.order = next == .target && !hasTarget ? .count : next
                    sheet.place.table = .init()
                }
                return []
            },
            AppCommand(
                "frequency.bins", "bins", "Counts a number or a date in bins of equal width, or value by value.", keys: ["b"],
                scopes: [scope], category: "Data", priority: 54,
                availability: { state in
                    [.number, .date].contains(state.currentColumn?.kind)
                        ? .available : .unavailable("only a number or a date has bins")
                }
            ) { state in
                state.change(FrequencySheet.self) { sheet in
                    sheet.isBinned.toggle()
                    sheet.place = SheetPlace()
                }
                return []
            },
        ]
    }
}
