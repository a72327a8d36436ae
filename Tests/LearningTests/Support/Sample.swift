import Recipes

@testable import Learning

/// A small table for a learner, all of whose rows are learnt from.
struct Sample {
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
}

extension Sample {
    /// A table of numbers with gaps and a column of words, whose target follows from both and some luck.
    static func mixed(_ rows: Int, classes: Int) -> Sample {
        let columns = (0..<4).map { ("x\($0)", noise(rows, stream: $0).map { $0 < 0.05 ? Double.nan : $0 }) }
        let luck = noise(rows, stream: 77)
        let score = (0..<rows).map { (columns[0].1[$0].isNaN ? 0.2 : columns[0].1[$0]) + 0.7 * luck[$0] }
        var sample =
            classes == 0
            ? Sample(columns, numbers: score)
            : Sample(
                columns, classes: score.map { Int32(min($0 * Double(classes) / 1.7, Double(classes - 1))) }, count: classes)
        sample.append("word", words: luck.map { $0 < 0.1 ? "" : "w\(Int($0 * 6))" })
        return sample
    }
}

/// Words as codes of a sorted list.
func codes(_ words: [String]) -> FeatureValues {
    let known = Set(words).subtracting([""]).sorted()
    return .codes(words.map { Int32(known.firstIndex(of: $0) ?? -1) }, words: known)
}

/// Numbers that look random and are the same every time.
func noise(_ count: Int, stream: Int) -> [Double] {
    let random = CounterRandom(seed: 11, stream: stream)
    return (0..<count).map(random.unit)
}

/// The smallest number above zero.
let tiny = Double.leastNonzeroMagnitude
