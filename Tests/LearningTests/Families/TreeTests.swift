import Recipes
import Testing

@testable import Learning

@Suite("Decision tree")
struct TreeTests {
    @Test(
        .enabled(if: ReferenceFolds.isThere),
        arguments: [
            "iris", "wine", "breast_cancer", "make_classification_bin_2000x20", "make_classification_4cls_2000x20",
            "make_classification_imb95_3000x20",
        ])
    func classesAreNoWorseThanScikitLearns(_ name: String) throws {
        let result = try ReferenceFolds.run(name, .classification, .tree)
        let (mean, below) = try ReferenceFolds.expected(name, "DecisionTree")
        let own = ReferenceFolds.mean(result, "accuracy")
        #expect(own >= mean - below, "\(own) where scikit-learn has \(mean)")
    }

    @Test(.enabled(if: ReferenceFolds.isThere), arguments: ReferenceTests.regression)
    func numbersAreNoWorseThanScikitLearns(_ name: String) throws {
        let result = try ReferenceFolds.run(name, .regression, .tree)
        let (mean, below) = try ReferenceFolds.expected(name, "DecisionTree")
        let own = ReferenceFolds.mean(result, "r2")
        #expect(own >= mean - below, "\(own) where scikit-learn has \(mean)")
    }

    @Test func aThresholdIsHalfWay() throws {
        let sample = Sample([("x", [1, 2, 5, 9])], classes: [0, 0, 1, 1])
        let model = try sample.cart()
        #expect(model.leafCount == 2)
        #expect(model.features.map(\.kind) == [.thresholds([3.5])])
        #expect(try sample.predicted(model) == [1, 0, 1, 0, 0, 1, 0, 1])
        let other = Sample([("x", [3.4, 3.6])], classes: [0, 1])
        #expect(try other.predicted(model) == [1, 0, 0, 1])
    }

    /// The squared error of 1, 2, 9, 10 falls most in the middle, then on either side by the same.
    @Test func theBestSplitComesFirst() throws {
        let sample = Sample([("x", [1, 2, 3, 4])], numbers: [1, 2, 9, 10])
        #expect(try sample.predicted(sample.cart(.tree, ["max_leaf_nodes": "2"])) == [1.5, 1.5, 9.5, 9.5])
        #expect(try sample.predicted(sample.cart(.tree, ["max_depth": "1"])) == [1.5, 1.5, 9.5, 9.5])
        #expect(try sample.predicted(sample.cart()) == [1, 2, 9, 10])
        #expect(try sample.predicted(sample.cart(.tree, ["min_samples_leaf": "2"])) == [1.5, 1.5, 9.5, 9.5])
        #expect(try sample.predicted(sample.cart(.tree, ["min_samples_split": "3"])) == [1.5, 1.5, 9.5, 9.5])
    }

    /// Impurities of the split: 16.25 at the root, 0.25 in each half. The first split takes 16 off, each of the others 0.125.
    @Test func pruningAsksForWhatALeafTakesOff() throws {
        let sample = Sample([("x", [1, 2, 3, 4])], numbers: [1, 2, 9, 10])
        #expect(try sample.cart(.tree, ["ccp_alpha": "0.124"]).leafCount == 4)
        #expect(try sample.cart(.tree, ["ccp_alpha": "0.126"]).leafCount == 2)
        #expect(try sample.cart(.tree, ["ccp_alpha": "15.9"]).leafCount == 2)
        #expect(try sample.cart(.tree, ["ccp_alpha": "16.1"]).leafCount == 1)
        #expect(try sample.cart(.tree, ["min_impurity_decrease": "0.124"]).leafCount == 4)
        #expect(try sample.cart(.tree, ["min_impurity_decrease": "0.126"]).leafCount == 2)
    }

    @Test func missingValuesGoWhereTheyGainMore() throws {
        let low = Sample([("x", [1, 2, .nan, 8, 9, .nan])], classes: [0, 0, 0, 1, 1, 0])
        #expect(try low.predicted(low.cart(.tree, ["max_depth": "1"])) == [1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0])
        let high = Sample([("x", [1, 2, .nan, 8, 9, .nan])], classes: [0, 0, 1, 1, 1, 1])
        #expect(try high.predicted(high.cart(.tree, ["max_depth": "1"])) == [1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1])
        let alone = Sample([("x", [1, 2, .nan, 8, 9, .nan])], classes: [0, 0, 1, 0, 0, 1])
        #expect(try alone.predicted(alone.cart(.tree, ["max_depth": "1"])) == [1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1])
        // None in training: they go with most rows.
        let none = Sample([("x", [1, 2, 3, 9])], classes: [0, 0, 0, 1])
        let asked = Sample([("x", [.nan])], classes: [0])
        #expect(try asked.predicted(none.cart()) == [1, 0])
    }

    @Test func wordsAreDividedAtOnce() throws {
        let words = ["a", "b", "c", "d", "a", "b", "c", "d"]
        let two = Sample(words: words, .classes([0, 1, 0, 1, 0, 1, 0, 1], count: 2))
        let model = try two.cart()
        #expect(model.leafCount == 2 && model.depth == 1)
        let numbers = Sample(words: words, .numbers([5, 1, 6, 2, 5, 1, 6, 2]))
        #expect(try numbers.predicted(numbers.cart(.tree, ["max_depth": "1"])) == [5.5, 1.5, 5.5, 1.5, 5.5, 1.5, 5.5, 1.5])
        let three = Sample(words: words, .classes([0, 1, 2, 1, 0, 1, 2, 1], count: 3))
        let truth: [Double] = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0]
        #expect(try three.predicted(three.cart()) == truth + truth)
        // A word that was not there goes where most rows went.
        let mostly = Sample(words: ["a", "a", "a", "b"], .classes([1, 1, 1, 0], count: 2))
        let unheard = Sample(words: ["z"], .classes([0], count: 2))
        #expect(try unheard.predicted(mostly.cart()) == [0, 1])
    }

    @Test func entropyAndGiniDiffer() throws {
        let sample = Sample(
            [("x", noise(300, stream: 1)), ("y", noise(300, stream: 2))],
            classes: noise(300, stream: 3).enumerated().map { $1 + noise(300, stream: 1)[$0] > 1 ? 1 : 0 })
        let gini = try sample.cart()
        let entropy = try sample.cart(.tree, ["criterion": "entropy"])
        #expect(gini != entropy)
        let truth = try sample.predicted(gini)
        #expect(truth.allSatisfy { $0 == 0 || $0 == 1 })
        #expect(try sample.predicted(entropy) == truth)
    }

    @Test func weightsAreRowsThatCountMoreOften() throws {
        let x = noise(60, stream: 1)
        let classes = (0..<60).map { Int32(x[$0] + noise(60, stream: 2)[$0] > 1 ? 1 : 0) }
        let once = Sample([("x", x)], classes: classes)
        let more = Array(0..<60) + Array(0..<20)
        let twice = Sample([("x", more.map { x[$0] })], classes: more.map { classes[$0] })
        let weights = (0..<60).map { $0 < 20 ? 2.0 : 1 }
        for parameters in [["max_depth": "3"], ["max_depth": "3", "criterion": "entropy"]] {
            let a = try once.predicted(once.cart(.tree, parameters, weights: weights))
            let b = try once.predicted(twice.cart(.tree, parameters))
            #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 })
            #expect(a != (try once.predicted(once.cart(.tree, parameters))))
        }
        // Rows without weight are not there.
        let without = try once.cart(.tree, weights: (0..<60).map { $0 < 20 ? 0 : 1 })
        let fewer = Sample([("x", Array(x[20...]))], classes: Array(classes[20...]))
        #expect(try fewer.predicted(without) == fewer.predicted(fewer.cart()))
    }

    @Test func importanceIsOfTheFeatureThatTells() throws {
        let sample = Sample(
            [("a", noise(200, stream: 4)), ("b", noise(200, stream: 1)), ("c", [Double](repeating: 3, count: 200))],
            classes: noise(200, stream: 1).map { $0 > 0.5 ? 1 : 0 })
        #expect(try sample.cart().importance == [0, 1, 0])
    }

    /// A node of more rows than 16 bits number, and of more values than there are codes.
    @Test func tallTables() throws {
        let count = 70_000
        let x = noise(count, stream: 1)
        let sample = Sample([("x", x)], classes: x.map { $0 > 0.25 && $0 < 0.75 ? 1 : 0 })
        // Where a code holds values of both sides, one leaf more.
        let model = try sample.cart()
        #expect((3...5).contains(model.leafCount))
        let numbers = Sample([("x", x)], numbers: x.map { $0 > 0.25 ? 7.5 : -1 })
        let predicted = try numbers.predicted(numbers.cart())
        #expect(predicted.count { $0 != -1 && $0 != 7.5 } < 4)
    }
}
