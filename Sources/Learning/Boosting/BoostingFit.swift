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

    /// Learns bins from the data's rows and makes ready for the first tree.
    ///
    /// - `others`: rows that only get scores; of any table with these features.
    /// - `otherTarget`: their target, where their loss is wanted; `otherWeights` how much each counts in it.
    ///
    /// - Throws: ``AssayError`` where the objective does not suit the target, or a constraint names no feature.
    init(
        _ data: TrainingSet, others: FeatureRows?, otherTarget: TargetValues?, otherWeights: [Double]? = nil,
        parameters: BoostingParameters, seed: Int, team: ThreadTeam
    ) throws(AssayError) {
        let columns = BoostingColumns(data.features, others)
        self.parameters = parameters
        self.team = team
        features = data.features.table.features
        learningRows = columns.learning.count
        otherRows = columns.others.count
        matrix = BinnedMatrix(
            features: columns.values, training: columns.learning, others: columns.others,
            order: data.features.table.placesByName, maxBin: parameters.maxBin, rowsPerBin: parameters.rowsPerBin, team: team,
            memory: columns.isShared ? data.features.table.memory : nil)
        if case .classes(_, let count) = data.target { classes = count } else { classes = 0 }
        let weights = RowWeights(data.weights, others: otherWeights, otherRows: otherRows)
        let objective = try Objectives(parameters: parameters).make(data.target, others: otherTarget, weights: weights)
        // Penalties are in the target's units, gradients in those of the score.
        var inUnits = parameters
        inUnits.alpha /= objective.gradientScale
        rounds = BoostingRounds(
            matrix: matrix, learningRows: learningRows, objective: objective, parameters: inUnits,
            constraints: try SplitConstraints(parameters, features: features, used: matrix.used), seed: seed, team: team)
    }

    /// Grows all trees, and tells the observer of each iteration.
    ///
    /// - `choice`: of the number of trees, kept with checkpoints.
    /// - `state`: where another fit of the same rows was; nil begins.
    func run(observer: (any FitObserver)?, choice: StepChoice? = nil, from state: BoostingState? = nil) {
        let width = rounds.objective.scale.width
        guard classes != 1 else { return }
        let training = NativeBuffer<Double>(observer == nil ? 0 : learningRows * width, repeating: 0)
        let watched = NativeBuffer<Double>(observer == nil ? 0 : otherRows * width, repeating: 0)
        let wanted = max(parameters.trees, 1)
        if let state, rounds.resume(Array(state.trees.prefix(wanted * rounds.objective.outputs)), units: state.units) {
            guard !state.isOver, rounds.iteration < wanted else { return }
        }
        for step in rounds.iteration + 1..<wanted + 1 {
            let rate = observer?.learningRate(at: step, planned: parameters.learningRate) ?? parameters.learningRate
            let canGoOn = rounds.grow(learningRate: rate.isFinite ? rate : parameters.learningRate)
            guard let observer else {
                if canGoOn { continue } else { return }
            }
            rounds.predictLearning(into: training.base)
            rounds.predictOthers(into: watched.base)
            let directive = observer.step(
                step, training: UnsafeBufferPointer(start: training.base, count: training.count),
                watched: otherRows > 0 ? UnsafeBufferPointer(start: watched.base, count: watched.count) : nil)
            if observer.wantsCheckpoint(after: step) {
                let state = BoostingState(
                    rows: learningRows, trees: rounds.trees, units: rounds.units, isOver: !canGoOn, choice: choice)
                observer.keep(FitCheckpoint(step: step, bytes: state.bytes))
            }
            guard canGoOn, case .proceed = directive else { return }
        }
    }

    /// Grows trees until the loss on the other rows has not fallen for some rounds, and returns where it was least.
    ///
    /// Learning rates that somebody changed are not asked for: changes come with the steps that people see, which are those of the fit on
    /// all rows, and a rerun with the same changes has to choose the same number.
    func chosenStep(observer: any FitObserver) -> StepChoice {
        guard classes != 1 else { return StepChoice(step: 1, reason: .ended) }
        let limit = max(parameters.trees, 1)
        var best = (step: 1, loss: Double.infinity)
        for step in 1...limit {
            let canGoOn = rounds.grow(learningRate: parameters.learningRate)
            let loss = rounds.lossOfOthers()
            if loss < best.loss { best = (step, loss) }
            guard canGoOn, step - best.step < parameters.earlyStoppingRounds else {
                return StepChoice(step: best.step, reason: .ended)
            }
            guard case .proceed = observer.working() else { return StepChoice(step: best.step, reason: .stopped) }
        }
        return StepChoice(step: best.step, reason: .limit(limit))
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
        var start = rounds.objective.start
        if case .number(let mean, let unit) = rounds.objective.scale {
            start = [mean]
            for place in trees.indices where unit != 1 { trees[place].values = trees[place].values.map { $0 * unit } }
        }
        return BoostedModel(
            classes: classes, features: known, isLogarithm: rounds.objective.scale == .logarithm, start: start, trees: trees,
            bestStep: bestStep)
    }
}

/// The columns that a fit reads, and the rows in them.
struct BoostingColumns {
    let values: [FeatureValues]
    let learning: [Int32]
    let others: [Int32]
    /// Whether the columns are those of the table itself.
    let isShared: Bool

    /// Where both are rows of one table, its columns as they are; otherwise columns of both, one after the other.
    init(_ features: FeatureRows, _ others: FeatureRows?) {
        let own = features.rows ?? (0..<Int32(features.table.rowCount)).map { $0 }
        guard let others, others.table !== features.table else {
            values = features.table.features.map(\.values)
            learning = own
            isShared = true
            self.others = others.map { others in others.rows ?? (0..<Int32(others.table.rowCount)).map { $0 } } ?? []
            return
        }
        isShared = false
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
