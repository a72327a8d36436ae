/// Grows trees leaf by leaf, always splitting the leaf that gains most (Shi 2007; Ke et al. 2017), from histograms of integers.
///
/// All that depends on the number of threads is who adds which rows: sums of integers are the same in any order, so trees are.
final class TreeGrower {
    private let matrix: BinnedMatrix
    private let parameters: BoostingParameters
    private let team: ThreadTeam
    /// Turns gains of the objective's units into those of the target.
    private let gainScale: Double

    /// Rows that trees learn from, leaf by leaf; and rows that only follow the splits.
    private let learning: RowSet
    private let following: RowSet
    private let histograms: HistogramPool
    /// A histogram for each thread but the first.
    private let partial: NativeBuffer<Int64>
    private let searches: [SplitSearch]
    /// The best split of the smaller and of the larger child, from each thread.
    private let found: NativeBuffer<SplitCandidate>
    private let sides = NativeBuffer<UInt8>(256, repeating: 0)
    private let lefts: NativeBuffer<Int>
    /// Features that this tree may use, by their places among the used ones; nil for all.
    private var chosen: [Bool]?
    private var chosenByGroup: [[Int32]] = []
    /// Where each thread's share of the features begins.
    private let shares: [Int]
    private let binCount: Int
    private var leaves: [Leaf] = []

    /// Rows under which one thread is faster than several.
    private static let rowsWorthSharing = 4096
    /// Bins under which one thread is faster than several.
    private static let binsWorthSharing = 2048

    init(matrix: BinnedMatrix, parameters: BoostingParameters, gainScale: Double, team: ThreadTeam) {
        self.matrix = matrix
        self.parameters = parameters
        self.team = team
        self.gainScale = gainScale
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
    /// - `scores`: gets the tree's values added, for all these rows.
    func grow(
        rows: RowSelection, others: RowSelection, pairs: UnsafePointer<Int64>, layout: PairLayout, features: [Bool]?,
        scores: UnsafeMutablePointer<Double>
    ) -> BoostedTree {
        learning.reset(to: rows)
        following.reset(to: others)
        histograms.reset()
        choose(features)
        var tree = BoostedTree(values: [], rows: [])
        leaves = [Leaf(learning: 0..<learning.count, following: 0..<following.count)]
        leaves.reserveCapacity(parameters.leaves)
        plantRoot(pairs: pairs, layout: layout)
        while leaves.count < parameters.leaves, let place = mostGainful() {
            split(place, pairs: pairs, layout: layout, tree: &tree)
        }
        finish(&tree, layout: layout, scores: scores)
        return tree
    }
}

// MARK: - Leaves

extension TreeGrower {
    private struct Leaf {
        var learning: Range<Int>
        var following: Range<Int>
        var depth = 0
        /// The place of its histogram in the pool, or -1.
        var slot = -1
        var sum: Int64 = 0
        var lambda = 0.0
        var best = SplitCandidate()
        /// The node above, and on which side of it this leaf is.
        var parent = -1
        var isLeft = false
    }

    private func choose(_ features: [Bool]?) {
        chosen = features
        guard let features else { return chosenByGroup = [] }
        chosenByGroup = matrix.groups.map { group in
            group.features.filter { features[$0] }.map { Int32($0 - group.features.lowerBound) }
        }
    }

    private func plantRoot(pairs: UnsafePointer<Int64>, layout: PairLayout) {
        leaves[0].sum = learning.sum(of: pairs, team: team)
        leaves[0].lambda = parameters.lambda
        guard canSplit(leaves[0], layout) else { return }
        let slot = histograms.take() ?? 0
        leaves[0].slot = slot
        let target = histograms[slot]
        if sharesRows(learning.count) {
            team.run { [self] thread in
                let part = learning.part(thread, of: team.count, in: 0..<learning.count)
                let own = thread == 0 ? target : partialHistogram(thread)
                build(learning.base + part.lowerBound, part.count, pairs: pairs, into: own, groups: 0..<matrix.groups.count)
            }
        } else {
            buildByGroups(learning.base, learning.count, pairs: pairs, into: target)
        }
        search(small: 0, smallMerges: sharesRows(learning.count), large: nil, moving: nil, layout: layout)
    }

    /// The leaf whose split gains most; of equal ones the first.
    private func mostGainful() -> Int? {
        var place: Int?
        var gain = 0.0
        for (candidate, leaf) in leaves.enumerated() where leaf.best.gain > gain {
            place = candidate
            gain = leaf.best.gain
        }
        return place
    }

    private func view(_ leaf: Leaf, _ layout: PairLayout) -> LeafView {
        LeafView(sum: leaf.sum, rows: leaf.learning.count, layout: layout, parameters: parameters, gainScale: gainScale)
    }

    private func canSplit(_ leaf: Leaf, _ layout: PairLayout) -> Bool {
        guard parameters.maxDepth <= 0 || leaf.depth < parameters.maxDepth, matrix.used.count > 0 else { return false }
        return view(leaf, layout).canSplit
    }

    // MARK: - Splitting

    private func split(_ place: Int, pairs: UnsafePointer<Int64>, layout: PairLayout, tree: inout BoostedTree) {
        let leaf = leaves[place]
        let best = leaf.best
        best.writeSides(to: sides.base, valueBins: matrix.bins[matrix.used[Int(best.feature)]].valueBins)
        let rightSum = leaf.sum &- best.leftSum
        let leftIsSmall = layout.hessian(best.leftSum) <= layout.hessian(rightSum)
        var left = Leaf(learning: leaf.learning, following: leaf.following, depth: leaf.depth + 1)
        left.sum = best.leftSum
        left.lambda = best.lambda
        left.parent = tree.nodes.count
        left.isLeft = true
        var right = left
        right.sum = rightSum
        right.isLeft = false
        record(leaf, in: &tree)

        // The last two leaves are not split again, so they need no histograms.
        let isLast = leaves.count + 1 >= parameters.leaves
        let isShared = sharesRows(leaf.learning.count)
        let column = UnsafePointer(matrix.column(Int(best.feature)))
        var smallSlot = -1
        if !isLast { smallSlot = freeSlot(besides: [place]) }

        if isShared {
            let target = smallSlot >= 0 ? histograms[smallSlot] : nil
            team.run { [self] thread in
                shareOfSplit(
                    thread, leaf, column: column, leftIsSmall: leftIsSmall, pairs: pairs,
                    into: thread == 0 || target == nil ? target : partialHistogram(thread))
            }
            let counts = gatherCounts(leaf)
            left.learning = leaf.learning.lowerBound..<leaf.learning.lowerBound + counts.learning
            left.following = leaf.following.lowerBound..<leaf.following.lowerBound + counts.following
        } else {
            let count = learning.split(leaf.learning, column: column, sides: sides.base)
            left.learning = leaf.learning.lowerBound..<leaf.learning.lowerBound + count
            let follows = following.split(leaf.following, column: column, sides: sides.base)
            left.following = leaf.following.lowerBound..<leaf.following.lowerBound + follows
        }
        right.learning = left.learning.upperBound..<leaf.learning.upperBound
        right.following = left.following.upperBound..<leaf.following.upperBound

        leaves[place] = left
        leaves.append(right)
        guard !isLast else {
            // Shared splits still have to move their rows.
            if isShared { team.run { [self] thread in moveShare(thread, leaf) } }
            return
        }
        let small = leftIsSmall ? place : leaves.count - 1
        let large = leftIsSmall ? leaves.count - 1 : place
        leaves[small].slot = smallSlot
        leaves[large].slot = leaf.slot
        guard canSplit(leaves[small], layout) || canSplit(leaves[large], layout) else {
            if isShared { team.run { [self] thread in moveShare(thread, leaf) } }
            release(small)
            release(large)
            return
        }
        if !isShared {
            let range = leaves[small].learning
            buildByGroups(learning.base + range.lowerBound, range.count, pairs: pairs, into: histograms[smallSlot])
        }
        var moving = isShared ? leaf : nil
        if leaf.slot < 0 {
            // The histogram of both together was given up for want of room, so the larger side is counted too.
            if isShared { team.run { [self] thread in moveShare(thread, leaf) } }
            moving = nil
            leaves[large].slot = freeSlot(besides: [small, large])
            let range = leaves[large].learning
            buildByGroups(learning.base + range.lowerBound, range.count, pairs: pairs, into: histograms[leaves[large].slot])
        }
        search(small: small, smallMerges: isShared, large: (large, leaf.slot >= 0), moving: moving, layout: layout)
        if leaves[small].best.gain <= 0 { release(small) }
        if leaves[large].best.gain <= 0 { release(large) }
    }

    /// A thread's share of a split: its rows to their sides, and those of the smaller side into its histogram.
    private func shareOfSplit(
        _ thread: Int, _ leaf: Leaf, column: UnsafePointer<UInt8>, leftIsSmall: Bool, pairs: UnsafePointer<Int64>,
        into histogram: UnsafeMutablePointer<Int64>?
    ) {
        let part = learning.part(thread, of: team.count, in: leaf.learning)
        let count = learning.splitApart(part, column: column, sides: sides.base)
        lefts.base[2 * thread] = count
        let follows = following.part(thread, of: team.count, in: leaf.following)
        lefts.base[2 * thread + 1] = following.splitApart(follows, column: column, sides: sides.base)
        guard let histogram else { return }
        let rows = leftIsSmall ? learning.lefts + part.lowerBound : learning.rights + part.lowerBound
        build(rows, leftIsSmall ? count : part.count - count, pairs: pairs, into: histogram, groups: 0..<matrix.groups.count)
    }

    private func gatherCounts(_ leaf: Leaf) -> (learning: Int, following: Int) {
        var counts = (learning: 0, following: 0)
        for thread in 0..<team.count {
            counts.learning += lefts.base[2 * thread]
            counts.following += lefts.base[2 * thread + 1]
        }
        return counts
    }

    /// Moves a thread's rows from where it put them apart to where they belong.
    private func moveShare(_ thread: Int, _ leaf: Leaf) {
        learning.gather(thread, of: team.count, in: leaf.learning) { [lefts] in lefts.base[2 * $0] }
        following.gather(thread, of: team.count, in: leaf.following) { [lefts] in lefts.base[2 * $0 + 1] }
    }

    private func record(_ leaf: Leaf, in tree: inout BoostedTree) {
        let best = leaf.best
        let feature = matrix.used[Int(best.feature)]
        var node = BoostedTree.Node(feature: Int32(feature))
        node.gain = best.gain.isFinite ? best.gain : .greatestFiniteMagnitude
        node.rows = Int32(leaf.learning.count)
        if best.isCategorical {
            node.set = Int32(tree.sets.count)
            tree.sets.append(best.leftBins)
        } else if case .numeric(let edges, _) = matrix.bins[feature] {
            node.missingGoesLeft = best.missingGoesLeft
            node.threshold = Int(best.lastLeftBin) < edges.count ? edges[Int(best.lastLeftBin)] : .infinity
        }
        if leaf.parent >= 0 {
            let here = Int32(tree.nodes.count)
            if leaf.isLeft { tree.nodes[leaf.parent].left = here } else { tree.nodes[leaf.parent].right = here }
        }
        tree.nodes.append(node)
    }

    /// Gives the leaves their values and adds these to the scores.
    private func finish(_ tree: inout BoostedTree, layout: PairLayout, scores: UnsafeMutablePointer<Double>) {
        for (place, leaf) in leaves.enumerated() {
            let gradient = LeafView.shrunk(Double(layout.gradient(leaf.sum)) * layout.gradientUnit, by: parameters.alpha)
            let weight = Double(layout.hessian(leaf.sum)) * layout.hessianUnit + leaf.lambda
            let value = tree.nodes.isEmpty || weight <= 0 ? 0 : -gradient / weight * parameters.learningRate
            tree.values.append(value.isFinite ? value : 0)
            tree.rows.append(Int32(leaf.learning.count))
            guard leaf.parent >= 0 else { continue }
            if leaf.isLeft { tree.nodes[leaf.parent].left = ~Int32(place) } else { tree.nodes[leaf.parent].right = ~Int32(place) }
        }
        guard !tree.nodes.isEmpty else { return }
        let values = tree.values
        let ranges = leaves.map { ($0.learning, $0.following) }
        let share: (Int, Int) -> Void = { [learning, following] thread, threads in
            for (place, range) in ranges.enumerated() {
                let learns = learning.part(thread, of: threads, in: range.0)
                HistogramKernels.add(values[place], to: scores, rows: learning.base + learns.lowerBound, count: learns.count)
                let follows = following.part(thread, of: threads, in: range.1)
                HistogramKernels.add(values[place], to: scores, rows: following.base + follows.lowerBound, count: follows.count)
            }
        }
        if learning.count + following.count >= TreeGrower.rowsWorthSharing {
            team.run { [team] thread in share(thread, team.count) }
        } else {
            share(0, 1)
        }
    }
}

// MARK: - Histograms

extension TreeGrower {
    /// Wide tables share out features, which needs no merging; narrow ones rows.
    private static func sharesRows(_ matrix: BinnedMatrix, _ team: ThreadTeam) -> Bool {
        team.count > 1 && matrix.groups.count < 2 * team.count
    }

    private func sharesRows(_ count: Int) -> Bool {
        count >= TreeGrower.rowsWorthSharing && TreeGrower.sharesRows(matrix, team)
    }

    private func partialHistogram(_ thread: Int) -> UnsafeMutablePointer<Int64> {
        partial.base + (thread - 1) * matrix.histogramLength
    }

    /// Starts histograms of some groups afresh and adds rows.
    private func build(
        _ rows: UnsafePointer<UInt32>, _ count: Int, pairs: UnsafePointer<Int64>, into histogram: UnsafeMutablePointer<Int64>,
        groups: Range<Int>
    ) {
        for place in groups {
            let group = matrix.groups[place]
            let target = histogram + group.features.lowerBound * BinnedMatrix.binsApart
            for (slot, feature) in group.features.enumerated() {
                (target + slot * BinnedMatrix.binsApart).update(repeating: 0, count: Int(matrix.binCounts.base[feature]))
            }
            if chosenByGroup.isEmpty {
                HistogramKernels.accumulate(
                    rows: rows, count: count, bins: group.bins.base, stride: group.stride, pairs: pairs,
                    features: group.features.count, into: target)
            } else {
                chosenByGroup[place].withUnsafeBufferPointer {
                    guard let base = $0.baseAddress else { return }
                    HistogramKernels.accumulate(
                        rows: rows, count: count, bins: group.bins.base, stride: group.stride, pairs: pairs, chosen: base,
                        features: $0.count, into: target)
                }
            }
        }
    }

    private func buildByGroups(
        _ rows: UnsafePointer<UInt32>, _ count: Int, pairs: UnsafePointer<Int64>, into histogram: UnsafeMutablePointer<Int64>
    ) {
        if matrix.groups.count > 1, count >= 64 {
            team.forEach(below: matrix.groups.count) { [self] group, _ in
                build(rows, count, pairs: pairs, into: histogram, groups: group..<group + 1)
            }
        } else {
            build(rows, count, pairs: pairs, into: histogram, groups: 0..<matrix.groups.count)
        }
    }

    /// A free histogram; where there is none, that of the leaf which gains least is given up.
    private func freeSlot(besides kept: [Int]) -> Int {
        if let slot = histograms.take() { return slot }
        var victim = -1
        for (candidate, leaf) in leaves.enumerated() where leaf.slot >= 0 && !kept.contains(candidate) {
            if victim < 0 || leaf.best.gain < leaves[victim].best.gain { victim = candidate }
        }
        // The pool has room for three, and two are kept at the most.
        precondition(victim >= 0, "a histogram pool with less than three places")
        defer { leaves[victim].slot = -1 }
        return leaves[victim].slot
    }

    private func release(_ place: Int) {
        guard leaves[place].slot >= 0 else { return }
        histograms.give(leaves[place].slot)
        leaves[place].slot = -1
    }
}

// MARK: - Searching

extension TreeGrower {
    /// Completes the histograms of two new leaves and finds the best split of each.
    ///
    /// - `smallMerges`: whether the smaller leaf's histogram still lies in parts, a thread each.
    /// - `large`: the other leaf, and whether its histogram is still the parent's.
    /// - `moving`: the leaf that was split, where its rows still lie apart.
    private func search(
        small: Int, smallMerges: Bool, large: (place: Int, isParents: Bool)?, moving: Leaf?, layout: PairLayout
    ) {
        let task = SearchTask(
            small: histograms[leaves[small].slot], smallView: view(leaves[small], layout),
            searchesSmall: canSplit(leaves[small], layout), merges: smallMerges,
            large: large.map { histograms[leaves[$0.place].slot] }, largeView: view(leaves[large?.place ?? small], layout),
            searchesLarge: large.map { canSplit(leaves[$0.place], layout) } ?? false, derives: large?.isParents ?? false)
        if team.count > 1, moving != nil || binCount >= TreeGrower.binsWorthSharing {
            team.run { [self] thread in
                if let moving { moveShare(thread, moving) }
                search(task, features: shares[thread]..<shares[thread + 1], thread: thread)
            }
            for thread in 1..<team.count {
                for side in 0..<2 where found.base[2 * thread + side].isBetter(than: found.base[side]) {
                    found.base[side] = found.base[2 * thread + side]
                }
            }
        } else {
            search(task, features: 0..<matrix.used.count, thread: 0)
        }
        leaves[small].best = found.base[0]
        if let large { leaves[large.place].best = found.base[1] }
    }

    private struct SearchTask {
        let small: UnsafeMutablePointer<Int64>
        let smallView: LeafView
        let searchesSmall: Bool
        let merges: Bool
        let large: UnsafeMutablePointer<Int64>?
        let largeView: LeafView
        let searchesLarge: Bool
        let derives: Bool
    }

    private func search(_ task: SearchTask, features: Range<Int>, thread: Int) {
        var bestSmall = SplitCandidate()
        var bestLarge = SplitCandidate()
        let length = matrix.histogramLength
        for feature in features where chosen?[feature] ?? true {
            let start = feature * BinnedMatrix.binsApart
            let bins = Int(matrix.binCounts.base[feature])
            let small = task.small + start
            if task.merges {
                for other in 1..<team.count {
                    let part = partial.base + (other - 1) * length + start
                    for bin in 0..<bins { small[bin] &+= part[bin] }
                }
            }
            if task.derives, let large = task.large.map({ $0 + start }) {
                for bin in 0..<bins { large[bin] &-= small[bin] }
            }
            if task.searchesSmall { search(small, feature: feature, leaf: task.smallView, thread: thread, best: &bestSmall) }
            if task.searchesLarge, let large = task.large {
                search(large + start, feature: feature, leaf: task.largeView, thread: thread, best: &bestLarge)
            }
        }
        found.base[2 * thread] = bestSmall
        found.base[2 * thread + 1] = bestLarge
    }

    private func search(
        _ histogram: UnsafePointer<Int64>, feature: Int, leaf: LeafView, thread: Int, best: inout SplitCandidate
    ) {
        let bins = matrix.bins[matrix.used[feature]]
        switch bins {
        case .numeric(_, let hasMissing):
            searches[thread].searchNumeric(
                histogram, bins: bins.valueBins, hasMissing: hasMissing, feature: feature, leaf: leaf, best: &best)
        case .categorical:
            searches[thread].searchCategorical(histogram, bins: bins.count, feature: feature, leaf: leaf, best: &best)
        }
    }

    /// Stretches of features with about the same number of bins.
    private static func equalShares(_ matrix: BinnedMatrix, count: Int) -> [Int] {
        let all = matrix.binCount
        var shares = [0]
        var bins = 0
        for feature in 0..<matrix.used.count {
            bins += Int(matrix.binCounts.base[feature])
            while shares.count < count, bins * count >= all * shares.count { shares.append(feature + 1) }
        }
        while shares.count < count { shares.append(matrix.used.count) }
        return shares + [matrix.used.count]
    }
}
