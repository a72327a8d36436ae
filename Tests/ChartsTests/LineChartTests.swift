import Terminal
import TestSupport
import Testing

@testable import Charts

@Suite struct LineChartTests {
    /// Two runs: one to the end, one on its way.
    static func runs() -> LineChart {
        func curve(_ count: Int, _ start: Double, _ end: Double, half: Double) -> [Double] {
            (0..<count).map { end + (start - end) * half / (half + Double($0)) }
        }
        var chart = LineChart([
            Series("run 12", y: curve(200, 0.6, 0.40, half: 20), role: .baseline),
            Series("run 13", y: curve(120, 0.62, 0.38, half: 20), best: 110),
        ])
        chart.x = Axis("trees", scale: .integer, extent: .fixed(0...200))
        chart.higherIsBetter = false
        return chart
    }

    static func drawn(_ chart: LineChart, _ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) -> [String] {
        var surface = Surface(Size(width, height), glyphs: glyphs)
        chart.draw(on: &surface, in: surface.bounds)
        return surface.lines
    }

    @Test func large() {
        #expect(
            Self.drawn(Self.runs(), 72, 12).joined(separator: "\n") == """
                      │
                      │⢠
                  0.6 ┤⢸⡄
                      │ ⢷
                      │ ⠈⢷⡀
                  0.5 ┤  ⠈⠳⣄
                      │    ⠈⠓⢦⣄⡀
                      │       ⠉⠛⠳⢶⣤⡤⣄⣀⣀
                      │            ⠉⠉⠓⠒⠛⠭⠭⠭⢖⣒⣒◆⣒⠲⠤⠤⠤⠤⠤⠤⠤⠤⠤⢤⣀⣀⣀⣀⣀⡀ run 12 0.4183
                  0.4 ┤                                           run 13 0.4145  −0.0142
                      ╰┬────────────────────┬───────────────────┬
                       0                   100                 200 trees
                """)
    }

    @Test func medium() {
        #expect(
            Self.drawn(Self.runs(), 40, 8).joined(separator: "\n") == """
                      │
                  0.6 ┤⢸
                      │⠘⣇
                  0.5 ┤ ⠘⢦⡀
                      │   ⠉⠳⠶⣤⣤⣄⣀⣀⣀⣀⡀      run 12 0.4183
                  0.4 ┤        ⠉⠉◆⠁ ⠉⠉⠉⠉⠉⠁ run 13 0.4145
                      ╰┬─────────────────┬
                       0                200 trees
                """)
    }

    @Test func small() {
        #expect(
            Self.drawn(Self.runs(), 20, 5).joined(separator: "\n") == """
                    │
                0.6 ┤⠸⣄       0.4183
                0.4 ┤ ⠈⠙⠛◆⠒⠒⠂ 0.4145
                    ╰┬──────┬
                     0     200 trees
                """)
    }

    @Test func ascii() {
        #expect(
            Self.drawn(Self.runs(), 40, 8, .ascii).joined(separator: "\n") == """
                      |
                  0.6 ++
                      |++
                  0.5 + +++
                      |   ++++++*****      run 12 0.4183
                  0.4 +        ++#+ ****** run 13 0.4145
                      ++-----------------+
                       0                200 trees
                """)
    }

    @Test func crosshair() {
        var chart = Self.runs()
        chart.crosshair = 50
        #expect(
            Self.drawn(chart, 64, 9).joined(separator: "\n") == """
                      │        │
                  0.6 ┤⢸       │
                      │⠘⣧      │
                      │ ⠈⢷⡀    │
                  0.5 ┤   ⠈⠳⢤⣄⣀│                          run 12 0.4571
                      │      ⠈⠉⠛⠛⠶⠶⢶⣤⣤⣤⣤⠤⣄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀      run 13 0.4486  −0.0086
                  0.4 ┤        │       ⠈⠉◆⠉⠁       ⠈⠉⠉⠉⠉⠁
                      ╰┬───────┼────────┬───────────────┬
                       0       50      100             200 trees
                """)
    }

    @Test func gapsReferencesAndSingles() {
        var chart = LineChart([Series("a", y: [1, 2, 3, .nan, 5, 4, .infinity, 2]), Series("b", y: [.nan, 3])])
        chart.references = [ReferenceLine(.horizontal, at: 1.5, label: "goal"), ReferenceLine(.vertical, at: 4, label: "lr")]
        chart.labelsEnds = false
        chart.x.scale = .integer
        #expect(
            Self.drawn(chart, 36, 9).joined(separator: "\n") == """
                5 ┤                lr⠠⣀
                4 ┤                  ┊ ⠑⠢⣀    ✗
                  │                  ┊    ⠁
                3 ┤     ⣤  ⢀⡠    ✗   ┊
                2 ┤     ⢀⡠⠒⠁         ┊
                  │┄┄⢀⡠⠒⠁┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⠘
                1 ┤⠠⠒⠁               ┊
                  ╰┬────────┬────────┬────────┬─────
                   0        2        4        6
                """)
    }

    @Test func nothingToDrawSaysSo() {
        for y in [[], [Double.nan, .infinity]] {
            let lines = Self.drawn(LineChart([Series("a", y: y)], emptyText: "No points yet."), 30, 5)
            #expect(lines[2] == "        No points yet.")
        }
        var hidden = Self.runs()
        for index in hidden.series.indices { hidden.series[index].isHidden = true }
        #expect(Self.drawn(hidden, 30, 5).contains { $0.contains("No points yet.") })
    }

    @Test func labelsNeverShareARow() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let rows = Int.random(in: 1...30, using: &random)
            let wanted = (0..<Int.random(in: 0...rows, using: &random)).map { _ in
                Double.random(in: 0...Double(rows - 1), using: &random)
            }
            let spread = EndLabels.spread(wanted, rows: rows)
            #expect(Set(spread).count == wanted.count)
            #expect(spread.allSatisfy { $0 >= 0 && $0 < rows })
            for (a, x) in wanted.enumerated() {
                for (b, y) in wanted.enumerated() where x < y { #expect(spread[a] < spread[b]) }
            }
        }
        #expect(EndLabels.spread([3, 8], rows: 10) == [3, 8])
    }

    @Test func everySizeIsDrawnWithoutOverlap() {
        var chart = Self.runs()
        for crosshair in [nil, 60.0] {
            chart.crosshair = crosshair
            for width in stride(from: 1, through: 130, by: 7) {
                for height in [1, 2, 3, 4, 5, 6, 8, 11, 17, 24] {
                    var surface = Surface(Size(width + 4, height + 4))
                    let rect = Rect(x: 2, y: 2, width: width, height: height)
                    guard let layout = chart.draw(on: &surface, in: rect) else { continue }
                    #expect(layout.plot.x >= rect.x && layout.plot.maxX <= rect.maxX && layout.plot.maxY <= rect.maxY)
                    // The frame around the chart is untouched, and tick labels stand apart.
                    #expect((0..<width + 4).allSatisfy { surface[$0, 1].isBlank && surface[$0, height + 2].isBlank })
                    #expect((0..<height + 4).allSatisfy { surface[1, $0].isBlank && surface[width + 2, $0].isBlank })
                }
            }
        }
    }

    @Test func ticksStandInTheRowsOfTheirValues() {
        var surface = Surface(Size(60, 20))
        let chart = LineChart([Series("a", x: [0, 1, 2], y: [0.2, 0.2, 0.2])], y: Axis(extent: .fixed(0...1)))
        guard let layout = chart.draw(on: &surface, in: surface.bounds) else {
            Issue.record("nothing was drawn")
            return
        }
        for (value, label) in zip(layout.y.values, layout.y.labels) {
            #expect(layout.row(of: value).map { surface.lines[$0].contains(label) } == true)
        }
        let line = layout.row(of: 0.2) ?? 0
        #expect(surface[layout.plot.x + 5, line].text != " ")
        #expect(surface[layout.plot.x + 5, line - 1].isBlank && surface[layout.plot.x + 5, line + 1].isBlank)
    }

    @Test func readingsTakeTheNearestPointAndTheDifference() {
        let chart = LineChart([
            Series("b", x: [0, 10, 20], y: [1, 2, 3], role: .baseline), Series("n", x: [0, 10], y: [1.5, 1]),
        ])
        let readings = chart.readings(at: 11)
        #expect(readings.map(\.x) == [10, 10])
        #expect(readings.map(\.difference) == [nil, -1])
        #expect(chart.stepping(from: nil, by: -1) == 20)
        #expect(chart.stepping(from: 20, by: -1) == 10)
        #expect(chart.stepping(from: 0, by: -10) == 0)
    }

    @Test func theMouseFindsTheAbscissa() {
        let chart = Self.runs()
        guard let layout = chart.layout(in: Rect(x: 3, y: 1, width: 80, height: 20)) else {
            Issue.record("nothing to draw")
            return
        }
        for x in [0.0, 50, 130, 200] {
            let column = layout.column(of: x) ?? -1
            let back = layout.abscissa(atColumn: column) ?? -1
            #expect((back - x).magnitude <= 200 / Double(layout.plot.width))
        }
        #expect(layout.abscissa(atColumn: 2) == nil)
    }

    @Test func aGrowingAxisStaysWhereItIs() {
        var chart = LineChart([Series("a", y: Array(repeating: 1, count: 12))], x: Axis(scale: .integer, extent: .growing))
        #expect(chart.layout(in: Rect(Size(60, 10)))?.x.range == 0...20)
        chart.series[0].y = Array(repeating: 1, count: 20)
        #expect(chart.layout(in: Rect(Size(60, 10)))?.x.range == 0...20)
        chart.series[0].y = Array(repeating: 1, count: 22)
        #expect(chart.layout(in: Rect(Size(60, 10)))?.x.range == 0...50)
    }

    @Test func differencesAreColouredByTheirDirection() {
        let chart = Self.runs()
        var surface = Surface(Size(72, 12))
        chart.draw(on: &surface, in: surface.bounds)
        #expect(surface.cells.contains { $0.text == "−" && $0.style.foreground == chart.style.good.foreground })
    }

    @Test func valuesAtOrBelowZeroAreGapsOnALogarithmicAxis() {
        var chart = LineChart([Series("a", y: [10, 1, 0, -1, 0.1])])
        chart.y.scale = .logarithmic
        #expect(chart.layout(in: Rect(Size(40, 10)))?.y.range.lowerBound == 0.1)
        #expect(chart.titleNote == "log")
    }
}
