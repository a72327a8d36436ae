public import Charts
import Terminal

extension Theme {
    /// The looks that charts take.
    public var chartStyle: ChartStyle {
        let band = self[.chartGrid]
        return ChartStyle(
            axis: self[.chartAxis], label: self[.chartLabel], text: self[.text], series: (0..<8).map { self[.series($0)] },
            baseline: self[.baseline], reference: self[.chartGrid], crosshair: self[.crosshair], band: band, bar: self[.bar],
            barAccent: self[.barSecond], barCursor: self[.strong], track: self[.barTrack], good: self[.good], bad: self[.bad],
            neutral: self[.dim],
            mark: self[.best], heat: Self.heat(from: self[.heatLow], to: self[.heatHigh]))
    }

    /// The looks that tables take.
    public var tableStyle: TableStyle {
        TableStyle(
            header: self[.header], headerActive: self[.headerCurrent], cursor: self[.selection],
            cursorQuiet: self[.selectionInactive], cell: self[.cursor], marked: self[.marked], group: self[.strong],
            quiet: self[.faint], empty: self[.dim])
    }

    /// The looks that forms take.
    public var formStyle: FormStyle {
        FormStyle(
            text: self[.text], changed: self[.accent], hint: self[.dim], heading: self[.strong],
            cursor: self[.selection], cursorQuiet: self[.selectionInactive], input: self[.input], problem: self[.error])
    }

    /// Eight steps between two colours; where a colour has no numbers, only the two.
    static func heat(from low: Style, to high: Style) -> [Style] {
        func colour(_ style: Style) -> Colour { style.background == .terminal ? style.foreground : style.background }
        guard case .rgb(let r0, let g0, let b0) = colour(low), case .rgb(let r1, let g1, let b1) = colour(high) else {
            return [low, high]
        }
        func mixed(_ a: UInt8, _ b: UInt8, _ step: Int) -> UInt8 { UInt8((Int(a) * (7 - step) + Int(b) * step) / 7) }
        return (0..<8).map { Style(.rgb(mixed(r0, r1, $0), mixed(g0, g1, $0), mixed(b0, b1, $0))) }
    }
}
