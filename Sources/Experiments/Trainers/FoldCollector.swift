import Learning
import Recipes

/// Gathers the predictions of each fold's validation rows, whatever pieces they come in, and says what is wrong with them.
struct FoldCollector {
    private struct Gathered {
        let rows: [Int32]
        var values: [Double]
        var isThere: [Bool]
        var missing: Int
        /// Whether something came since it was scored.
        var isFresh = true
    }

    private let ground: TrainingGround
    private let trainer: String
    private var folds: [Gathered]
    /// How far a sum of probabilities may be from 1: single precision and rounding to a few digits.
    private static let tolerance = 1e-3

    init(_ ground: TrainingGround, trainer: String) {
        self.ground = ground
        self.trainer = trainer
        folds = ground.splits.folds.map { fold in
            let rows = fold.validation.rows
            return Gathered(
                rows: rows, values: [Double](repeating: 0, count: rows.count * ground.width),
                isThere: [Bool](repeating: false, count: rows.count), missing: rows.count)
        }
    }

    /// Takes some predictions; those of a row that was predicted before take the place of the old ones.
    ///
    /// - Returns: the fold, where all of its rows are predicted now.
    /// - Throws: ``AssayError`` for a fold or row that is not there, or values that cannot be predictions.
    mutating func take(_ predictions: TrainerMessage.Predictions) throws(AssayError) -> FoldPredictions? {
        let number = predictions.fold
        guard folds.indices.contains(number - 1) else {
            throw .unusablePredictions(trainer, "there is no fold \(number)", hint: "the folds are 1 to \(folds.count)")
        }
        let rows = folds[number - 1].rows
        if predictions.rows == nil, predictions.count != rows.count {
            throw .unusablePredictions(
                trainer, "fold \(number) has \(rows.count) validation rows, but \(predictions.count) predictions came",
                hint: "give \"rows\" for a part of them")
        }
        for index in 0..<predictions.count {
            let place: Int
            if let wanted = predictions.rows?[index] {
                guard let found = Self.place(of: wanted, in: rows) else {
                    throw .unusablePredictions(
                        trainer, "row \(wanted) is no validation row of fold \(number)",
                        hint: "rows are numbered as in the column assay_row")
                }
                place = found
            } else {
                place = index
            }
            let values = try values(of: predictions, at: index, row: Int(rows[place]) + 1)
            for (offset, value) in values.enumerated() { folds[number - 1].values[place * ground.width + offset] = value }
            if !folds[number - 1].isThere[place] {
                folds[number - 1].isThere[place] = true
                folds[number - 1].missing -= 1
            }
        }
        folds[number - 1].isFresh = true
        return folds[number - 1].missing == 0 ? whole(number) : nil
    }

    /// Notes that a fold was scored as it stands.
    mutating func scored(_ number: Int) { folds[number - 1].isFresh = false }

    /// Whether any prediction came.
    var isEmpty: Bool { folds.allSatisfy { $0.missing == $0.rows.count } }

    /// The folds of which all is there, in their order.
    var whole: [FoldPredictions] { folds.indices.filter { folds[$0].missing == 0 }.map { whole($0 + 1) } }

    /// Whole folds whose predictions changed after they were scored.
    var unscored: [FoldPredictions] { whole.filter { folds[$0.fold - 1].isFresh } }

    /// What is missing, as a sentence; nil where nothing is.
    var gap: String? {
        let absent = folds.indices.filter { folds[$0].missing == folds[$0].rows.count }.map { $0 + 1 }
        if !absent.isEmpty {
            let names = absent.count > 8 ? "\(absent.count) folds" : "fold " + absent.map(String.init).joined(separator: ", ")
            return "there are no predictions of \(names)"
        }
        guard let place = folds.firstIndex(where: { $0.missing > 0 }) else { return nil }
        return "fold \(place + 1) lacks predictions of \(folds[place].missing) of its \(folds[place].rows.count) rows"
    }

    private func whole(_ number: Int) -> FoldPredictions {
        FoldPredictions(fold: number, rows: folds[number - 1].rows, values: folds[number - 1].values)
    }

    /// Where a row from 1 stands among ascending rows from 0.
    private static func place(of row: Int, in rows: [Int32]) -> Int? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(rows[middle]) + 1 < row { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && Int(rows[low]) + 1 == row ? low : nil
    }

    private func values(of predictions: TrainerMessage.Predictions, at index: Int, row: Int) throws(AssayError) -> [Double] {
        let place = "row \(row) of fold \(predictions.fold)"
        func unusable(_ why: String, hint: String = "") -> AssayError {
            .unusablePredictions(trainer, "\(place): \(why)", hint: hint)
        }
        let classes = ground.classes
        switch predictions.values {
        case .numbers(let numbers) where classes.isEmpty:
            guard numbers[index].isFinite else { throw unusable("the prediction is not finite") }
            return [numbers[index]]
        case .numbers(let numbers): return try oneHot(JSON.numberText(numbers[index]), unusable)
        case .labels(let words) where !classes.isEmpty: return try oneHot(words[index], unusable)
        case .labels: throw unusable("a quantity is predicted, not a word")
        case .positive(let numbers):
            guard classes.count == 2 else {
                throw unusable(
                    classes.isEmpty
                        ? "a quantity has no probability" : "there are \(classes.count) classes, one probability came",
                    hint: classes.isEmpty ? "give \"y\"" : "give one for each class")
            }
            guard (0...1).contains(numbers[index]) else { throw unusable("\(numbers[index]) is no probability") }
            return [1 - numbers[index], numbers[index]]
        case .probabilities(let rows):
            let chances = rows[index]
            guard !classes.isEmpty else { throw unusable("a quantity has no probabilities", hint: "give \"y\"") }
            guard chances.count == classes.count else {
                throw unusable("\(chances.count) probabilities came for \(classes.count) classes")
            }
            if let wrong = chances.first(where: { !(-Self.tolerance...1 + Self.tolerance).contains($0) }) {
                throw unusable("\(wrong) is no probability")
            }
            let sum = chances.reduce(0, +)
            guard abs(sum - 1) <= Self.tolerance else { throw unusable("the probabilities add up to \(sum)") }
            return chances.map { min(max(0, $0), 1) }
        }
    }

    private func oneHot(_ word: String, _ unusable: (String, String) -> AssayError) throws(AssayError) -> [Double] {
        guard let label = ground.classes.firstIndex(of: word) else {
            throw unusable("there is no class \(word)", "the classes are \(ground.classes.prefix(8).joined(separator: ", "))")
        }
        return ground.classes.indices.map { $0 == label ? 1 : 0 }
    }
}
