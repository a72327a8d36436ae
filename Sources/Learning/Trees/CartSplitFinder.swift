/// A question that parts the rows of a node.
struct CartSplit {
    /// Codes of words on either side.
    struct Words {
        var left: [UInt16]
        var right: [UInt16]
        /// Rows whose word goes left.
        var leftRows: Int
    }

    var feature = 0
    /// For numbers: codes up to this go left. Until the best feature is known, the highest code on the left.
    var cut = 0
    /// The lowest code on the right, or 0 where none is or the cut is known.
    var above = 0
    /// For numbers with a threshold that was drawn.
    var drawn: DrawnCut?
    /// For words.
    var words: Words?
    /// Whether some rows of the node miss the feature.
    var hasMissing = false
    var missingGoesLeft = false
    /// What the split takes off the impurity, times the weight.
    var decrease = 0.0
}

/// A threshold that was drawn between the least and the greatest value of a node.
struct DrawnCut {
    let value: Double
    let low: Int
    let high: Int

    /// Half way where values are infinite.
    func cut(_ feature: CartFeature) -> Int {
        value.isFinite ? feature.cut(at: value, between: low, and: high) : feature.cut(between: low, and: high)
    }
}

/// Finds the best split of a node.
final class CartSplitFinder {
    private let table: CartTable
    private let parameters: CartParameters
    private let classes: Int
    /// Whether weights and sums of labels say all: for numbers, and for Gini's impurity of two classes.
    private let usesPairs: Bool
    private let drawsCuts: Bool
    private let featuresPerSplit: Int
    private let isWords: [Bool]
    /// What a decrease of the score is worth, in units of impurity.
    private let scale: Double
    private let keys: NativeBuffer<UInt32>
    private let keyRoom: NativeBuffer<UInt32>
    /// For nodes of more rows than 16 bits can tell apart.
    private let wideKeys: NativeBuffer<UInt64>
    private let wideRoom: NativeBuffer<UInt64>
    private let counts = NativeBuffer<UInt32>(512, repeating: 0)
    private let totals: NativeBuffer<Double>
    private let left: NativeBuffer<Double>
    private let sums: CartClassSums
    /// The features in the order in which they were drawn last.
    private var order: [Int32]
    private var random = CounterRandom(seed: 0)
    private var draws = 0
    /// Weight of all rows of the tree.
    private(set) var total = 0.0
    /// Rows that 16 bits can tell apart.
    private static let narrow = 65_535

    init(table: CartTable, target: CartTarget, parameters: CartParameters, capacity: Int) {
        self.table = table
        self.parameters = parameters
        classes = target.classes
        usesPairs = target.classes == 0 || (target.classes == 2 && !parameters.isEntropy)
        featuresPerSplit = parameters.featuresPerSplit(of: table.width, isClasses: target.classes > 0)
        drawsCuts = parameters.drawsCuts
        isWords = table.features.map(\.isWords)
        let isNumbers = target.classes == 0
        let inUnits = target.step * target.unit
        scale = isNumbers ? inUnits * inUnits : usesPairs ? 2 : parameters.isEntropy ? 1 / DeterministicMath.log(2) : 1
        keys = NativeBuffer(min(capacity, Self.narrow) + 4, repeating: 0)
        keyRoom = NativeBuffer(min(capacity, Self.narrow) + 4, repeating: 0)
        wideKeys = NativeBuffer(capacity > Self.narrow ? capacity : 0, repeating: 0)
        wideRoom = NativeBuffer(capacity > Self.narrow ? capacity : 0, repeating: 0)
        totals = NativeBuffer(max(1, classes), repeating: 0)
        left = NativeBuffer(max(1, classes), repeating: 0)
        sums = CartClassSums(totals: totals.base, left: left.base, isEntropy: parameters.isEntropy)
        order = (0..<Int32(table.width)).map { $0 }
    }

    /// Makes ready for a tree of so much weight.
    func begin(random: CounterRandom, total: Double) {
        self.random = random
        self.total = total
        draws = 0
        for place in order.indices { order[place] = Int32(place) }
    }

    /// The best split of some rows; nil where there is none, or all have the same label.
    func split(
        _ rows: UnsafePointer<UInt32>, _ stats: UnsafePointer<SIMD2<Double>>, count: Int, allowsWords: Bool
    ) -> CartSplit? {
        var node = CartNodeTotals(count: count, sums: .zero, base: stats[0].y, minLeaf: parameters.minLeaf)
        // What the score can come to: where it does, both sides are pure.
        var bound = 0.0
        for place in 0..<count {
            let stat = stats[place]
            let distance = stat.y - node.base
            node.sums += SIMD2(stat.x, stat.x * distance)
            bound += stat.x * distance * distance
        }
        guard bound > 0 else { return nil }
        var parts = 0.0
        if !usesPairs {
            for place in 0..<count {
                let label = Int(stats[place].y)
                let after = totals.base[label] + stats[place].x
                parts += sums.part(after) - sums.part(totals.base[label])
                totals.base[label] = after
            }
        }
        defer { if !usesPairs { for place in 0..<count { totals.base[Int(stats[place].y)] = 0 } } }
        var best = CartSplit()
        best.decrease = -.infinity
        var looked = 0
        for place in 0..<order.count where looked < featuresPerSplit {
            if featuresPerSplit < order.count {
                order.swapAt(place, place + random.integer(draws, below: order.count - place))
                draws &+= 1
            }
            let feature = Int(order[place])
            if isWords[feature], !allowsWords { continue }
            let task = Task(feature: feature, rows: rows, stats: stats, node: node, parts: parts)
            let isConstant =
                count <= Self.narrow
                ? consider(task, keys.base, keyRoom.base, &best) : consider(task, wideKeys.base, wideRoom.base, &best)
            if !isConstant { looked += 1 }
            if usesPairs, best.decrease >= bound { break }
        }
        let own = usesPairs ? node.sums.y * node.sums.y / node.sums.x : sums.score(parts, node.sums.x)
        guard best.decrease > -.infinity else { return nil }
        best.decrease = max(0, best.decrease - own)
        if let drawn = best.drawn { best.cut = drawn.cut(table.features[best.feature]) }
        if best.above > 0 { best.cut = table.features[best.feature].cut(between: best.cut, and: best.above) }
        guard best.decrease / total * scale + 2.220446049250313e-16 >= parameters.minDecrease else { return nil }
        return best
    }

    /// The impurity of some rows times their weight, in units of the target.
    func risk(_ stats: UnsafePointer<SIMD2<Double>>, count: Int) -> Double {
        guard count > 0 else { return 0 }
        let base = stats[0].y
        var (weight, sum, squares, parts) = (0.0, 0.0, 0.0, 0.0)
        for place in 0..<count {
            let stat = stats[place]
            weight += stat.x
            guard classes == 0 else {
                let before = totals.base[Int(stat.y)]
                parts += sums.part(before + stat.x) - sums.part(before)
                totals.base[Int(stat.y)] = before + stat.x
                continue
            }
            sum += stat.x * (stat.y - base)
            squares += stat.x * (stat.y - base) * (stat.y - base)
        }
        guard classes > 0 else { return max(0, squares - sum * sum / weight) * scale }
        for place in 0..<count { totals.base[Int(stats[place].y)] = 0 }
        return parameters.isEntropy ? max(0, -sums.score(parts, weight)) * scale : max(0, weight - parts / weight)
    }
}

extension CartSplitFinder {
    /// One feature at one node.
    private struct Task {
        let feature: Int
        let rows: UnsafePointer<UInt32>
        let stats: UnsafePointer<SIMD2<Double>>
        let node: CartNodeTotals
        let parts: Double
    }

    /// Looks for a better split by a feature; until the node's own score is taken off, the score stands for the decrease.
    ///
    /// - Returns: whether all rows have the same code.
    @inline(__always)
    private func consider<Key: FixedWidthInteger & UnsignedInteger>(
        _ task: Task, _ keys: UnsafeMutablePointer<Key>, _ room: UnsafeMutablePointer<Key>, _ best: inout CartSplit
    ) -> Bool {
        let (column, rows, count) = (table.column(task.feature), task.rows, task.node.count)
        let half = Key(truncatingIfNeeded: Key.bitWidth / 2)
        let first = column[Int(rows[0])]
        var differences: UInt16 = 0
        var highest: UInt16 = 0
        for place in 0..<count {
            let code = column[Int(rows[place])]
            differences |= code ^ first
            highest = max(highest, code)
            keys[place] = Key(truncatingIfNeeded: code) &<< half | Key(truncatingIfNeeded: place)
        }
        guard differences != 0 else { return true }
        let isWords = isWords[task.feature]
        if drawsCuts, !isWords {
            considerDrawnCut(task, keys, &best)
            return false
        }
        var sorted = KeySort.sort(keys, count: count, room: room, counts: counts.base)
        var present = count
        if highest == CartFeature.missing {
            while present > 0, UInt16(truncatingIfNeeded: sorted[present - 1] &>> half) == highest { present -= 1 }
        }
        var groups: [UInt16] = []
        if isWords {
            if usesPairs {
                (sorted, groups) = ordered(sorted, present, task, spare: sorted == keys ? room : keys, by: nil)
            } else {
                considerOrders(task, sorted, present, spare: sorted == keys ? room : keys, &best)
                return false
            }
        }
        var cut = CartCut(score: best.decrease)
        if usesPairs {
            CartScan.pairs(sorted, present: present, task.stats, task.node, best: &cut)
        } else {
            CartScan.classes(sorted, present: present, task.stats, task.node, sums, parts: task.parts, best: &cut)
        }
        if cut.position > 0 { take(cut, task, sorted, present, groups, &best) }
        return false
    }

    /// Makes a cut the best split.
    @inline(__always)
    private func take<Key: FixedWidthInteger & UnsignedInteger>(
        _ cut: CartCut, _ task: Task, _ sorted: UnsafeMutablePointer<Key>, _ present: Int, _ groups: [UInt16],
        _ best: inout CartSplit
    ) {
        let half = Key(truncatingIfNeeded: Key.bitWidth / 2)
        best = CartSplit(
            feature: task.feature, hasMissing: present < task.node.count, missingGoesLeft: cut.missingGoesLeft,
            decrease: cut.score)
        let low = Int(truncatingIfNeeded: sorted[cut.position - 1] &>> half)
        if isWords[task.feature] {
            best.words = CartSplit.Words(
                left: groups[..<low].sorted(), right: groups[low...].sorted(), leftRows: cut.position)
        } else if cut.position < present {
            best.cut = low
            best.above = Int(truncatingIfNeeded: sorted[cut.position] &>> half)
        } else {
            best.cut = table.features[task.feature].highestCode
        }
    }
}

// Words: put into an order, in which they are cut like numbers.
extension CartSplitFinder {
    /// Keys with places in an order of the words instead of codes: by their mean label, or by the share of a class. Of two classes and
    /// of numbers, one of the cuts in this order is the best of all divisions of the words (Fisher 1958,
    /// https://doi.org/10.1080/01621459.1958.10501479).
    ///
    /// - Returns: the keys, and the code at each place, from place 1.
    private func ordered<Key: FixedWidthInteger & UnsignedInteger>(
        _ sorted: UnsafeMutablePointer<Key>, _ present: Int, _ task: Task, spare: UnsafeMutablePointer<Key>, by label: Double?
    ) -> (UnsafeMutablePointer<Key>, [UInt16]) {
        let half = Key(truncatingIfNeeded: Key.bitWidth / 2)
        let mask = Key.max &>> half
        var words: [(mean: Double, code: UInt16, keys: Range<Int>)] = []
        var place = 0
        while place < present {
            let code = sorted[place] &>> half
            var sums = SIMD2<Double>.zero
            let start = place
            while place < present, sorted[place] &>> half == code {
                let stat = task.stats[Int(truncatingIfNeeded: sorted[place] & mask)]
                let value = label.map { stat.y == $0 ? 1.0 : 0.0 } ?? (stat.y - task.node.base)
                sums += SIMD2(stat.x, stat.x * value)
                place += 1
            }
            words.append((sums.y / sums.x, UInt16(truncatingIfNeeded: code), start..<place))
        }
        words.sort { ($0.mean, $0.code) < ($1.mean, $1.code) }
        var target = 0
        for (position, word) in words.enumerated() {
            for key in word.keys {
                spare[target] = Key(truncatingIfNeeded: position + 1) &<< half | (sorted[key] & mask)
                target += 1
            }
        }
        for key in present..<task.node.count { spare[key] = sorted[key] }
        return (spare, words.map(\.code))
    }

    /// Classes whose order of the words is looked at, the commonest of a node: with many classes no single order holds the best cut.
    private static let classOrders = 8

    private func considerOrders<Key: FixedWidthInteger & UnsignedInteger>(
        _ task: Task, _ sorted: UnsafeMutablePointer<Key>, _ present: Int, spare: UnsafeMutablePointer<Key>,
        _ best: inout CartSplit
    ) {
        let labels = Set((0..<task.node.count).map { Int(task.stats[$0].y) })
        let commonest = labels.sorted { (-totals.base[$0], $0) < (-totals.base[$1], $1) }.prefix(Self.classOrders)
        for label in commonest {
            let (keys, groups) = ordered(sorted, present, task, spare: spare, by: Double(label))
            var cut = CartCut(score: best.decrease)
            CartScan.classes(keys, present: present, task.stats, task.node, sums, parts: task.parts, best: &cut)
            if cut.position > 0 { take(cut, task, keys, present, groups, &best) }
        }
    }
}

// Extremely randomised trees: Geurts, Ernst and Wehenkel 2006, https://doi.org/10.1007/s10994-006-6226-1.
extension CartSplitFinder {
    /// Looks at one threshold, drawn between the least and the greatest value.
    @inline(__always)
    private func considerDrawnCut<Key: FixedWidthInteger & UnsignedInteger>(
        _ task: Task, _ keys: UnsafeMutablePointer<Key>, _ best: inout CartSplit
    ) {
        let half = Key(truncatingIfNeeded: Key.bitWidth / 2)
        var (low, high, missing) = (Int.max, 0, 0)
        for place in 0..<task.node.count {
            let code = Int(truncatingIfNeeded: keys[place] &>> half)
            if code == Int(CartFeature.missing) {
                missing &+= 1
            } else {
                low = min(low, code)
                high = max(high, code)
            }
        }
        let share = random.unit(draws)
        draws &+= 1
        let values = table.values[task.feature].base
        let drawn = values[low] * (1 - share) + values[high] * share
        // The highest code that goes left; the exact cut is worked out for the best split only.
        var cut = low
        if low == high {
            cut = low
        } else if !drawn.isFinite {
            cut = table.features[task.feature].cut(between: low, and: high)
        } else if task.node.count < 48 {
            for place in 0..<task.node.count {
                let code = Int(truncatingIfNeeded: keys[place] &>> half)
                if code != Int(CartFeature.missing), code > cut, code < high, values[code] <= drawn { cut = code }
            }
        } else {
            cut = table.features[task.feature].cut(at: drawn, between: low, and: high)
        }
        let before = best.decrease
        scanDrawn(task, keys, cut, missing, &best)
        if best.decrease > before, low < high { best.drawn = DrawnCut(value: drawn, low: low, high: high) }
    }

    @inline(__always)
    private func scanDrawn<Key: FixedWidthInteger & UnsignedInteger>(
        _ task: Task, _ keys: UnsafeMutablePointer<Key>, _ cut: Int, _ missing: Int, _ best: inout CartSplit
    ) {
        let half = Key(truncatingIfNeeded: Key.bitWidth / 2)
        for missingGoesLeft in missing > 0 ? [false, true] : [false] {
            var (count, score) = (0, -Double.infinity)
            if usesPairs {
                var left = SIMD2<Double>.zero
                for place in 0..<task.node.count {
                    let code = Int(truncatingIfNeeded: keys[place] &>> half)
                    let isLeft = code <= cut || (missingGoesLeft && code == Int(CartFeature.missing))
                    let stat = task.stats[place]
                    let weight = isLeft ? stat.x : 0
                    left += SIMD2(weight, weight * (stat.y - task.node.base))
                    count &+= isLeft ? 1 : 0
                }
                let right = task.node.sums - left
                if left.x > 0, right.x > 0 { score = left.y * left.y / left.x + right.y * right.y / right.x }
            } else {
                var (leftParts, rightParts, weight) = (0.0, task.parts, 0.0)
                for place in 0..<task.node.count {
                    let code = Int(truncatingIfNeeded: keys[place] &>> half)
                    guard code <= cut || (missingGoesLeft && code == Int(CartFeature.missing)) else { continue }
                    sums.move(task.stats[place], &leftParts, &rightParts)
                    weight += task.stats[place].x
                    count &+= 1
                }
                for place in 0..<task.node.count { left.base[Int(task.stats[place].y)] = 0 }
                let rest = task.node.sums.x - weight
                if weight > 0, rest > 0 { score = sums.score(leftParts, weight) + sums.score(rightParts, rest) }
            }
            guard score > best.decrease, count >= task.node.minLeaf, task.node.count - count >= task.node.minLeaf else {
                continue
            }
            best = CartSplit(
                feature: task.feature, cut: cut, hasMissing: missing > 0, missingGoesLeft: missingGoesLeft, decrease: score)
        }
    }
}
