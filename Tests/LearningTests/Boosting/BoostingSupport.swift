import Recipes
import Testing

@testable import Learning

/// A small table for boosting, all of whose rows are learnt from.
struct BoostingSample {
    var features: [FeatureTable.Feature]
    var target: TargetValues

    init(_ columns: [(String, [Double])], numbers: [Double]) {
        self.init(columns, .numbers(numbers))
    }

    init(_ columns: [(String, [Double])], classes: [Int32], count: Int = 2) {
        self.init(columns, .classes(classes, count: count))
    }

    init(_ columns: [(String, [Double])], _ target: TargetValues) {
        features = columns.map { .init(name: $0.0, kind: .number, values: .numbers($0.1)) }
        self.target = target
    }

    init(words: [String], _ target: TargetValues) {
        self.init([], target)
        append("word", words: words)
    }

    /// Adds a column of words; an empty one is missing.
    mutating func append(_ name: String, words: [String]) {
        features.append(.init(name: name, kind: .category, values: codes(words)))
    }

    var table: FeatureTable { FeatureTable(features: features, rowCount: target.count) }

    /// How much each row counts; nil where all count the same.
    var weights: [Double]?

    /// Some rows to learn from, all unless they are named.
    func training(_ rows: [Int32]? = nil, weights: [Double]? = nil) -> TrainingSet {
        let splits = Splits(
            folds: [], unsealed: rows ?? (0..<Int32(target.count)).map { $0 }, sealed: [], withoutTarget: 0, division: .shuffled)
        return TrainingSet(table, target: target, weights: weights ?? self.weights, rows: splits.unsealed)
    }

    /// Fits with so many threads, even where there are fewer processors.
    func fit(_ parameters: BoostingParameters, seed: Int = 0, threads: Int = 1) -> BoostedModel {
        do {
            return try checkedFit(parameters, seed: seed, threads: threads)
        } catch {
            Issue.record("\(error)")
            return BoostedModel(classes: 0, features: [], start: [0], trees: [], bestStep: nil)
        }
    }

    /// The same where the parameters may be refused.
    func checkedFit(_ parameters: BoostingParameters, seed: Int = 0, threads: Int = 1) throws -> BoostedModel {
        let fit = try BoostingFit(
            training(), others: nil, otherTarget: nil, parameters: parameters, seed: seed,
            team: ThreadTeam(threads: threads, exactly: true))
        fit.run(observer: nil)
        return fit.model(bestStep: nil)
    }
}

/// Words as codes of a sorted list.
func codes(_ words: [String]) -> FeatureValues {
    let known = Set(words).subtracting([""]).sorted()
    return .codes(words.map { Int32(known.firstIndex(of: $0) ?? -1) }, words: known)
}

extension BoostingParameters {
    /// One tree without shrinkage or lower bounds, every value in a bin of its own: what can be worked out by hand.
    static func exact(leaves: Int = 2) -> BoostingParameters {
        var parameters = BoostingParameters()
        parameters.trees = 1
        parameters.learningRate = 1
        parameters.leaves = leaves
        parameters.minLeafRows = 1
        parameters.rowsPerBin = 1
        parameters.minGroupRows = 1
        parameters.categorySmoothing = 0
        parameters.categoryLambda = 0
        return parameters
    }

    /// Few trees for tests that train in a debug build.
    static func few(_ trees: Int, minLeafRows: Int = 20) -> BoostingParameters {
        var parameters = BoostingParameters()
        parameters.trees = trees
        parameters.minLeafRows = minLeafRows
        return parameters
    }
}

/// Numbers that look random and are the same every time.
func noise(_ count: Int, stream: Int) -> [Double] {
    let random = CounterRandom(seed: 11, stream: stream)
    return (0..<count).map(random.unit)
}

/// The smallest number above zero.
let tiny = Double.leastNonzeroMagnitude
