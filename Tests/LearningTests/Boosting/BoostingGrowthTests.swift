import Recipes
import Testing

@testable import Learning

@Suite struct BoostingGrowthTests {
    /// The depth of every node, in the order of the nodes.
    private func depths(_ tree: BoostedTree) -> [Int] {
        var depths = [Int](repeating: 0, count: tree.nodes.count)
        for (place, node) in tree.nodes.enumerated() {
            for next in [node.left, node.right] where next >= 0 { depths[Int(next)] = depths[place] + 1 }
        }
        return depths
    }

    @Test func levelsAreFilledOneAfterTheOther() {
        let sample = Sample([("x", [1, 2, 3, 4, 5, 6, 7, 8])], numbers: [0, 1, 2, 3, 1000, 1100, 1300, 1400])
        var parameters = BoostingParameters.exact(leaves: 4)
        parameters.growth = .depthwise
        #expect(depths(sample.fit(parameters).trees[0]) == [0, 1, 1])
        parameters.growth = .leafwise
        #expect(depths(sample.fit(parameters).trees[0]) == [0, 1, 2])
    }

    @Test func levelsAskTheSame() throws {
        for classes in [0, 2, 3] {
            let sample = Sample.mixed(500, classes: classes)
            var parameters = BoostingParameters.few(6, minLeafRows: 2)
            parameters.growth = .symmetric
            parameters.maxDepth = 4
            parameters.minGroupRows = 10
            let model = sample.fit(parameters)
            for tree in model.trees {
                let depths = depths(tree)
                #expect((depths.max() ?? 0) < 4)
                for depth in Set(depths) {
                    let level = tree.nodes.indices.filter { depths[$0] == depth }.map { tree.nodes[$0] }
                    #expect(Set(level.map(\.feature)).count == 1)
                    #expect(Set(level.map(\.threshold)).count == 1)
                    #expect(Set(level.map(\.missingGoesLeft)).count == 1)
                    #expect(Set(level.map { $0.set < 0 ? nil : tree.sets[Int($0.set)] }).count == 1)
                }
            }
            #expect(model.trees.contains { $0.nodes.count > 3 }, "classes \(classes) \(model.trees.map(\.nodes.count))")
            for threads in [2, 3] { #expect(sample.fit(parameters, threads: threads) == model) }
        }
    }

    /// The level's question is the one that takes most off the loss of all leaves together.
    @Test func levelsTakeTheBestQuestion() throws {
        let rows = 60
        let x = (0..<3).map { feature in noise(rows, stream: feature).map { ($0 * 12).rounded() } }
        let y = (0..<rows).map { (x[0][$0] > 5 ? 3.0 : 0) + (x[1][$0] > 7 ? 2 : 0) + noise(rows, stream: 8)[$0] }
        var parameters = BoostingParameters.exact()
        parameters.growth = .symmetric
        parameters.maxDepth = 2
        let sample = Sample(x.enumerated().map { ("x\($0.offset)", $0.element) }, numbers: y)
        let tree = sample.fit(parameters).trees[0]
        func error(_ rows: [Int]) -> Double {
            guard !rows.isEmpty else { return 0 }
            let mean = rows.reduce(0) { $0 + y[$1] } / Double(rows.count)
            return rows.reduce(0) { $0 + (y[$1] - mean) * (y[$1] - mean) }
        }
        var parts = [Array(0..<rows)]
        for level in 0..<2 {
            var best = (error: Double.infinity, feature: 0, threshold: 0.0)
            for feature in 0..<3 {
                for threshold in Set(x[feature]) {
                    let total = parts.reduce(0) { sum, part in
                        sum + error(part.filter { x[feature][$0] <= threshold })
                            + error(part.filter { x[feature][$0] > threshold })
                    }
                    if total < best.error - 1e-9 { best = (total, feature, threshold) }
                }
            }
            let node = tree.nodes[level == 0 ? 0 : 1]
            #expect(Int(node.feature) == best.feature)
            parts = parts.flatMap { part in
                [part.filter { x[best.feature][$0] <= best.threshold }, part.filter { x[best.feature][$0] > best.threshold }]
            }
            #expect(x[best.feature].allSatisfy { ($0 <= best.threshold) == ($0 <= node.threshold) })
        }
    }

    @Test func growthNeverBreaksOnSmallTables() throws {
        for growth in BoostingParameters.Growth.allCases {
            var parameters = BoostingParameters.few(2, minLeafRows: 1)
            parameters.growth = growth
            parameters.maxDepth = 12
            for sample in [
                Sample([("x", [1])], numbers: [2]), Sample([], numbers: [1, 2]),
                Sample([("x", [1, 2, 3, 4])], numbers: [7, 7, 7, 7]),
                Sample([("x", [.nan, .nan, 1, .infinity])], classes: [0, 1, 0, 1]),
                Sample(words: ["a", "", "b", "c", "a"], .numbers([1, 2, 3, 4, 5])),
            ] {
                #expect(
                    try sample.fit(parameters, threads: 2).predict(sample.table.allRows, threads: 1).allSatisfy { $0.isFinite })
            }
        }
    }
}
