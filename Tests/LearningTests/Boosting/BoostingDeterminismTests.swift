import Recipes
import Testing

@testable import Learning

/// The same bits from every number of threads.
@Suite struct BoostingDeterminismTests {
    /// Enough rows and bins that threads share rows, bins and scores.
    private func tall(_ rows: Int = 5000) -> Sample {
        let columns = (0..<9).map { ("x\($0)", noise(rows, stream: $0).map { $0 < 0.03 ? Double.nan : $0 }) }
        let score = (0..<rows).map { row in columns[0].1[row] + columns[1].1[row] * columns[2].1[row] }
        let luck = noise(rows, stream: 99)
        var sample = Sample(columns, classes: score.enumerated().map { $1 + luck[$0] > 1.2 ? 1 : 0 })
        sample.append("word", words: noise(rows, stream: 50).map { "w\(Int($0 * 12))" })
        return sample
    }

    private func expectSame(_ sample: Sample, _ parameters: BoostingParameters) throws {
        let one = sample.fit(parameters, threads: 1)
        let predictions = try one.predict(sample.table.allRows, threads: 1)
        #expect(one.trees.contains { $0.nodes.count > 1 })
        for threads in [2, 3] {
            let other = sample.fit(parameters, threads: threads)
            #expect(other.json.canonicalText == one.json.canonicalText)
            #expect(try other.predict(sample.table.allRows, threads: threads) == predictions)
        }
    }

    @Test func tallTables() throws {
        var parameters = BoostingParameters.few(3)
        try expectSame(tall(), parameters)
        parameters.subsample = 0.9
        parameters.subsampleEvery = 1
        parameters.featureShare = 0.5
        try expectSame(tall(), parameters)
    }

    @Test func wideTables() throws {
        let rows = 120
        let columns = (0..<400).map { ("x\($0)", noise(rows, stream: $0).map { ($0 * 9).rounded() }) }
        let y = (0..<rows).map { columns[17].1[$0] + columns[300].1[$0] }
        try expectSame(Sample(columns, numbers: y), .few(3, minLeafRows: 5))
    }

    @Test func manyClasses() throws {
        let rows = 600
        let columns = (0..<4).map { ("x\($0)", noise(rows, stream: $0)) }
        let y = (0..<rows).map { Int32(columns[0].1[$0] * 2.5 + columns[1].1[$0] * 2.4) }
        try expectSame(Sample(columns, classes: y, count: 5), .few(3))
    }

    @Test func seedsMatterOnlyWhereSomethingIsDrawn() {
        let sample = tall(500)
        var parameters = BoostingParameters.few(2)
        #expect(sample.fit(parameters, seed: 1) == sample.fit(parameters, seed: 2))
        parameters.featureShare = 0.4
        #expect(sample.fit(parameters, seed: 1) != sample.fit(parameters, seed: 2))
        parameters.featureShare = 1
        parameters.subsample = 0.5
        #expect(sample.fit(parameters, seed: 1) == sample.fit(parameters, seed: 2))
        parameters.subsampleEvery = 2
        #expect(sample.fit(parameters, seed: 1) != sample.fit(parameters, seed: 2))
    }

    /// Histograms given up for want of room are counted anew: to the same trees.
    @Test func littleMemoryGrowsTheSameTrees() throws {
        var parameters = BoostingParameters.few(2)
        let tall = tall()
        let model = tall.fit(parameters)
        parameters.histogramBytes = 0
        #expect(tall.fit(parameters, threads: 1) == model)
        #expect(tall.fit(parameters, threads: 2) == model)
    }

    @Test func constantColumnsChangeNothing() throws {
        let sample = tall(600)
        let model = sample.fit(.few(3))
        var wider = sample
        for name in ["c1", "c2"] {
            wider.features.insert(
                .init(name: name, kind: .number, values: .numbers([Double](repeating: 7, count: 600))), at: 0)
        }
        let other = wider.fit(.few(3))
        #expect(try other.predict(wider.table.allRows, threads: 1) == model.predict(sample.table.allRows, threads: 1))
        #expect(other.importance.map { Array($0.dropFirst(2)) } == model.importance)
        #expect(other.importance?.prefix(2) == [0, 0])
    }
}
