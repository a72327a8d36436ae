import Terminal
import TestSupport
import Testing

@testable import Charts

@Suite struct ComparisonTests {
    @Test func cellsOfProbabilitiesSumToTheWidth() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let (a, b) = (Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random))
            let bar = ProbabilityBar(worse: min(a, b), same: (a - b).magnitude, better: 1 - max(a, b))
            let width = Int.random(in: 0...80, using: &random)
            #expect(bar.cells(width).reduce(0, +) == width)
            #expect(bar.cells(width).allSatisfy { $0 >= 0 })
        }
    }

    @Test func whatIsProbableAtAllIsSeen() {
        let bar = ProbabilityBar(worse: 0.01, same: 0.01, better: 0.98)
        #expect(bar.cells(20) == [1, 1, 18])
        #expect(bar.row(width: 20).map(\.text).joined() == "▒░██████████████████")
        #expect(bar.words().map(\.text).joined() == "worse 1 %  same 1 %  better 98 %")
        #expect(ProbabilityBar.percent(0.999) == "> 99 %")
        #expect(ProbabilityBar.percent(0.001) == "< 1 %")
    }

    @Test func anIntervalStandsAgainstZeroAndItsRegion() {
        let style = ChartStyle()
        var plot = IntervalPlot(
            estimate: 0.5, interval: 0.25...0.75, equivalence: 0.2, range: -1...1, higherIsBetter: true, style: style)
        #expect(plot.row(width: 21).map(\.text).joined() == "        ░░│░░├─●──┤  ")
        #expect(plot.row(width: 21).contains { $0.text == "●" && $0.style.foreground == style.good.foreground })
        plot.interval = -0.25...0.75
        #expect(plot.row(width: 21).contains { $0.text == "●" && $0.style.foreground == style.text.foreground })
        plot.estimate = .nan
        plot.interval = nil
        #expect(!plot.row(width: 21).contains { $0.text == "●" })
    }

    @Test func confusionShowsCountsAndShares() {
        var surface = Surface(Size(34, 5))
        ConfusionMatrix(classes: ["no", "yes"], counts: [[4703, 471], [870, 999]]).draw(on: &surface, in: surface.bounds)
        #expect(
            surface.lines == [
                "true╲           no           yes", "  no        4,703           471", "           90.9 %         9.1 %",
                " yes          870           999", "           46.5 %        53.5 %",
            ])
        #expect(surface[8, 1].style.background != surface[22, 1].style.background)
    }

    @Test func heatIsHalfACell() {
        let style = ChartStyle()
        var surface = Surface(Size(2, 1))
        HeatMap([[0, 1], [1, .nan]], style: style).draw(on: &surface, in: surface.bounds)
        #expect(surface[0, 0].style == Style(style.heat(0).foreground, on: style.heat(1).foreground))
        #expect(surface[1, 0].text == "▀" && surface[1, 0].style.background == .terminal)
    }

    @Test func miniCurvesFillTheirShare() {
        let text = MiniCurve.text([4, 3, 2, 1], width: 8, total: 8)
        #expect(text.count == 8)
        #expect(text.hasSuffix("    "))
        #expect(MiniCurve.text([], width: 4) == "    ")
        #expect(MiniCurve.text([1, 2, 3], width: 4, glyphs: .ascii).count == 4)
    }
}
