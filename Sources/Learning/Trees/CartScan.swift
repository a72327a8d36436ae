/// The best place to cut rows in the order of a feature.
struct CartCut {
    /// Rows whose feature is there that go left.
    var position = 0
    var missingGoesLeft = false
    /// Larger is better; minus infinity where there is no cut.
    var score = -Double.infinity
}

/// What a scan needs of a node.
struct CartNodeTotals {
    /// Rows.
    var count = 0
    /// Sum of the weights, and of weights times labels (those less ``base``).
    var sums = SIMD2<Double>.zero
    /// A label of the node that others are taken relative to, so that sums stay small.
    var base = 0.0
    /// Rows that each side has at the least.
    var minLeaf = 1
}

/// Looks for the best cut among sorted keys: rows without the feature come last.
enum CartScan {
    /// For numbers, and for two classes by Gini's impurity, which is the same sum: the cut with the largest sum of squares over weights
    /// on both sides.
    @inline(__always)
    static func pairs<Key: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafePointer<Key>, present: Int, _ rows: UnsafePointer<SIMD2<Double>>, _ node: CartNodeTotals,
        best: inout CartCut
    ) {
        let missing = node.count &- present
        scanPairs(keys, 0..<present, missing > 0, .zero, 0, rows, node, false, &best)
        guard missing > 0 else { return }
        var start = SIMD2<Double>.zero
        for place in present..<node.count { start += pair(keys[place], rows, node.base) }
        scanPairs(keys, 0..<present, false, start, missing, rows, node, true, &best)
    }

    /// The weight, and the weight times the label, of a key's row.
    @inline(__always)
    private static func pair<Key: FixedWidthInteger & UnsignedInteger>(
        _ key: Key, _ rows: UnsafePointer<SIMD2<Double>>, _ base: Double
    ) -> SIMD2<Double> {
        let row = rows[Int(truncatingIfNeeded: key & (Key.max &>> Key(truncatingIfNeeded: Key.bitWidth / 2)))]
        return SIMD2(row.x, row.x * (row.y - base))
    }

    @inline(__always)
    private static func scanPairs<Key: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafePointer<Key>, _ range: Range<Int>, _ cutsAtEnd: Bool, _ start: SIMD2<Double>, _ startCount: Int,
        _ rows: UnsafePointer<SIMD2<Double>>, _ node: CartNodeTotals, _ missingGoesLeft: Bool, _ best: inout CartCut
    ) {
        let half = Key(truncatingIfNeeded: Key.bitWidth / 2)
        var left = start
        let total = node.sums
        let (least, most) = (node.minLeaf &- startCount, node.count &- node.minLeaf &- startCount)
        var (score, position) = (best.score, -1)
        let last = range.count &- 1
        for place in 0..<max(0, last) {
            left += pair(keys[place], rows, node.base)
            guard keys[place] &>> half != keys[place &+ 1] &>> half else { continue }
            let right = total - left
            let own = (left.y * left.y * right.x + right.y * right.y * left.x) / (left.x * right.x)
            if own > score, right.x > 0, place &+ 1 >= least, place &+ 1 <= most {
                score = own
                position = place &+ 1
            }
        }
        if cutsAtEnd, last >= 0 {
            left += pair(keys[last], rows, node.base)
            let right = total - left
            let own = (left.y * left.y * right.x + right.y * right.y * left.x) / (left.x * right.x)
            if own > score, right.x > 0, last &+ 1 >= least, last &+ 1 <= most {
                score = own
                position = last &+ 1
            }
        }
        if position > 0 { best = CartCut(position: position, missingGoesLeft: missingGoesLeft, score: score) }
    }
}

/// Sums by class while rows go over to the left, for any number of classes.
struct CartClassSums {
    /// Weight of each class in the node; all 0 between nodes.
    let totals: UnsafeMutablePointer<Double>
    /// Weight of each class on the left; all 0 between scans.
    let left: UnsafeMutablePointer<Double>
    let isEntropy: Bool
    /// What a class of weight w adds to the score of a side: its square, or w log w.
    @inline(__always)
    func part(_ weight: Double) -> Double { isEntropy ? Self.timesLog(weight) : weight * weight }

    /// w log w, which is 0 for 0.
    static func timesLog(_ weight: Double) -> Double { weight > 0 ? weight * DeterministicMath.log(weight) : 0 }

    /// How pure a side is, from the sum of its classes' parts.
    @inline(__always)
    func score(_ parts: Double, _ weight: Double) -> Double { isEntropy ? parts - Self.timesLog(weight) : parts / weight }

    /// Takes a row over to the left.
    @inline(__always)
    func move(_ row: SIMD2<Double>, _ leftParts: inout Double, _ rightParts: inout Double) {
        let label = Int(row.y)
        let before = left[label]
        let after = before + row.x
        left[label] = after
        let rest = totals[label] - before
        if isEntropy {
            leftParts += part(after) - part(before)
            rightParts += part(max(0, rest - row.x)) - part(rest)
        } else {
            leftParts += row.x * (before + after)
            rightParts -= row.x * (rest + (rest - row.x))
        }
    }
}

extension CartScan {
    /// For classes by either impurity.
    @inline(__always)
    static func classes<Key: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafePointer<Key>, present: Int, _ rows: UnsafePointer<SIMD2<Double>>, _ node: CartNodeTotals,
        _ sums: CartClassSums, parts: Double, best: inout CartCut
    ) {
        let missing = node.count &- present
        scanClasses(keys, present, missing > 0, nil, rows, node, sums, parts, &best)
        guard missing > 0 else { return }
        scanClasses(keys, present, false, present..<node.count, rows, node, sums, parts, &best)
    }

    /// - `startsWith`: keys of the rows that are on the left from the start.
    @inline(__always)
    private static func scanClasses<Key: FixedWidthInteger & UnsignedInteger>(
        _ keys: UnsafePointer<Key>, _ present: Int, _ cutsAtEnd: Bool, _ startsWith: Range<Int>?,
        _ rows: UnsafePointer<SIMD2<Double>>, _ node: CartNodeTotals, _ sums: CartClassSums, _ parts: Double,
        _ best: inout CartCut
    ) {
        let half = Key(truncatingIfNeeded: Key.bitWidth / 2)
        let mask = Key.max &>> half
        var (leftParts, rightParts, weight) = (0.0, parts, 0.0)
        if let startsWith {
            for place in startsWith {
                let row = rows[Int(truncatingIfNeeded: keys[place] & mask)]
                sums.move(row, &leftParts, &rightParts)
                weight += row.x
            }
        }
        let startCount = startsWith?.count ?? 0
        let (least, most) = (node.minLeaf &- startCount, node.count &- node.minLeaf &- startCount)
        var (score, position) = (best.score, -1)
        let end = cutsAtEnd ? present : present &- 1
        for place in 0..<max(0, end) {
            let row = rows[Int(truncatingIfNeeded: keys[place] & mask)]
            sums.move(row, &leftParts, &rightParts)
            weight += row.x
            if place &+ 1 < present, keys[place] &>> half == keys[place &+ 1] &>> half { continue }
            guard place &+ 1 >= least, place &+ 1 <= most else { continue }
            let rest = node.sums.x - weight
            guard rest > 0 else { continue }
            let own = sums.score(leftParts, weight) + sums.score(rightParts, rest)
            if own > score {
                score = own
                position = place &+ 1
            }
        }
        for place in 0..<max(0, end) { sums.left[Int(rows[Int(truncatingIfNeeded: keys[place] & mask)].y)] = 0 }
        if let startsWith {
            for place in startsWith { sums.left[Int(rows[Int(truncatingIfNeeded: keys[place] & mask)].y)] = 0 }
        }
        if position > 0 { best = CartCut(position: position, missingGoesLeft: startsWith != nil, score: score) }
    }
}
