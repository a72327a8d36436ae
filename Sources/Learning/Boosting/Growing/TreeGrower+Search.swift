extension TreeGrower {
    /// Completes the histograms of two new leaves and finds the best split of each.
    ///
    /// - `smallMerges`: whether the smaller leaf's histogram still lies in parts, a thread each.
    /// - `large`: the other leaf, and whether its histogram is still the parent's.
    /// - `moving`: the leaf that was split, where its rows still lie apart.
    func search(
        small: Int, smallMerges: Bool, large: (place: Int, isParents: Bool)?, moving: Leaf?, layout: PairLayout
    ) {
        let task = SearchTask(
            small: histograms[leaves[small].slot], smallView: view(leaves[small], layout),
            searchesSmall: !isSymmetric && canSplit(leaves[small], layout), merges: smallMerges,
            large: large.map { histograms[leaves[$0.place].slot] }, largeView: view(leaves[large?.place ?? small], layout),
            searchesLarge: !isSymmetric && (large.map { canSplit(leaves[$0.place], layout) } ?? false),
            derives: large?.isParents ?? false, allowed: leaves[small].allowed)
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

    struct SearchTask {
        let small: UnsafeMutablePointer<Int64>
        let smallView: LeafView
        let searchesSmall: Bool
        let merges: Bool
        let large: UnsafeMutablePointer<Int64>?
        let largeView: LeafView
        let searchesLarge: Bool
        let derives: Bool
        /// The features that both leaves may be split on; nil for all.
        let allowed: [Bool]?
    }

    func search(_ task: SearchTask, features: Range<Int>, thread: Int) {
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
            guard task.allowed?[feature] ?? true else { continue }
            if task.searchesSmall { search(small, feature: feature, leaf: task.smallView, thread: thread, best: &bestSmall) }
            if task.searchesLarge, let large = task.large {
                search(large + start, feature: feature, leaf: task.largeView, thread: thread, best: &bestLarge)
            }
        }
        found.base[2 * thread] = bestSmall
        found.base[2 * thread + 1] = bestLarge
    }

    func search(
        _ histogram: UnsafePointer<Int64>, feature: Int, leaf: LeafView, thread: Int, best: inout SplitCandidate
    ) {
        let bins = matrix.bins[matrix.used[feature]]
        switch bins {
        case .numeric(_, let hasMissing):
            searches[thread].searchNumeric(
                histogram, bins: bins.valueBins, hasMissing: hasMissing, feature: feature,
                direction: constraints.directions.isEmpty ? 0 : constraints.directions[feature], leaf: leaf, best: &best)
        case .categorical:
            searches[thread].searchCategorical(histogram, bins: bins.count, feature: feature, leaf: leaf, best: &best)
        }
    }

    /// Stretches of features with about the same number of bins.
    static func equalShares(_ matrix: BinnedMatrix, count: Int) -> [Int] {
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
