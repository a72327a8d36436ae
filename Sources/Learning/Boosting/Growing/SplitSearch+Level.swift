/// Questions for all leaves of a level.
extension SplitSearch {
    /// Tries every threshold on all leaves, with the missing values on either side.
    ///
    /// - `start`: where the feature's histogram is in each leaf's.
    /// - `best`: replaced where a better split is found; it has the gain of all leaves, and no sums.
    ///
    /// - Complexity: O(leaves x bins).
    func searchNumeric(
        _ level: [LevelLeaf], at start: Int, bins: Int, hasMissing: Bool, feature: Int, direction: Int8,
        best: inout SplitCandidate
    ) {
        let missingIsRight = totals.base
        let missingIsLeft = totals.base + 256
        missingIsRight.update(repeating: 0, count: bins)
        missingIsLeft.update(repeating: 0, count: bins)
        var missingRows = 0.0
        var hessianLeft = 0.0
        var hessian = 0.0
        for leaf in level {
            let histogram = leaf.histogram + start
            let missing = hasMissing ? histogram[bins] : 0
            let weight = leaf.view.gainUnit
            fillPrefix(histogram, bins: bins)
            let hasSome = leaf.view.layout.hessian(missing) > 0
            missingRows += Double(leaf.view.layout.hessian(missing))
            addGains(
                hasSome ? bins : bins - 1, added: 0, direction: direction, leaf: leaf.view, weight: weight, to: missingIsRight)
            addGains(bins - 1, added: missing, direction: direction, leaf: leaf.view, weight: weight, to: missingIsLeft)
        }
        var isFound = false
        for (gains, isLeft) in [(missingIsRight, false), (missingIsLeft, true)] where !isLeft || missingRows > 0 {
            for bin in 0..<bins where gains[bin] > best.gain {
                best = SplitCandidate()
                best.gain = gains[bin]
                best.feature = Int32(feature)
                best.missingGoesLeft = isLeft
                best.lastLeftBin = Int32(bin)
                best.lambda = parameters.lambda
                isFound = true
            }
        }
        guard isFound, missingRows == 0 else { return }
        // None is missing here: what turns up later goes with the larger side.
        for leaf in level {
            let histogram = leaf.histogram + start
            for bin in 0..<bins {
                let own = Double(leaf.view.layout.hessian(histogram[bin]))
                hessian += own
                if bin <= Int(best.lastLeftBin) { hessianLeft += own }
            }
        }
        best.missingGoesLeft = 2 * hessianLeft >= hessian
    }

    private func addGains(
        _ count: Int, added: Int64, direction: Int8, leaf: LeafView, weight: Double, to totals: UnsafeMutablePointer<Double>
    ) {
        guard let (first, end) = stretch(count, added: added, leaf: leaf) else { return }
        _ = fillGains(first, end, added: added, direction: direction, leaf: leaf)
        let gains = gains.base
        let own = leaf.own
        for bin in first..<end where gains[bin] > -.infinity { totals[bin] += (gains[bin] - own) * weight }
    }

    /// Tries sets of categories on all leaves: each against the rest where there are few; otherwise, in the order of their mean
    /// gradient over the level, the first ones and the last ones.
    ///
    /// - Complexity: O(leaves x bins).
    func searchCategorical(
        _ level: [LevelLeaf], at start: Int, bins: Int, feature: Int, best: inout SplitCandidate
    ) {
        let isOneVersusRest = bins - 1 <= parameters.maxOneVersusRest
        func take(_ sums: [Int64], _ set: SIMD4<UInt64>) {
            var gain = 0.0
            for (leaf, sum) in zip(level, sums) {
                let lambda = leaf.view.lambda + (isOneVersusRest ? 0 : parameters.categoryLambda / leaf.view.layout.hessianUnit)
                gain += (leaf.view.gain(leftSum: sum, direction: 0, lambda: lambda) ?? 0) * leaf.view.gainUnit
            }
            guard gain > best.gain else { return }
            best = SplitCandidate()
            best.gain = gain
            best.feature = Int32(feature)
            best.isCategorical = true
            best.leftBins = set
            best.lambda = parameters.lambda + (isOneVersusRest ? 0 : parameters.categoryLambda)
        }
        if isOneVersusRest {
            for bin in 1..<bins {
                var set = SIMD4<UInt64>.zero
                set[bin >> 6] |= 1 << UInt64(bin & 63)
                take(level.map { $0.histogram[start + bin] }, set)
            }
            return
        }
        let ranked = rankedByLevel(level, at: start, bins: bins)
        let longest = min(parameters.maxCategories, (ranked.count + 1) / 2)
        for order in [ranked, ranked.reversed()] {
            var sums = [Int64](repeating: 0, count: level.count)
            var set = SIMD4<UInt64>.zero
            var rows = 0.0
            for bin in order.prefix(longest) {
                set[bin >> 6] |= 1 << UInt64(bin & 63)
                for (place, leaf) in level.enumerated() {
                    sums[place] &+= leaf.histogram[start + bin]
                    rows += Double(leaf.view.layout.hessian(leaf.histogram[start + bin])) * leaf.view.rowsPerUnit
                }
                guard rows + 0.5 >= Double(parameters.minGroupRows) else { continue }
                rows = 0
                take(sums, set)
            }
        }
    }

    /// The categories with enough rows in the level, in the order of their mean gradient.
    private func rankedByLevel(_ level: [LevelLeaf], at start: Int, bins: Int) -> [Int] {
        var ranked: [(ratio: Double, bin: Int)] = []
        for bin in 1..<bins {
            var gradient = 0.0
            var hessian = 0.0
            var rows = 0.0
            for leaf in level {
                let layout = leaf.view.layout
                gradient += Double(layout.gradient(leaf.histogram[start + bin])) * layout.gradientUnit
                hessian += Double(layout.hessian(leaf.histogram[start + bin])) * layout.hessianUnit
                rows += Double(layout.hessian(leaf.histogram[start + bin])) * leaf.view.rowsPerUnit
            }
            guard hessian > 0, rows + 0.5 >= parameters.categorySmoothing else { continue }
            ranked.append((gradient / (hessian + parameters.categorySmoothing), bin))
        }
        return ranked.sorted { ($0.ratio, $0.bin) < ($1.ratio, $1.bin) }.map(\.bin)
    }
}
