/// Finds the best split of a leaf by one feature, from its histogram.
///
/// Each thread has one, for the room it works in.
final class SplitSearch {
    private let prefix = NativeBuffer<Int64>(256 + 8, repeating: 0)
    let gains = NativeBuffer<Double>(256 + 8, repeating: 0)
    /// Gains of a level's leaves added up, with the missing values on the right and on the left.
    let totals = NativeBuffer<Double>(512, repeating: 0)
    private let order = NativeBuffer<Ranked>(256, repeating: Ranked(ratio: 0, bin: 0))
    let parameters: BoostingParameters

    /// A category by its mean gradient.
    private struct Ranked: BitwiseCopyable {
        var ratio: Double
        var bin: Int
    }

    init(parameters: BoostingParameters) { self.parameters = parameters }

    // MARK: - Numbers

    /// Tries every threshold, with the missing values on either side.
    ///
    /// - `bins`: bins that hold numbers; where `hasMissing`, one more holds the missing values.
    /// - `direction`: 1 where the right side's value may not be below the left one's, -1 where not above, 0 where all is allowed.
    /// - `best`: replaced where a better split is found.
    ///
    /// - Complexity: O(bins).
    func searchNumeric(
        _ histogram: UnsafePointer<Int64>, bins: Int, hasMissing: Bool, feature: Int, direction: Int8 = 0, leaf: LeafView,
        best: inout SplitCandidate
    ) {
        let missing = hasMissing ? histogram[bins] : 0
        fillPrefix(histogram, bins: bins)
        // With missing values there is one threshold more: all numbers against what is missing.
        tryThresholds(
            leaf.layout.hessian(missing) > 0 ? bins : bins - 1, added: 0, missingGoesLeft: false, feature: feature,
            direction: direction,
            leaf: leaf, best: &best)
        if leaf.layout.hessian(missing) > 0 || missing != 0 {
            tryThresholds(
                bins - 1, added: missing, missingGoesLeft: true, feature: feature, direction: direction, leaf: leaf, best: &best)
        } else if best.feature == Int32(feature), !best.isCategorical {
            // None is missing here: what turns up later goes with the larger side.
            best.missingGoesLeft = 2 * leaf.layout.hessian(best.leftSum) >= leaf.layout.hessian(leaf.sum)
        }
    }

    private func tryThresholds(
        _ count: Int, added: Int64, missingGoesLeft: Bool, feature: Int, direction: Int8, leaf: LeafView,
        best: inout SplitCandidate
    ) {
        let prefix = prefix.base
        guard let (first, end) = stretch(count, added: added, leaf: leaf) else { return }
        let gains = gains.base
        let highest = fillGains(first, end, added: added, direction: direction, leaf: leaf)
        let gain = (highest - leaf.floor) * leaf.gainUnit
        guard gain > best.gain else { return }
        var bin = first
        while bin < end - 1, gains[bin] != highest { bin += 1 }
        best = SplitCandidate()
        best.gain = gain
        best.feature = Int32(feature)
        best.missingGoesLeft = missingGoesLeft
        best.lastLeftBin = Int32(bin)
        best.leftSum = prefix[bin] &+ added
        best.lambda = parameters.lambda
    }

    /// Adds up the bins from the first on.
    func fillPrefix(_ histogram: UnsafePointer<Int64>, bins: Int) {
        let prefix = prefix.base
        var sum: Int64 = 0
        for bin in 0..<bins {
            sum &+= histogram[bin]
            prefix[bin] = sum
        }
    }

    /// The thresholds that leave enough on both sides: the second derivatives only grow from bin to bin, so they are one stretch.
    func stretch(_ count: Int, added: Int64, leaf: LeafView) -> (first: Int, end: Int)? {
        let prefix = prefix.base
        let layout = leaf.layout
        let least = leaf.leastHessian
        let greatest = layout.hessian(leaf.sum) - least
        var first = 0
        while first < count, layout.hessian(prefix[first] &+ added) < least { first += 1 }
        var end = count
        while end > first, layout.hessian(prefix[end - 1] &+ added) > greatest { end -= 1 }
        return first < end ? (first, end) : nil
    }

    /// Writes the gain of each threshold of a stretch and returns the highest.
    func fillGains(_ first: Int, _ end: Int, added: Int64, direction: Int8, leaf: LeafView) -> Double {
        if direction != 0 || !leaf.bounds.isOpen {
            return fillBound(first, end, added: added, direction: direction, leaf: leaf)
        }
        return leaf.alpha == 0 ? fill(first, end, added: added, leaf: leaf) : fillShrunk(first, end, added: added, leaf: leaf)
    }

    /// Where values keep to bounds, and to a direction.
    private func fillBound(_ first: Int, _ end: Int, added: Int64, direction: Int8, leaf: LeafView) -> Double {
        var highest = -Double.infinity
        for bin in first..<end {
            let sum = prefix.base[bin] &+ added
            let gradient = Double(leaf.layout.gradient(sum))
            let hessian = Double(leaf.layout.hessian(sum))
            let left = LeafView.gain(gradient, hessian, lambda: leaf.lambda, alpha: leaf.alpha, within: leaf.bounds)
            let right = LeafView.gain(
                leaf.gradient - gradient, leaf.hessian - hessian, lambda: leaf.lambda, alpha: leaf.alpha, within: leaf.bounds)
            let isAgainst = direction > 0 ? left.value > right.value : direction < 0 && left.value < right.value
            let gain = isAgainst ? -.infinity : left.gain + right.gain
            gains.base[bin] = gain
            highest = max(highest, gain)
        }
        return highest
    }

    /// Writes the gain of each threshold and returns the highest: one division for both sides, four thresholds at a time.
    private func fill(_ first: Int, _ end: Int, added: Int64, leaf: LeafView) -> Double {
        let prefix = prefix.base
        let gains = gains.base
        let shift = SIMD4(repeating: UInt64(leaf.layout.shift))
        let mask = SIMD4(repeating: (UInt64(1) << UInt64(leaf.layout.shift)) &- 1)
        let sign = SIMD4(repeating: UInt64(1) << 63)
        let addend = SIMD4(repeating: UInt64(bitPattern: added))
        // Whole numbers below 2^52, put into the low bits of 2^52, are numbers once 2^52 is taken away.
        let exponent = SIMD4(repeating: UInt64(0x4330_0000_0000_0000))
        let gradientBias = SIMD4(repeating: 0x1p52 + Double(UInt64(1) << UInt64(63 - leaf.layout.shift)))
        let hessianBias = SIMD4<Double>(repeating: 0x1p52)
        let gradientAll = SIMD4(repeating: leaf.gradient)
        let weightAll = SIMD4(repeating: leaf.hessian + 2 * leaf.lambda)
        let lambda = SIMD4(repeating: leaf.lambda)
        var highest = SIMD4<Double>(repeating: -.infinity)
        var bin = first
        while bin < end {
            let sums = UnsafeRawPointer(prefix + bin).loadUnaligned(as: SIMD4<UInt64>.self) &+ addend
            let left = SIMD4<Double>(bits: ((sums ^ sign) &>> shift) | exponent) - gradientBias
            let leftWeight = SIMD4<Double>(bits: (sums & mask) | exponent) - hessianBias + lambda
            let right = gradientAll - left
            let rightWeight = weightAll - leftWeight
            let gain = (left * left * rightWeight + right * right * leftWeight) / (leftWeight * rightWeight)
            gain.store(at: gains + bin)
            if end &- bin >= 4 {
                highest.replace(with: gain, where: gain .> highest)
            } else {
                let isIn = (gain .> highest) .& (SIMD4<Int64>(0, 1, 2, 3) .< SIMD4(repeating: Int64(end &- bin)))
                highest.replace(with: gain, where: isIn)
            }
            bin &+= 4
        }
        return max(max(highest[0], highest[1]), max(highest[2], highest[3]))
    }

    /// The same with an L1 penalty.
    private func fillShrunk(_ first: Int, _ end: Int, added: Int64, leaf: LeafView) -> Double {
        var highest = -Double.infinity
        for bin in first..<end {
            let gain = pairGain(prefix.base[bin] &+ added, leaf: leaf, lambda: leaf.lambda)
            gains.base[bin] = gain
            highest = max(highest, gain)
        }
        return highest
    }

    /// The gain of a split with this sum on the left.
    private func pairGain(_ leftSum: Int64, leaf: LeafView, lambda: Double) -> Double {
        let gradient = Double(leaf.layout.gradient(leftSum))
        let hessian = Double(leaf.layout.hessian(leftSum))
        guard leaf.bounds.isOpen else {
            return LeafView.gain(gradient, hessian, lambda: lambda, alpha: leaf.alpha, within: leaf.bounds).gain
                + LeafView.gain(
                    leaf.gradient - gradient, leaf.hessian - hessian, lambda: lambda, alpha: leaf.alpha, within: leaf.bounds
                ).gain
        }
        return LeafView.gain(gradient, hessian, lambda: lambda, alpha: leaf.alpha)
            + LeafView.gain(leaf.gradient - gradient, leaf.hessian - hessian, lambda: lambda, alpha: leaf.alpha)
    }

    // MARK: - Categories

    /// Tries sets of categories: each against the rest where there are few; otherwise, in the order of mean gradient, the first
    /// ones and the last ones (Fisher 1958, https://doi.org/10.1080/01621459.1958.10501479, with LightGBM's smoothing and
    /// bounds). Bin 0, the other categories, never goes left.
    ///
    /// - Complexity: O(bins log bins).
    func searchCategorical(
        _ histogram: UnsafePointer<Int64>, bins: Int, feature: Int, leaf: LeafView, best: inout SplitCandidate
    ) {
        let layout = leaf.layout
        let total = layout.hessian(leaf.sum)
        func take(_ highest: Double, _ leftSum: Int64, lambda: Double, _ leftBins: SIMD4<UInt64>) {
            let gain = (highest - leaf.floor) * leaf.gainUnit
            guard gain > best.gain else { return }
            best = SplitCandidate()
            best.gain = gain
            best.feature = Int32(feature)
            best.isCategorical = true
            best.leftBins = leftBins
            best.leftSum = leftSum
            best.lambda = lambda
        }
        if bins - 1 <= parameters.maxOneVersusRest {
            for bin in 1..<bins {
                let hessian = layout.hessian(histogram[bin])
                guard hessian >= leaf.leastHessian, total - hessian >= leaf.leastHessian else { continue }
                var set = SIMD4<UInt64>.zero
                set[bin >> 6] |= 1 << UInt64(bin & 63)
                take(pairGain(histogram[bin], leaf: leaf, lambda: leaf.lambda), histogram[bin], lambda: parameters.lambda, set)
            }
            return
        }

        let smoothing = parameters.categorySmoothing / layout.hessianUnit
        let lambda = leaf.lambda + parameters.categoryLambda / layout.hessianUnit
        let order = order.base
        var count = 0
        for bin in 1..<bins {
            let hessian = Double(layout.hessian(histogram[bin]))
            // Rounded by adding a half: rows are never negative.
            guard hessian > 0, hessian * leaf.rowsPerUnit + 0.5 >= parameters.categorySmoothing else { continue }
            order[count] = Ranked(ratio: Double(layout.gradient(histogram[bin])) / (hessian + smoothing), bin: bin)
            count += 1
        }
        var ranked = UnsafeMutableBufferPointer(start: order, count: count)
        ranked.sort { a, b in
            a.ratio < b.ratio || (a.ratio == b.ratio && a.bin < b.bin)
        }
        let longest = min(parameters.maxCategories, (count + 1) / 2)
        for isFromFront in [true, false] {
            var left: Int64 = 0
            var groupRows = 0.0
            var set = SIMD4<UInt64>.zero
            for place in 0..<longest {
                let bin = order[isFromFront ? place : count - 1 - place].bin
                set[bin >> 6] |= 1 << UInt64(bin & 63)
                left &+= histogram[bin]
                groupRows += (Double(layout.hessian(histogram[bin])) * leaf.rowsPerUnit).rounded()
                let hessian = layout.hessian(left)
                guard hessian >= leaf.leastHessian else { continue }
                let rightRows = (Double(total - hessian) * leaf.rowsPerUnit).rounded()
                guard total - hessian >= leaf.leastHessian, rightRows >= Double(parameters.minGroupRows) else { break }
                guard groupRows >= Double(parameters.minGroupRows) else { continue }
                groupRows = 0
                take(
                    pairGain(left, leaf: leaf, lambda: lambda), left,
                    lambda: parameters.lambda + parameters.categoryLambda, set)
            }
        }
    }
}
