import Charts
import Interface
import Recipes
import RunStore
import Tabular

extension WorkbenchState {
    /// What is wrong with a filter of a screen, or nil.
    func filterError(_ text: String, on screen: ScreenID) -> AssayError? {
        guard !text.isEmpty else { return nil }
        do throws(AssayError) {
            switch screen {
            case .data: if focusedSheet is RowsSheet { _ = try RowFilter(parsing: text) }
            case .runs: _ = try RunQuery(text)
            default: break
            }
        } catch {
            return error
        }
        return nil
    }

    /// Puts a filter into force, or takes it away.
    mutating func setFilter(_ text: String?, on screen: ScreenID) {
        switch screen {
        case .data:
            focusedSheet.filter = text
            if !(focusedSheet is RowsSheet) { focusedSheet.place.table = TableState(column: focusedSheet.place.table.column) }
            settleGrid()
        case .features:
            features.filter = text
            features.table = .init()
        case .runs:
            guard text != runsScreen.filter else { return }
            runsScreen.filter = text
            runsScreen.viewName = nil
            runsScreen.table = TableState(column: runsScreen.table.column)
        default: break
        }
    }

    /// How many are left, in words.
    func filterCount(on screen: ScreenID) -> String {
        switch screen {
        case .data: remark(of: focusedSheet)
        case .features: "\(featureRows.count) columns"
        default: "\(runTable.rows.reduce(0) { $0 + ($1.isMember ? 0 : $1.runs.count) }) of \(runTable.total) runs"
        }
    }
}
