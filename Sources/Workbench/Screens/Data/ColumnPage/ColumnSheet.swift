import Charts
import Interface
import Recipes
import Tabular
import Terminal

/// The page of one column: its histogram split by the target, with a line for all else that is known of it.
struct ColumnSheet: DataSheet {
    static let scope: Scope = "data.column"
    static let fills = true

    var place = SheetPlace()
    var rows: RowSelection
    let column: String
    /// Whether values are counted in bins, or one by one.
    let isBinned: Bool
    /// The place of the width of bars in ``widths``.
    var widthChoice = 6
    /// The bin under the cursor; nil is the fullest.
    var bin: Int?
    /// Bars as high as the logarithm of their counts.
    var isLogarithmic = false

    /// The cells that a bar may take: bins are as many as fill the picture with them.
    static let widths = [24, 16, 12, 8, 6, 5, 4, 3, 2, 1]
    /// No more values than this have a bar of their own.
    static let valueLimit = 40

    init(_ column: Column, rows: RowSelection, isBinned: Bool? = nil) {
        self.column = column.name
        self.rows = rows
        self.isBinned = isBinned ?? (column.numbers != nil && Self.hasMany(column))
    }

    /// Whether a number has more different values than can be shown one by one; looks at the first rows.
    static func hasMany(_ column: Column) -> Bool {
        guard let numbers = column.numbers else { return false }
        return Set(numbers.prefix(2000)).count > 12
    }

    func bins(_ state: WorkbenchState) -> Int {
        max(2, chartWidth(state) / Self.widths[min(max(widthChoice, 0), Self.widths.count - 1)])
    }

    private func countQuestion(_ state: WorkbenchState) -> FrequencyQuestion {
        FrequencyQuestion(column: column, rows: rows, bins: isBinned ? bins(state) : nil)
    }
    private var pageQuestion: ColumnQuestion { ColumnQuestion(column: column, rows: rows) }
    private var testQuestion: TargetTestsQuestion { TargetTestsQuestion(rows: rows) }

    func questions(_ state: WorkbenchState) -> [any DataQuestion] {
        state.draft == nil ? [countQuestion(state), pageQuestion] : [countQuestion(state), pageQuestion, testQuestion]
    }

    func counts(_ state: WorkbenchState) -> Reply<FrequencyTable> { state.data.analyses[countQuestion(state)] }
    func page(_ state: WorkbenchState) -> ColumnQuestion.Answer? { state.data.analyses[pageQuestion].answer }
    func tests(_ state: WorkbenchState) -> TargetTestsQuestion.Answer? { state.data.analyses[testQuestion].answer }

    func crumb(_ state: WorkbenchState) -> String { column }

    func remark(_ state: WorkbenchState) -> String {
        guard let page = page(state) else { return state.looks.glyphs.isUnicode ? "working …" : "working" }
        let kind = state.table.seen?.table[column].map { state.kind(of: $0).rawValue } ?? ""
        return "\(kind), \(Figures.count(page.details.profile.distinct)) different in \(Figures.count(page.rows)) rows"
    }

    func column(_ state: WorkbenchState) -> Int? { state.table.seen?.table.index(of: column) }

    /// What has a bar, from left to right: bins, or values with the commonest first.
    func bars(_ table: FrequencyTable) -> [FrequencyTable.Entry] {
        let there = table.entries.filter { $0.value != nil || $0.bin != nil }
        guard !isBinned else { return there.filter { $0.bin != nil } }
        let shown = there.prefix(Self.valueLimit)
        let numbers = shown.compactMap { entry in entry.value.flatMap(Double.init).map { (entry, $0) } }
        // Few different numbers stand in their own order.
        return numbers.count == shown.count && there.count <= Self.valueLimit
            ? numbers.sorted { $0.1 < $1.1 }.map(\.0) : Array(shown)
    }

    /// The bar under the cursor.
    func currentBin(_ bars: [FrequencyTable.Entry]) -> Int? {
        guard !bars.isEmpty else { return nil }
        if let bin { return min(max(bin, 0), bars.count - 1) }
        return bars.indices.max { (bars[$0].count, $1) < (bars[$1].count, $0) }
    }

    /// The rows behind the line under the cursor: the bin, missing values, outliers, a common value.
    func opened(_ state: WorkbenchState) -> (any DataSheet)? {
        let lines = lines(state)
        guard lines.indices.contains(place.table.cursor), let condition = lines[place.table.cursor].condition else { return nil }
        return RowsSheet(rows.and(condition))
    }
}
