import Charts
import Glibc
import Interface
import Recipes
import Statistics
import Tabular
import Terminal

extension ColumnSheet {
    /// The histogram above and the lines below it, or side by side where there is room for both.
    private func parts(of rect: Rect) -> (chart: Rect, lines: Rect) {
        if rect.width >= 170 {
            let (left, right) = rect.splitLeft(rect.width * 52 / 100)
            return (left.inset(1, 0), right)
        }
        let height = min(max(7, rect.height * 45 / 100), 20)
        let (top, bottom) = rect.splitTop(min(height, max(0, rect.height - 3)))
        return (top.inset(1, 0), bottom)
    }

    /// The cells across that bars have.
    func chartWidth(_ state: WorkbenchState) -> Int {
        let inner = state.placedPanes.first { $0.pane == .rows }?.inner ?? state.area
        // The axis of counts takes the labels, a blank and a line.
        return max(8, parts(of: inner).chart.width - 7)
    }

    func tableRect(in rect: Rect, _ state: WorkbenchState) -> Rect { parts(of: rect).lines }

    func table(_ size: Size, isFocused: Bool, _ state: WorkbenchState) -> TableView? {
        let lines = lines(state)
        guard !lines.isEmpty else { return nil }
        let glyphs = state.looks.glyphs
        return TableView(
            columns: [
                TableColumn("", .left, minimum: 9, ideal: 9),
                TableColumn("", .left, minimum: 20, ideal: 60, maximum: 400),
                TableColumn("", .left, minimum: 1, ideal: 1),
            ], rows: lines.count, isFocused: isFocused, hasHeader: false, style: state.looks.table
        ) { row, column in
            let line = lines[row]
            switch column {
            case 0: return [state.styled(line.label, .dim)]
            case 1: return line.text
            default: return [state.styled(line.condition == nil ? " " : glyphs.more, .dim)]
            }
        }
    }

    func draw(in rect: Rect, on surface: inout Surface, isFocused: Bool, _ state: WorkbenchState) {
        let (chart, lines) = parts(of: rect)
        if let table = state.answer(counts(state), in: chart, on: &surface) {
            draw(table, in: chart, on: &surface, state)
        }
        self.table(Size(lines.width, lines.height), isFocused: isFocused, state)?.draw(
            on: &surface, in: lines, state: place.table)
    }

    private func draw(_ table: FrequencyTable, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState) {
        let bars = bars(table)
        guard !bars.isEmpty, rect.height > 3 else {
            state.drawEmpty("Every value is missing.", in: rect, on: &surface)
            return
        }
        let (legend, rest) = rect.splitTop(1)
        let counts = bars.map { height(Double($0.count)) }
        let isSplit = state.draft?.target.positive != nil && table.target != nil
        // Under a logarithm the shade still is the share of the bar.
        let second = isSplit ? zip(bars, counts).map { $1 * ($0.target?.mean ?? 0) } : nil
        let fit = isBinned ? page(state)?.details.fits.first : nil
        let edges = isBinned ? bars.compactMap { $0.bin?.lowerBound } + (bars.last?.bin.map { [$0.upperBound] } ?? []) : []
        let there = bars.reduce(0) { $0 + $1.count }
        var histogram = Histogram(
            counts, second: second, edges: edges, showsCounts: !isLogarithmic, cursor: currentBin(bars),
            curve: fit.map { curve($0, edges, rows: there) } ?? [], style: state.looks.chart)
        histogram.x.scale = state.table.seen?.table[column]?.kind == .date ? .date : .linear
        drawLegend(isSplit: isSplit, fit, in: legend, on: &surface, state)
        if isBinned {
            histogram.draw(on: &surface, in: rest)
        } else {
            let (plot, names) = rest.splitTop(rest.height - 1)
            let drawn = histogram.draw(on: &surface, in: plot)
            drawNames(bars, in: Rect(x: drawn.x, y: names.y, width: drawn.width, height: 1), histogram, on: &surface, state)
        }
    }

    private func height(_ count: Double) -> Double { isLogarithmic ? log10(1 + count) : count }

    /// The counts that a fitted distribution expects in bins around points from the first edge to the last.
    private func curve(_ fit: DistributionFit, _ edges: [Double], rows: Int) -> [Double] {
        guard let low = edges.first, let high = edges.last, edges.count > 1, high > low else { return [] }
        let width = (high - low) / Double(edges.count - 1)
        let points = 240
        return (0...points).map { point in
            let x = low + (high - low) * Double(point) / Double(points)
            return height(Double(rows) * (fit.distribution.cdf(x + width / 2) - fit.distribution.cdf(x - width / 2)))
        }
    }

    private func drawLegend(
        isSplit: Bool, _ fit: DistributionFit?, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        var spans: [StyledText] = []
        if isSplit {
            let block = surface.glyphs.isUnicode ? "■" : surface.glyphs.shade
            spans += [state.styled("\(block) ", .barSecond), state.styled(state.targetName, .dim), state.styled("   ")]
            spans += [
                state.styled(surface.glyphs.isUnicode ? "■ " : "# ", .bar), state.styled("other", .dim), state.styled("   "),
            ]
        }
        if let fit {
            spans += [
                StyledText(surface.glyphs.isUnicode ? "⠒⠒ " : "-- ", state.looks.chart.mark),
                state.styled("\(fit.distribution.name) KS \(Figures.fixed(fit.distance, 3))", .dim), state.styled("   "),
            ]
        }
        if isBinned { spans.append(state.styled("\(bins(state)) bins", .dim)) }
        if isLogarithmic { spans.append(state.styled("   log counts", .dim)) }
        surface.write(spans, x: rect.x, y: rect.y, width: rect.width)
    }

    /// The values below their bars, as many as have room; that of the cursor always.
    private func drawNames(
        _ bars: [FrequencyTable.Entry], in rect: Rect, _ histogram: Histogram, on surface: inout Surface, _ state: WorkbenchState
    ) {
        let current = currentBin(bars)
        var end = rect.x
        for (bar, entry) in bars.enumerated() {
            guard let columns = histogram.columns(ofBin: bar, in: rect) else { continue }
            let room = max(columns.count - 1, 1)
            let text = entry.value ?? ""
            guard columns.lowerBound >= end, room >= min(3, TerminalText.columns(of: text)) else { continue }
            surface.write(
                text, x: columns.lowerBound, y: rect.y, style: state.looks[bar == current ? .strong : .dim], width: room)
            end = columns.upperBound
        }
    }
}
