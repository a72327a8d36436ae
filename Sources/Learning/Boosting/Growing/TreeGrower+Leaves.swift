extension TreeGrower {
    /// A leaf of the tree that grows.
    struct Leaf {
        var learning: Range<Int>
        var following: Range<Int>
        var depth = 0
        /// The place of its histogram in the pool, or -1.
        var slot = -1
        var sum: Int64 = 0
        var lambda = 0.0
        var best = SplitCandidate()
        /// What its value must lie between, for the sake of monotone features.
        var bounds = ValueBounds()
        /// The groups of features that its path keeps to, and the features in them; nil for all.
        var groups: [Int] = []
        var allowed: [Bool]?
        /// The node above, and on which side of it this leaf is.
        var parent = -1
        var isLeft = false
    }

    func choose(_ features: [Bool]?) {
        chosen = features
        guard let features else { return chosenByGroup = [] }
        chosenByGroup = matrix.groups.map { group in
            group.features.filter { features[$0] }.map { Int32($0 - group.features.lowerBound) }
        }
    }

    func plantRoot(pairs: UnsafePointer<Int64>, layout: PairLayout) {
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

    /// The leaf whose split gains most; of equal ones the first. Where whole levels come first, of the least deep ones.
    func mostGainful() -> Int? {
        var place: Int?
        var gain = 0.0
        var depth = Int.max
        let byDepth = parameters.growth == .depthwise
        for (candidate, leaf) in leaves.enumerated() where leaf.best.gain > 0 {
            let isHigher = byDepth && leaf.depth < depth
            guard isHigher || (leaf.best.gain > gain && !(byDepth && leaf.depth > depth)) else { continue }
            place = candidate
            gain = leaf.best.gain
            depth = leaf.depth
        }
        return place
    }

    func view(_ leaf: Leaf, _ layout: PairLayout) -> LeafView {
        LeafView(
            sum: leaf.sum, rows: leaf.learning.count, layout: layout, parameters: parameters, gainScale: gainScale,
            bounds: leaf.bounds)
    }

    func canSplit(_ leaf: Leaf, _ layout: PairLayout) -> Bool {
        guard parameters.maxDepth <= 0 || leaf.depth < parameters.maxDepth, matrix.used.count > 0 else { return false }
        return view(leaf, layout).canSplit
    }

    // MARK: - Splitting

    func split(_ place: Int, pairs: UnsafePointer<Int64>, layout: PairLayout, tree: inout BoostedTree) {
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
        constrain(&left, &right, under: leaf, layout: layout)
        record(leaf, in: &tree)

        // The last two leaves are not split again, so they need no histograms; nor do those of the last level.
        let isLast = leaves.count + 1 >= parameters.leaves || (isSymmetric && leaf.depth + 1 >= parameters.maxDepth)
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
        for place in [small, large] where isSymmetric ? !canSplit(leaves[place], layout) : leaves[place].best.gain <= 0 {
            release(place)
        }
    }

    /// Hands the bounds of a leaf down to its sides, and those of a split by a monotone feature: what lies on either side of the
    /// middle between the two values stays there.
    func constrain(_ left: inout Leaf, _ right: inout Leaf, under leaf: Leaf, layout: PairLayout) {
        let feature = Int(leaf.best.feature)
        left.bounds = leaf.bounds
        right.bounds = leaf.bounds
        if !constraints.groups.isEmpty {
            left.groups = constraints.groups(leaf.groups, after: feature)
            left.allowed = constraints.allowed(left.groups)
            right.groups = left.groups
            right.allowed = left.allowed
        }
        guard !constraints.directions.isEmpty, constraints.directions[feature] != 0 else { return }
        let middle = value(left, layout) / 2 + value(right, layout) / 2
        if constraints.directions[feature] > 0 {
            left.bounds.upper = min(left.bounds.upper, middle)
            right.bounds.lower = max(right.bounds.lower, middle)
        } else {
            left.bounds.lower = max(left.bounds.lower, middle)
            right.bounds.upper = min(right.bounds.upper, middle)
        }
    }

    /// The value of a leaf, in units of the score and not yet shrunk.
    func value(_ leaf: Leaf, _ layout: PairLayout) -> Double {
        let gradient = LeafView.shrunk(Double(layout.gradient(leaf.sum)) * layout.gradientUnit, by: parameters.alpha)
        let weight = Double(layout.hessian(leaf.sum)) * layout.hessianUnit + leaf.lambda
        guard weight > 0 else { return leaf.bounds.clamp(0) }
        let value = -gradient / weight
        return leaf.bounds.clamp(value.isFinite ? value : 0)
    }

    /// A thread's share of a split: its rows to their sides, and those of the smaller side into its histogram.
    func shareOfSplit(
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

    func gatherCounts(_ leaf: Leaf) -> (learning: Int, following: Int) {
        var counts = (learning: 0, following: 0)
        for thread in 0..<team.count {
            counts.learning += lefts.base[2 * thread]
            counts.following += lefts.base[2 * thread + 1]
        }
        return counts
    }

    /// Moves a thread's rows from where it put them apart to where they belong.
    func moveShare(_ thread: Int, _ leaf: Leaf) {
        learning.gather(thread, of: team.count, in: leaf.learning) { [lefts] in lefts.base[2 * $0] }
        following.gather(thread, of: team.count, in: leaf.following) { [lefts] in lefts.base[2 * $0 + 1] }
    }

    func record(_ leaf: Leaf, in tree: inout BoostedTree) {
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
    func finish(
        _ tree: inout BoostedTree, layout: PairLayout, learningRate: Double, scores: UnsafeMutablePointer<Double>
    ) {
        for (place, leaf) in leaves.enumerated() {
            let value = tree.nodes.isEmpty ? 0 : value(leaf, layout)
            tree.values.append(objective.renewsLeaves ? value : value * learningRate)
            tree.rows.append(Int32(leaf.learning.count))
            guard leaf.parent >= 0 else { continue }
            if leaf.isLeft { tree.nodes[leaf.parent].left = ~Int32(place) } else { tree.nodes[leaf.parent].right = ~Int32(place) }
        }
        guard !tree.nodes.isEmpty else { return }
        if objective.renewsLeaves { renew(&tree, learningRate: learningRate, scores: scores) }
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
