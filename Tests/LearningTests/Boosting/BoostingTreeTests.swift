import Recipes
import Testing

@testable import Learning

/// Trees small enough to work out by hand.
@Suite struct BoostingTreeTests {
    private let steps = Sample([("x", [1, 2, 3, 4, 5, 6])], numbers: [0, 0, 0, 10, 10, 10])

    @Test func squaredErrorSplitsWhereItGainsMost() throws {
        let model = steps.fit(.exact())
        let tree = try #require(model.trees.first)
        #expect(model.start == [5])
        #expect(tree.nodes.count == 1)
        #expect(tree.nodes[0].threshold == 3.5)
        // Gradients are 5 and -5, so the gain is 15 * 15 / 3 on both sides.
        #expect(tree.nodes[0].gain == 150)
        #expect(tree.nodes[0].rows == 6)
        #expect(tree.values == [-5, 5])
        #expect(tree.rows == [3, 3])
        #expect(try model.predict(steps.table.allRows, threads: 1) == [0, 0, 0, 10, 10, 10])
        #expect(model.importance == [1])
    }

    @Test func penaltiesShrinkTheLeaves() throws {
        var parameters = BoostingParameters.exact()
        parameters.lambda = 2
        #expect(steps.fit(parameters).trees[0].values == [-3, 3])
        parameters.lambda = 0
        parameters.alpha = 3
        let tree = steps.fit(parameters).trees[0]
        #expect(tree.values == [-4, 4])
        #expect(tree.nodes[0].gain == 96)
        parameters.learningRate = 0.5
        #expect(steps.fit(parameters).trees[0].values == [-2, 2])
    }

    @Test func boundsForbidSplits() {
        var parameters = BoostingParameters.exact()
        parameters.minSplitGain = 150.5
        #expect(steps.fit(parameters).trees[0].nodes.isEmpty)
        parameters = .exact()
        parameters.minLeafRows = 4
        #expect(steps.fit(parameters).trees[0].nodes.isEmpty)
        parameters = .exact()
        parameters.minLeafHessian = 3.5
        #expect(steps.fit(parameters).trees[0].nodes.isEmpty)
        parameters = .exact(leaves: 4)
        parameters.maxDepth = 1
        #expect(Sample([("x", [1, 2, 3, 4])], numbers: [0, 1, 5, 7]).fit(parameters).trees[0].nodes.count == 1)
    }

    @Test func logLossTakesNewtonSteps() throws {
        let sample = Sample([("x", [1, 2, 3, 4, 5, 6])], classes: [0, 0, 0, 1, 1, 1])
        let model = sample.fit(.exact())
        let tree = model.trees[0]
        #expect(model.start == [0])
        #expect(tree.nodes[0].threshold == 3.5)
        // Gradients are 0.5 and -0.5, second derivatives 0.25: 1.5 * 1.5 / 0.75 on both sides, and steps of 1.5 / 0.75.
        #expect(tree.nodes[0].gain == 6)
        #expect(tree.values == [-2, 2])
        let predictions = try model.predict(sample.table.allRows, threads: 1)
        #expect(abs(predictions[0] - 0.8807970779778823) < 1e-15)
        #expect(abs(predictions[1] - 0.11920292202211755) < 1e-15)
    }

    @Test func manyClassesGrowATreeEach() throws {
        let sample = Sample([("x", [1, 2, 3, 4, 5, 6])], classes: [0, 0, 1, 1, 2, 2], count: 3)
        let model = sample.fit(.exact())
        #expect(model.trees.count == 3)
        #expect(model.trees[0].nodes[0].threshold == 2.5)
        #expect(model.trees[2].nodes[0].threshold == 4.5)
        // Gradients 1/3 - 1 for its rows, 1/3 for others; second derivatives 3/2 * 2/9 = 1/3.
        #expect(abs(model.trees[0].values[0] - 2) < 1e-6)
        #expect(abs(model.trees[0].values[1] + 1) < 1e-6)
        let predictions = try model.predict(sample.table.allRows, threads: 1)
        for row in 0..<6 { #expect(abs(predictions[3 * row..<3 * row + 3].reduce(0, +) - 1) < 1e-12) }
    }

    @Test func leavesThatGainMostAreSplitFirst() {
        let sample = Sample([("x", [1, 2, 3, 4, 5, 6, 7, 8])], numbers: [0, 1, 20, 21, 100, 180, 300, 301])
        let tree = sample.fit(.exact(leaves: 3)).trees[0]
        #expect(tree.nodes.map(\.threshold) == [5.5, 6.5])
        #expect(tree.nodes[0].left == -1)
    }

    /// Against trees grown by trying everything in plain arithmetic.
    @Test(arguments: 0..<6) func agreesWithExhaustiveSearch(stream: Int) throws {
        let rows = 60
        let features = (0..<3).map { feature in
            noise(rows, stream: 10 * stream + feature).map { value in
                stream % 2 == 1 && value < 0.2 ? Double.nan : (value * 20).rounded()
            }
        }
        let target = noise(rows, stream: 1000 + stream).enumerated().map { row, value in
            value + (features[0][row].isNaN ? 3 : features[0][row] / 10) + (features[1][row] > 12 ? 1 : 0)
        }
        let sample = Sample(features.enumerated().map { ("x\($0.offset)", $0.element) }, numbers: target)
        var parameters = BoostingParameters.exact(leaves: 7)
        parameters.minLeafRows = 3
        let predicted = try sample.fit(parameters).predict(sample.table.allRows, threads: 1)
        let expected = exhaustiveTree(features, target, leaves: 7, minLeafRows: 3)
        for (a, b) in zip(predicted, expected) { #expect(abs(a - b) < 1e-9) }
    }
}

/// Predictions of one regression tree grown best-first by trying every threshold, with missing values on either side.
private func exhaustiveTree(_ features: [[Double]], _ target: [Double], leaves: Int, minLeafRows: Int) -> [Double] {
    struct Split {
        var gain = 0.0
        var left: [Int] = []
        var right: [Int] = []
    }
    func error(_ rows: [Int]) -> Double {
        let mean = rows.reduce(0) { $0 + target[$1] } / Double(rows.count)
        return rows.reduce(0) { $0 + (target[$1] - mean) * (target[$1] - mean) }
    }
    func best(_ rows: [Int]) -> Split {
        var best = Split()
        for values in features {
            for threshold in Set(values.filter { !$0.isNaN }).sorted() {
                for missingGoesLeft in [false, true] {
                    let left = rows.filter { values[$0] <= threshold || (missingGoesLeft && values[$0].isNaN) }
                    let right = rows.filter { !left.contains($0) }
                    guard left.count >= minLeafRows, right.count >= minLeafRows else { continue }
                    let gain = error(rows) - error(left) - error(right)
                    if gain > best.gain + 1e-9 { best = Split(gain: gain, left: left, right: right) }
                }
            }
        }
        return best
    }
    var grown = [Array(target.indices)]
    var splits = [best(grown[0])]
    while grown.count < leaves, let place = splits.indices.max(by: { splits[$0].gain < splits[$1].gain }), splits[place].gain > 0
    {
        let split = splits[place]
        grown[place] = split.left
        grown.append(split.right)
        splits[place] = best(split.left)
        splits.append(best(split.right))
    }
    var predictions = target
    for leaf in grown {
        let mean = leaf.reduce(0) { $0 + target[$1] } / Double(leaf.count)
        for row in leaf { predictions[row] = mean }
    }
    return predictions
}
