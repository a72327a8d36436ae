import Terminal
import Testing

@testable import Charts

@Suite struct ScatterPlotTests {
    private func text(_ plot: ScatterPlot, _ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) -> String {
        var surface = Surface(Size(width, height), glyphs: glyphs)
        plot.draw(on: &surface, in: Rect(x: 0, y: 0, width: width, height: height))
        return surface.lines.joined(separator: "\n")
    }

    @Test func pointsStandWhereTheyAre() throws {
        let plot = ScatterPlot([.init(x: [0, 10], y: [0, 5])])
        let lines = text(plot, 40, 10, .ascii).split(separator: "\n", omittingEmptySubsequences: false)
        let rows = lines.indices.filter { lines[$0].contains("*") }
        try #require(rows.count == 2, "\(lines.joined(separator: "\n"))")
        // The larger value stands higher, and further right.
        let columns = rows.map { row in lines[row].prefix { $0 != "*" }.count }
        #expect(columns[0] > columns[1])
    }

    @Test func aCellHasTheColourOfItsMajority() {
        let crowd = ScatterPlot.Group("many", x: Array(repeating: 1, count: 5), y: Array(repeating: 1, count: 5), slot: 1)
        let one = ScatterPlot.Group("one", x: [1, 2], y: [1, 2], slot: 0)
        for groups in [[crowd, one], [one, crowd]] {
            var surface = Surface(Size(30, 9), glyphs: .unicode)
            let plot = ScatterPlot(groups)
            plot.draw(on: &surface, in: Rect(x: 0, y: 0, width: 30, height: 9))
            let styles = (1..<9).flatMap { y in
                (0..<30).compactMap { x in
                    surface[x, y].text.unicodeScalars.first.map { (0x2801...0x28FF).contains($0.value) } == true
                        ? surface[x, y].style : nil
                }
            }
            #expect(styles.contains(plot.style.series(1)) && styles.contains(plot.style.series(0)))
            #expect(styles.count == 2)
        }
    }

    @Test(arguments: [0, 1, 3, 8, 20, 80])
    func noSizeAndNoValueIsTooMuch(_ size: Int) {
        let hostile = [0, -.infinity, .infinity, .nan, 1e308, -1e308, Double.leastNonzeroMagnitude]
        for x in [hostile, [1, 1, 1], []] {
            _ = text(ScatterPlot([.init("a", x: x, y: x.reversed()), .init("b", x: [2], y: [3])]), size, size / 2)
        }
    }
}
