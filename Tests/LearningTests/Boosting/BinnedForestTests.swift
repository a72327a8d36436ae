import Recipes
import Testing

@testable import Learning

/// Many rows go another way than few, to the same bits.
@Suite struct BinnedForestTests {
    private func expectSame(_ model: BoostedModel, _ sample: Sample, isFast: Bool = true) throws {
        let rows = sample.target.count
        #expect((BinnedForest(model.trees, outputs: model.outputs) != nil) == isFast)
        let all = try model.predict(sample.table.allRows, threads: 2)
        let width = all.count / rows
        for first in stride(from: 0, to: rows, by: 300) {
            let some = (first..<min(first + 300, rows)).map { Int32($0) }
            let few = try model.predict(FeatureRows(table: sample.table, rows: some), threads: 1)
            #expect(few == Array(all[first * width..<(first + some.count) * width]))
        }
        // Rows in another order.
        let backwards = (0..<Int32(rows)).reversed().map { $0 }
        let turned = try model.predict(FeatureRows(table: sample.table, rows: backwards), threads: 3)
        for row in 0..<rows {
            #expect(turned[row * width..<(row + 1) * width].elementsEqual(all[(rows - 1 - row) * width..<(rows - row) * width]))
        }
    }

    @Test(arguments: BoostingParameters.Growth.allCases, [0, 2, 3]) func manyRowsAreAsFew(
        growth: BoostingParameters.Growth, classes: Int
    ) throws {
        let sample = Sample.mixed(1111, classes: classes)
        var parameters = BoostingParameters.few(classes == 3 ? 2 : 4, minLeafRows: 3)
        parameters.growth = growth
        for leaves in [2, 3, 31, 64] {
            parameters.leaves = leaves
            try expectSame(sample.fit(parameters), sample)
        }
    }

    @Test func largeTreesGoTheOtherWay() throws {
        let sample = Sample.mixed(1500, classes: 0)
        var parameters = BoostingParameters.few(2, minLeafRows: 2)
        parameters.leaves = 100
        try expectSame(sample.fit(parameters), sample, isFast: false)
        parameters.growth = .symmetric
        parameters.maxDepth = 8
        try expectSame(sample.fit(parameters), sample)
    }

    @Test func extremeNumbers() throws {
        let extremes: [Double] = [1e308, -1e308, .infinity, -.infinity, tiny, -0.0, 0, .nan, 1e-300, 1, 1.5, -1, 3e5]
        let x = (0..<1300).map { extremes[$0 % extremes.count] }
        let sample = Sample([("x", x)], numbers: x.map { $0.isFinite ? max(-3, min($0, 3)) : $0 > 0 ? 7 : -7 })
        try expectSame(sample.fit(.few(4, minLeafRows: 1)), sample)
    }

    @Test func treesOfOneLeaf() throws {
        let sample = Sample([("x", noise(1000, stream: 1))], numbers: [Double](repeating: 4, count: 1000))
        let model = sample.fit(.few(2))
        #expect(model.trees.allSatisfy { $0.nodes.isEmpty })
        try expectSame(model, sample)
    }

    @Test func thresholdsAreCounted() {
        let sets: [[Double]] = [
            [], [1], [0, 1e-300, 1e300], [-.infinity, 0, .infinity], [-1e308, 1e308], noise(254, stream: 2).sorted(),
            noise(200, stream: 3).map { $0 * $0 * $0 * 1e9 }.sorted(), [1, 1.0.nextUp, 1.0.nextUp.nextUp],
        ]
        for edges in sets {
            let values = edges + edges.map(\.nextUp) + edges.map(\.nextDown) + [.nan, .infinity, -.infinity, 0, 0.5, -7, 1e308]
            var bytes = [UInt8](repeating: 0, count: values.count)
            bytes.withUnsafeMutableBufferPointer { target in
                guard let base = target.baseAddress else { return }
                values.withUnsafeBufferPointer { values in
                    guard let values = values.baseAddress else { return }
                    ThresholdTable(edges).write(values, rows: nil, first: 0, count: target.count, to: base)
                }
            }
            for (value, byte) in zip(values, bytes) {
                #expect(Int(byte) == (value.isNaN ? 255 : edges.count { $0 < value }), "\(value) among \(edges.count)")
            }
        }
    }
}
