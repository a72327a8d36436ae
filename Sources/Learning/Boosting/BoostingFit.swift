import Recipes

/// One fit of a model: bins, rounds, and what is told of them.
final class BoostingFit {
    private let features: [FeatureTable.Feature]
    private let matrix: BinnedMatrix
    private let rounds: BoostingRounds
    private let parameters: BoostingParameters
    private let team: ThreadTeam
    private let learningRows: Int
    private let otherRows: Int
    /// 0 for a quantity.
    private let classes: Int
    private let mean: Double
    private let unit: Double

    /// Learns bins from the data's rows and makes ready for the first tree.
    ///
    /// - `others`: rows that only get scores; of any table with these features.
    /// - `otherTarget`: their target, where their loss is wanted.
    init(
        _ data: TrainingSet, others: FeatureRows?, otherTarget: TargetValues?, parameters: BoostingParameters, seed: Int,
        team: ThreadTeam
    ) {
        let columns = BoostingColumns(data.features, others)
        self.parameters = parameters
        self.team = team
        features = data.features.table.features
        learningRows = columns.learning.count
        otherRows = columns.others.count
        matrix = BinnedMatrix(
            features: columns.values, training: columns.learning, others: columns.others, maxBin: parameters.maxBin,
            rowsPerBin: parameters.rowsPerBin, team: team)
        let objective: any BoostingObjective
        var gainScale = 1.0
        switch data.target {
        case .numbers(let values):
            let squared = SquaredError(values: values + (otherTarget?.numbers ?? []), training: values.count)
            (classes, mean, unit) = (0, squared.mean, squared.unit)
            gainScale = squared.unit * squared.unit
            objective = squared
        case .classes(let codes, let count):
            (classes, mean, unit) = (count, 0, 1)
            let all = codes + (otherTarget?.codes ?? [])
            objective =
                count > 2
                ? SoftmaxLogLoss(classes: all, count: count, training: codes.count)
                : BinaryLogLoss(classes: all, training: codes.count)
        }
        // Penalties are in the target's units, gradients in those of the score.
        var inUnits = parameters
        inUnits.alpha /= unit
        rounds = BoostingRounds(
            matrix: matrix, learningRows: learningRows, objective: objective, gainScale: gainScale, parameters: inUnits,
            seed: seed,
            team: team)
    }

    /// Grows all trees, and tells the observer of each iteration.
    func run(observer: (any FitObserver)?) {
        let width = max(classes, 1)
        let training = NativeBuffer<Double>(learningRows * width, repeating: 0)
        let watched = NativeBuffer<Double>(otherRows * width, repeating: 0)
        guard classes != 1 else { return }
        for step in 1...max(parameters.trees, 1) {
            let canGoOn = rounds.grow()
            guard let observer else {
                if canGoOn { continue } else { return }
            }
            rounds.predictLearning(into: training.base)
            _ = rounds.scoreOthers(predictions: watched.base)
            let directive = observer.step(
                step, training: UnsafeBufferPointer(start: training.base, count: training.count),
                watched: otherRows > 0 ? UnsafeBufferPointer(start: watched.base, count: watched.count) : nil)
            guard canGoOn, case .proceed = directive else { return }
        }
    }

    /// Grows trees until the loss on the other rows has not fallen for some rounds, and returns where it was least.
    func chosenStep(observer: any FitObserver) -> Int {
        guard classes != 1 else { return 1 }
        var best = (step: 1, loss: Double.infinity)
        for step in 1...max(parameters.trees, 1) {
            let canGoOn = rounds.grow()
            let loss = rounds.scoreOthers(predictions: nil)
            if loss < best.loss { best = (step, loss) }
            guard canGoOn, step - best.step < parameters.earlyStoppingRounds, case .proceed = observer.working() else { break }
        }
        return best.step
    }

    /// The model of the trees so far.
    func model(bestStep: Int?) -> BoostedModel {
        let known = zip(features, matrix.bins).map { feature, bins in
            guard case .codes(_, let words) = feature.values, case .categorical(let codes) = bins else {
                return BoostedModel.Feature(name: feature.name, words: nil)
            }
            return BoostedModel.Feature(name: feature.name, words: codes.map { words[Int($0)] })
        }
        var trees = rounds.trees
        for place in trees.indices where unit != 1 { trees[place].values = trees[place].values.map { $0 * unit } }
        return BoostedModel(
            classes: classes, features: known, start: classes == 0 ? [mean] : rounds.objective.start, trees: trees,
            bestStep: bestStep)
    }
}

/// The columns that a fit reads, and the rows in them.
struct BoostingColumns {
    let values: [FeatureValues]
    let learning: [Int32]
    let others: [Int32]

    /// Where both are rows of one table, its columns as they are; otherwise columns of both, one after the other.
    init(_ features: FeatureRows, _ others: FeatureRows?) {
        let own = features.rows ?? (0..<Int32(features.table.rowCount)).map { $0 }
        guard let others, others.table !== features.table else {
            values = features.table.features.map(\.values)
            learning = own
            self.others = others.map { others in others.rows ?? (0..<Int32(others.table.rowCount)).map { $0 } } ?? []
            return
        }
        values = features.table.features.enumerated().map { place, feature in
            BoostingColumns.joined(features.values(place), others.index(of: feature.name).map { others.values($0) }, others.count)
        }
        learning = (0..<Int32(features.count)).map { $0 }
        self.others = (Int32(features.count)..<Int32(features.count + others.count)).map { $0 }
    }

    /// Values and further ones, missing where those are not there or of another kind.
    private static func joined(_ values: FeatureValues, _ further: FeatureValues?, _ count: Int) -> FeatureValues {
        switch (values, further) {
        case (.numbers(let own), .numbers(let more)?): return .numbers(own + more)
        case (.numbers(let own), _): return .numbers(own + [Double](repeating: .nan, count: count))
        case (.codes(let own, let words), .codes(let more, let moreWords)?):
            let codes = Dictionary(words.enumerated().map { ($0.element, Int32($0.offset)) }) { first, _ in first }
            let translated = moreWords.map { codes[$0] ?? -1 }
            return .codes(own + more.map { $0 < 0 ? -1 : translated[Int($0)] }, words: words)
        case (.codes(let own, let words), _):
            return .codes(own + [Int32](repeating: -1, count: count), words: words)
        }
    }
}

extension TargetValues {
    fileprivate var numbers: [Double]? {
        if case .numbers(let values) = self { values } else { nil }
    }

    fileprivate var codes: [Int32]? {
        if case .classes(let codes, _) = self { codes } else { nil }
    }
}
