/// Grows trees from histograms of integers: leaf by leaf, always splitting the leaf that gains most (Shi 2007; Ke et al. 2017), level by
/// level, or a whole level by one question.
///
/// All that depends on the number of threads is who adds which rows: sums of integers are the same in any order, so trees are.
final class TreeGrower {
    let matrix: BinnedMatrix
    let parameters: BoostingParameters
    let constraints: SplitConstraints
    let objective: any BoostingObjective
    let team: ThreadTeam
    /// Turns gains of the objective's units into those of the target.
    let gainScale: Double

    /// Rows that trees learn from, leaf by leaf; and rows that only follow the splits.
    let learning: RowSet
    let following: RowSet
    let histograms: HistogramPool
    /// A histogram for each thread but the first.
    let partial: NativeBuffer<Int64>
    let searches: [SplitSearch]
    /// The best split of the smaller and of the larger child, from each thread.
    let found: NativeBuffer<SplitCandidate>
    let sides = NativeBuffer<UInt8>(256, repeating: 0)
    let lefts: NativeBuffer<Int>
    /// Features that this tree may use, by their places among the used ones; nil for all.
    var chosen: [Bool]?
    var chosenByGroup: [[Int32]] = []
    /// Where each thread's share of the features begins.
    let shares: [Int]
    let binCount: Int
    var leaves: [Leaf] = []
    var isSymmetric: Bool { parameters.growth == .symmetric }

    /// Rows under which one thread is faster than several.
    static let rowsWorthSharing = 4096
    /// Bins under which one thread is faster than several.
    static let binsWorthSharing = 2048

    init(
        matrix: BinnedMatrix, parameters: BoostingParameters, constraints: SplitConstraints, objective: any BoostingObjective,
        team: ThreadTeam
    ) {
        self.matrix = matrix
        self.constraints = constraints
        self.objective = objective
        self.team = team
        gainScale = objective.gainScale
        var parameters = parameters
        if parameters.growth == .symmetric {
            // Whole levels: their number is what bounds the leaves.
            let depth = SymmetricSearch.depth(parameters, histogramLength: matrix.histogramLength)
            parameters.leaves = 1 << depth
            parameters.maxDepth = depth
            parameters.histogramBytes = .max
        }
        self.parameters = parameters
        let length = matrix.histogramLength
        learning = RowSet(capacity: matrix.rowCount)
        following = RowSet(capacity: matrix.rowCount)
        histograms = HistogramPool(length: length, leaves: parameters.leaves, budget: parameters.histogramBytes)
        partial = NativeBuffer(TreeGrower.sharesRows(matrix, team) ? (team.count - 1) * length : 0, repeating: 0)
        searches = (0..<team.count).map { _ in SplitSearch(parameters: parameters) }
        found = NativeBuffer(2 * team.count, repeating: SplitCandidate())
        lefts = NativeBuffer(2 * team.count, repeating: 0)
        shares = TreeGrower.equalShares(matrix, count: team.count)
        binCount = matrix.binCount
    }

    /// Grows one tree.
    ///
    /// - `rows`: rows of the matrix to learn from; `others` only get their leaf's value.
    /// - `pairs`: the pair of each row.
    /// - `features`: whether each used feature may be split on; nil for all.
    /// - `learningRate`: what the leaves' values are multiplied with.
    /// - `scores`: gets the tree's values added, for all these rows.
    func grow(
        rows: RowSelection, others: RowSelection, pairs: UnsafePointer<Int64>, layout: PairLayout, features: [Bool]?,
        learningRate: Double, scores: UnsafeMutablePointer<Double>
    ) -> BoostedTree {
        learning.reset(to: rows)
        following.reset(to: others)
        histograms.reset()
        choose(features)
        var tree = BoostedTree(values: [], rows: [])
        leaves = [Leaf(learning: 0..<learning.count, following: 0..<following.count)]
        leaves[0].groups = Array(constraints.groups.indices)
        leaves[0].allowed = constraints.allowed(leaves[0].groups)
        leaves.reserveCapacity(parameters.leaves)
        plantRoot(pairs: pairs, layout: layout)
        if isSymmetric {
            growLevels(pairs: pairs, layout: layout, tree: &tree)
        } else {
            while leaves.count < parameters.leaves, let place = mostGainful() {
                split(place, pairs: pairs, layout: layout, tree: &tree)
            }
        }
        finish(&tree, layout: layout, learningRate: learningRate, scores: scores)
        return tree
    }
}
