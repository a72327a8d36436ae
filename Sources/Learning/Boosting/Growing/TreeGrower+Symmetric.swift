/// Symmetric trees: all leaves of a level ask the same.
extension TreeGrower {
    /// Splits level after level. A leaf that the level's question would leave with too little on a side is not split any more.
    func growLevels(pairs: UnsafePointer<Int64>, layout: PairLayout, tree: inout BoostedTree) {
        for _ in 0..<parameters.maxDepth {
            let open = leaves.indices.filter { leaves[$0].slot >= 0 && canSplit(leaves[$0], layout) }
            guard !open.isEmpty, let best = levelSplit(open, layout) else { return }
            for place in open {
                let candidate = own(best, of: place, layout)
                guard let candidate else {
                    release(place)
                    continue
                }
                leaves[place].best = candidate
                split(place, pairs: pairs, layout: layout, tree: &tree)
            }
        }
    }

    /// The question that gains most over some leaves.
    private func levelSplit(_ open: [Int], _ layout: PairLayout) -> SplitCandidate? {
        let level = open.map { LevelLeaf(view: view(leaves[$0], layout), histogram: histograms[leaves[$0].slot]) }
        let allowed = leaves[open[0]].allowed
        let task: (Range<Int>, Int) -> Void = { [self] features, thread in
            var best = SplitCandidate()
            for feature in features where (chosen?[feature] ?? true) && (allowed?[feature] ?? true) {
                let bins = matrix.bins[matrix.used[feature]]
                let start = feature * BinnedMatrix.binsApart
                switch bins {
                case .numeric(_, let hasMissing):
                    searches[thread].searchNumeric(
                        level, at: start, bins: bins.valueBins, hasMissing: hasMissing, feature: feature,
                        direction: constraints.directions.isEmpty ? 0 : constraints.directions[feature], best: &best)
                case .categorical:
                    searches[thread].searchCategorical(level, at: start, bins: bins.count, feature: feature, best: &best)
                }
            }
            found.base[2 * thread] = best
        }
        if team.count > 1, binCount * open.count >= TreeGrower.binsWorthSharing {
            team.run { [self] thread in task(shares[thread]..<shares[thread + 1], thread) }
            for thread in 1..<team.count where found.base[2 * thread].isBetter(than: found.base[0]) {
                found.base[0] = found.base[2 * thread]
            }
        } else {
            task(0..<matrix.used.count, 0)
        }
        let best = found.base[0]
        // Where all gradients are equal, rounding would make gains of 1e-16.
        let rounding = level.reduce(0) { $0 + $1.view.own * $1.view.gainUnit } * 1e-12
        return best.gain > max(parameters.minSplitGain, rounding) ? best : nil
    }

    /// A level's split as one of its leaves takes part in it; nil where it leaves too little on a side.
    private func own(_ split: SplitCandidate, of place: Int, _ layout: PairLayout) -> SplitCandidate? {
        let histogram = histograms[leaves[place].slot] + Int(split.feature) * BinnedMatrix.binsApart
        let bins = matrix.bins[matrix.used[Int(split.feature)]]
        var sum: Int64 = 0
        if split.isCategorical {
            for bin in 0..<bins.count where split.leftBins[bin >> 6] >> UInt64(bin & 63) & 1 == 1 { sum &+= histogram[bin] }
        } else {
            for bin in 0...Int(split.lastLeftBin) { sum &+= histogram[bin] }
            if case .numeric(_, true) = bins, split.missingGoesLeft { sum &+= histogram[bins.valueBins] }
        }
        let view = view(leaves[place], layout)
        let direction = constraints.directions.isEmpty || split.isCategorical ? 0 : constraints.directions[Int(split.feature)]
        let lambda = view.lambda + (split.lambda - parameters.lambda) / layout.hessianUnit
        guard let gain = view.gain(leftSum: sum, direction: direction, lambda: lambda) else { return nil }
        var candidate = split
        candidate.leftSum = sum
        candidate.gain = max(gain * view.gainUnit, 0)
        return candidate
    }
}

/// A leaf of a level: its sums, and its histogram of all features.
struct LevelLeaf {
    let view: LeafView
    let histogram: UnsafeMutablePointer<Int64>
}

extension LeafView {
    /// What a split with this sum on the left gains beyond the leaf as it is; nil where it does not keep to the bounds.
    func gain(leftSum: Int64, direction: Int8, lambda: Double) -> Double? {
        let hessian = layout.hessian(leftSum)
        guard hessian >= leastHessian, layout.hessian(sum) - hessian >= leastHessian else { return nil }
        let gradient = Double(layout.gradient(leftSum))
        let left = LeafView.gain(gradient, Double(hessian), lambda: lambda, alpha: alpha, within: bounds)
        let right = LeafView.gain(
            self.gradient - gradient, self.hessian - Double(hessian), lambda: lambda, alpha: alpha, within: bounds)
        if direction > 0, left.value > right.value { return nil }
        if direction < 0, left.value < right.value { return nil }
        return left.gain + right.gain - own
    }
}
