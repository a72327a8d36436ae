/// A fit as it goes on: scores, gradients, and the trees so far.
///
/// Rows are those of the matrix: first those that are learnt from, then those that are only scored.
final class BoostingRounds {
    let objective: any BoostingObjective
    private(set) var trees: [BoostedTree] = []
    /// The iterations that are done.
    private(set) var iteration = 0

    let matrix: BinnedMatrix
    let learningRows: Int
    private let parameters: BoostingParameters
    private let sampling: BoostingSampling
    private let team: ThreadTeam
    /// One that all threads work in; or for many classes one a thread, each of which grows another class's tree.
    private let growers: [TreeGrower]
    private let scores: NativeBuffer<Double>
    private let pairs: NativeBuffer<Int64>
    private let stride: Int
    private let layouts: NativeBuffer<PairLayout>
    private let totals: NativeBuffer<BlockTotals>
    /// The last round's sums of each output; before the first, bounds of them.
    private var sums: [BlockTotals]
    /// Sums and units as they were before gradients were last taken: from these they can be taken again, to the same bits.
    private var before: [(sums: BlockTotals, layout: PairLayout)] = []
    /// Whether the pairs belong to the scores as they stand.
    private var hasGradients = false

    /// Rows of a block; sums are taken block by block.
    static let blockRows = Parallel.blockRows

    /// The rows below `count` that are not listed.
    private static func others(_ listed: [UInt32], below count: Int) -> [UInt32] {
        var others: [UInt32] = []
        others.reserveCapacity(count - listed.count)
        var next = 0
        for row in 0..<UInt32(truncatingIfNeeded: count) {
            if next < listed.count, listed[next] == row { next += 1 } else { others.append(row) }
        }
        return others
    }

    init(
        matrix: BinnedMatrix, learningRows: Int, objective: any BoostingObjective, parameters: BoostingParameters,
        constraints: SplitConstraints, seed: Int, team: ThreadTeam
    ) {
        self.matrix = matrix
        self.learningRows = learningRows
        self.objective = objective
        self.parameters = parameters
        self.team = team
        sampling = BoostingSampling(parameters, seed: seed)
        let isByClass = objective.outputs > 1 && team.count > 1
        growers = (0..<(isByClass ? min(team.count, objective.outputs) : 1)).map { _ in
            TreeGrower(
                matrix: matrix, parameters: parameters, constraints: constraints, objective: objective,
                team: isByClass ? ThreadTeam(threads: 1) : team)
        }
        // Kernels read and write whole vectors of four.
        stride = (matrix.rowCount + 7) / 4 * 4
        scores = NativeBuffer(stride * objective.outputs, repeating: 0)
        pairs = NativeBuffer(stride * objective.outputs, repeating: 0)
        for (output, start) in objective.start.enumerated() {
            (scores.base + output * stride).update(repeating: start, count: stride)
        }
        layouts = NativeBuffer(
            objective.outputs,
            repeating: PairLayout(shift: objective.shift(rows: learningRows), gradientUnit: 1, hessianUnit: 1))
        let rows = Double(learningRows)
        sums = [BlockTotals](
            repeating: BlockTotals(gradient: objective.bounds.gradient * rows, hessian: objective.bounds.hessian * rows),
            count: objective.outputs)
        let blocks = Parallel.blockCount(rows: learningRows)
        totals = NativeBuffer(blocks * objective.outputs, repeating: BlockTotals())
    }

    /// The scores of an output, a row each.
    func scores(_ output: Int) -> UnsafePointer<Double> { UnsafePointer(scores.base + output * stride) }

    /// Grows the next tree of every output.
    ///
    /// - `learningRate`: the share of its correction that is taken.
    ///
    /// - Returns: False where no tree found a split and none ever will.
    func grow(learningRate: Double) -> Bool {
        if !hasGradients { takeGradients(predictions: nil) }
        hasGradients = false
        let rows = sampling.rows(iteration: iteration, of: learningRows)
        let learning = rows.map(RowSelection.list) ?? .range(0..<learningRows)
        let scoredOnly = RowSelection.range(learningRows..<matrix.rowCount)
        let following = rows.map { .joined([.list(BoostingRounds.others($0, below: learningRows)), scoredOnly]) } ?? scoredOnly
        let outputs = objective.outputs
        let grown = TreeResults(outputs)
        let task: (Int, Int) -> Void = { [self] output, thread in
            grown[output] = growers[thread].grow(
                rows: learning, others: following, pairs: pairs.base + output * stride, layout: layouts.base[output],
                features: sampling.features(tree: iteration * outputs + output, of: matrix.used.count),
                learningRate: learningRate, scores: scores.base + output * stride)
        }
        if growers.count > 1 {
            team.forEach(below: outputs, task)
        } else {
            for output in 0..<outputs { task(output, 0) }
        }
        iteration += 1
        team.endRound()
        let newTrees = grown.all
        trees += newTrees
        return sampling.isRandom || newTrees.contains { !$0.nodes.isEmpty }
    }

    /// Writes the predictions for the rows that are learnt from as the scores stand: at little cost, for the next round's
    /// gradients need the same exponentials and are taken on the way.
    func predictLearning(into target: UnsafeMutablePointer<Double>) { takeGradients(predictions: target) }

    /// Writes the predictions for the rows that are only scored.
    func predictOthers(into target: UnsafeMutablePointer<Double>) {
        let (first, count) = (learningRows, matrix.rowCount - learningRows)
        let width = objective.scale.width
        team.forEach(below: Parallel.blockCount(rows: count)) { [self] block, _ in
            let rows = Parallel.rows(ofBlock: block, of: count)
            objective.scale.write(
                scores.base + (first + rows.lowerBound), stride: stride, count: rows.count,
                to: target + rows.lowerBound * width)
        }
    }

    /// The loss over the rows that are only scored, summed.
    func lossOfOthers() -> Double {
        let (first, count) = (learningRows, matrix.rowCount - learningRows)
        let blocks = Parallel.blockCount(rows: count)
        let outputs = objective.outputs
        let totals = NativeBuffer<BlockTotals>(blocks * outputs, repeating: BlockTotals())
        team.forEach(below: blocks) { [self] block, _ in
            let rows = Parallel.rows(ofBlock: block, of: count)
            objective.block(
                first: first + rows.lowerBound, count: rows.count, scores: scores.base, stride: stride, pairs: nil,
                predictions: nil, layouts: layouts.base, totals: totals.base + block * outputs)
        }
        return (0..<blocks).reduce(0) { $0 + totals.base[$1 * outputs].loss }
    }

    /// Writes the pairs of all rows that are learnt from, in units that fit their sums.
    private func takeGradients(predictions: UnsafeMutablePointer<Double>?) {
        let outputs = objective.outputs
        let rows = learningRows
        let width = objective.scale.width
        let blocks = Parallel.blockCount(rows: rows)
        hasGradients = true
        before = (0..<outputs).map { (sums[$0], layouts.base[$0]) }
        // The units come from the sums of the round before. Sums do not depend on units, so where they have outgrown them, a second
        // time suffices.
        for output in 0..<outputs { setUnits(output, headroom: 1.0625) }
        for _ in 0..<2 {
            team.forEach(below: blocks) { [self] block, _ in
                let first = block * BoostingRounds.blockRows
                objective.block(
                    first: first, count: min(BoostingRounds.blockRows, rows - first), scores: scores.base, stride: stride,
                    pairs: pairs.base, predictions: predictions.map { $0 + first * width }, layouts: layouts.base,
                    totals: totals.base + block * outputs)
            }
            addUp(blocks)
            let isWithin = (0..<outputs).allSatisfy { output in
                layouts.base[output].holds(gradient: sums[output].gradient, hessian: sums[output].hessian, count: rows)
            }
            if isWithin { break }
            for output in 0..<outputs { setUnits(output, headroom: 1) }
        }
    }

    private func addUp(_ blocks: Int) {
        let outputs = objective.outputs
        for output in 0..<outputs {
            var sum = BlockTotals()
            for block in 0..<blocks {
                let part = totals.base[block * outputs + output]
                sum.gradient += part.gradient
                sum.hessian += part.hessian
            }
            sums[output] = sum
        }
    }

    private func setUnits(_ output: Int, headroom: Double) {
        layouts.base[output].fit(
            gradient: sums[output].gradient * headroom, hessian: sums[output].hessian * headroom, count: learningRows,
            countsRows: objective.countsRows)
    }
}

// MARK: - Going on

extension BoostingRounds {
    /// What it takes to go on from here, besides the trees.
    var units: [RoundUnits] {
        let now = hasGradients ? before : (0..<objective.outputs).map { (sums[$0], layouts.base[$0]) }
        return now.map { sums, layout in
            RoundUnits(
                gradientSum: sums.gradient, hessianSum: sums.hessian, gradientUnit: layout.gradientUnit,
                hessianUnit: layout.hessianUnit)
        }
    }

    /// Takes up where other rounds on the same rows were, before the first tree is grown.
    ///
    /// - Returns: False where the trees do not fit these rows; nothing has changed then.
    func resume(_ earlier: [BoostedTree], units: [RoundUnits]) -> Bool {
        let outputs = objective.outputs
        guard iteration == 0, units.count == outputs, earlier.count % outputs == 0 else { return false }
        guard let walk = BinnedWalk(earlier, over: matrix) else { return false }
        let blocks = Parallel.blockCount(rows: matrix.rowCount)
        team.forEach(below: blocks) { [self] block, _ in
            for (place, tree) in walk.trees.enumerated() {
                walk.add(
                    tree, rows: Parallel.rows(ofBlock: block, of: matrix.rowCount),
                    to: scores.base + place % outputs * stride)
            }
        }
        for (output, unit) in units.enumerated() {
            sums[output] = BlockTotals(gradient: unit.gradientSum, hessian: unit.hessianSum)
            layouts.base[output].gradientUnit = unit.gradientUnit
            layouts.base[output].hessianUnit = unit.hessianUnit
        }
        trees = earlier
        iteration = earlier.count / outputs
        hasGradients = false
        return true
    }
}

/// From what an output's gradients get their units.
struct RoundUnits: Equatable {
    var gradientSum: Double
    var hessianSum: Double
    var gradientUnit: Double
    var hessianUnit: Double
}

/// Trees that threads write into their own places.
private final class TreeResults: @unchecked Sendable {
    private let base: UnsafeMutablePointer<BoostedTree>
    private let count: Int

    init(_ count: Int) {
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: BoostedTree(values: [], rows: []), count: count)
        self.count = count
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    subscript(place: Int) -> BoostedTree {
        get { base[place] }
        set { base[place] = newValue }
    }

    var all: [BoostedTree] { (0..<count).map { base[$0] } }
}
