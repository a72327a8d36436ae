import Terminal
import Testing

@testable import Charts

@Suite struct BarTests {
    @Test func barsGrowWithTheirShare() {
        for width in [1, 3, 8, 20] {
            var before = -1
            for step in 0...400 {
                let length = Bar.eighths(Double(step) / 400, width)
                #expect(length >= before && length <= 8 * width)
                before = length
            }
            #expect(before == 8 * width)
        }
        #expect(Bar.text(0.42, width: 8) == "███▍")
        #expect(Bar.text(1, width: 4) == "████")
        #expect(Bar.text(1e-9, width: 4) == "▏")
        #expect(Bar.text(0, width: 4).isEmpty)
        #expect(Bar.text(.nan, width: 4).isEmpty)
        #expect(Bar.text(.infinity, width: 2) == "██")
        #expect(Bar.text(0.5, width: 8, glyphs: .ascii) == "####")
    }

    @Test func rowsFillTheirWidth() {
        let style = ChartStyle()
        for step in 0...50 {
            let share = Double(step) / 50
            for glyphs in [Glyphs.unicode, .console, .ascii] {
                let plain = Bar.row(share, width: 13, bar: style.bar, track: style.track, glyphs: glyphs)
                #expect(plain.reduce(0) { $0 + $1.columns } == 13)
                let whisker = Bar.row(share, error: 0.1, width: 13, bar: style.bar, whisker: style.label, glyphs: glyphs)
                #expect(whisker.reduce(0) { $0 + $1.columns } == 13)
                let progress = Bar.progress(share, width: 20, style: style, glyphs: glyphs)
                #expect(progress.reduce(0) { $0 + $1.columns } == 20)
            }
        }
    }

    @Test func progressIsNotDoneBeforeItIs() {
        #expect(Bar.progress(0.9999, width: 20, style: ChartStyle()).last?.text == "  99 %")
        #expect(Bar.progress(1, width: 20, style: ChartStyle()).last?.text == " 100 %")
    }

    @Test func sparklinesShowWhatIsNotZero() {
        #expect(Sparkline.histogram([1000, 1, 0, 500], width: 8) == "█▁ ▄")
        #expect(Sparkline.histogram([1, 1, 1, 1, 8, 8], width: 3) == "▁▁█")
        #expect(Sparkline.histogram([], width: 8).isEmpty)
        #expect(Sparkline.histogram([0, 0], width: 8) == "  ")
        #expect(Sparkline.trend([0.1, 0.5, .nan, 0.85], width: 8) == "▁▄ █")
        #expect(Sparkline.trend([3, 3], width: 8) == "▄▄")
        #expect(Sparkline.histogram((0..<100).map(Double.init), width: 10).count == 10)
    }

    @Test func histogramsHaveTheirAxis() {
        var surface = Surface(Size(24, 6))
        Histogram([1, 2, 4, 8, 4, 2, 1, 0], second: nil, edges: (0...8).map { Double($0) * 10 }, x: Axis("cm"))
            .draw(on: &surface, in: surface.bounds)
        #expect(
            surface.lines == [
                "         ██", "         ██", "      ██ ██ ██", "▄▄ ██ ██ ██ ██ ██ ▄▄", "┬─────────────┬─────────",
                "0             50 cm",
            ])
    }

    @Test func theSecondShadeIsTheLowerPart() {
        let style = ChartStyle()
        var surface = Surface(Size(1, 4))
        Histogram([8], second: [4], style: style).draw(on: &surface, in: surface.bounds)
        #expect((0..<4).map { surface[0, $0].style.foreground == style.barAccent.foreground } == [false, false, true, true])
    }

    @Test func binsJoinWhereTheyDoNotFit() {
        var surface = Surface(Size(10, 1))
        let chart = Histogram(Array(repeating: 1, count: 25))
        chart.draw(on: &surface, in: surface.bounds)
        #expect(surface.lines == ["█████████"])
        #expect(chart.bin(atColumn: 2, in: surface.bounds) == 6)
    }

    @Test func emptyHistogramsSaySo() {
        var surface = Surface(Size(20, 3))
        Histogram([0, 0]).draw(on: &surface, in: surface.bounds)
        #expect(surface.lines[1].contains("No values."))
    }

    @Test func barListsAlignNamesAndFigures() {
        var surface = Surface(Size(30, 3))
        BarList([.init("tenure", 4, figure: "4.00"), .init("contract", 2, figure: "2.00"), .init("age", 0.02, figure: "0.02")])
            .draw(on: &surface, in: surface.bounds)
        #expect(
            surface.lines == [
                "tenure   ████████████████ 4.00", "contract ████████         2.00", "age      ▏                0.02",
            ])
    }
}
