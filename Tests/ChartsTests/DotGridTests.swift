import Terminal
import TestSupport
import Testing

@testable import Charts

@Suite struct DotGridTests {
    @Test(arguments: [DotAlphabet.braille, .halves, .ascii])
    func theEnvelopeLosesNoExtreme(_ alphabet: DotAlphabet) {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<60 {
            var grid = DotGrid(
                columns: Int.random(in: 1...40, using: &random), rows: Int.random(in: 1...20, using: &random), alphabet)
            let count = Int.random(in: 1...5000, using: &random)
            let values = (0..<count).map { _ in Double.random(in: 0...Double(grid.height - 1), using: &random) }
            let xs = (0..<count).map { Double($0) / Double(max(1, count - 1)) * Double(grid.width - 1) }
            grid.line(count: count) { .init(x: xs[$0], y: values[$0]) }
            for index in 0..<count {
                // Every single point is a dot, so every extreme is.
                #expect(grid.isSet(Int(xs[index].rounded()), Int(values[index].rounded())))
            }
        }
    }

    @Test func linesAreConnectedAndStayInside() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            var grid = DotGrid(columns: 20, rows: 8, .braille)
            func place() -> DotGrid.Position {
                .init(x: Double.random(in: -60...100, using: &random), y: Double.random(in: -60...100, using: &random))
            }
            grid.segment(from: place(), to: place())
            let dots = (0..<grid.width).flatMap { x in (0..<grid.height).filter { grid.isSet(x, $0) }.map { (x, $0) } }
            guard dots.count > 1 else { continue }
            for (x, y) in dots {
                let hasNeighbour = (-1...1).contains { dx in
                    (-1...1).contains { dy in (dx, dy) != (0, 0) && grid.isSet(x + dx, y + dy) }
                }
                #expect(hasNeighbour)
            }
        }
    }

    @Test func gapsBreakLines() {
        var grid = DotGrid(columns: 5, rows: 1, .ascii)
        let values: [Double] = [0, 0, .nan, 0, 0]
        grid.line(count: 5) { .init(x: Double($0), y: values[$0]) }
        #expect((0..<5).map { grid.isSet($0, 0) } == [true, true, false, true, true])
    }

    @Test func brailleBitsFollowUnicode() {
        var grid = DotGrid(columns: 1, rows: 1, .braille)
        grid.set(0, 0)
        #expect(DotAlphabet.braille.text(grid.mask(0, 0), slot: 0) == "⠁")
        grid.set(1, 3)
        #expect(DotAlphabet.braille.text(grid.mask(0, 0), slot: 0) == "⢁")
    }

    @Test func mostDotsWinAndTiesGoToTheEarlier() {
        let (red, blue) = (Style(.palette(1)), Style(.palette(4)))
        var (one, two) = (DotGrid(columns: 1, rows: 1, .braille), DotGrid(columns: 1, rows: 1, .braille))
        one.set(0, 0)
        two.set(1, 1)
        var layers = DotLayers(layers: [
            .init(dots: one, style: red, slot: 0, rank: 2), .init(dots: two, style: blue, slot: 1, rank: 2),
        ])
        #expect(layers.cell(0, 0)?.style == red)
        #expect(layers.cell(0, 0)?.text == "⠑")
        two.set(1, 2)
        layers.layers[1].dots = two
        #expect(layers.cell(0, 0)?.style == blue)
        layers.layers[0].rank = DotLayers.occluding
        #expect(layers.cell(0, 0)?.text == "⠁")
    }

    @Test func smoothingStaysWithinTheValues() {
        var random = SeededGenerator(seed: 9)
        let values = (0..<300).map { _ in Double.random(in: 2...5, using: &random) }
        for share in [0, 0.3, 0.9, 0.999] {
            let means = smoothed(values, share)
            #expect(means.count == values.count)
            #expect(means.allSatisfy { $0 >= 2 && $0 <= 5 })
        }
        #expect(smoothed([1, .nan, 1], 0.5)[1].isNaN)
        #expect(smoothed([0, 1], 0.5) == [0, 2.0 / 3])
    }
}
