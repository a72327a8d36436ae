import Recipes
import Statistics

/// Which measure tells how much a column says of the target.
enum AssociationRules {
    /// A table of counts larger than this is not made.
    private static let cellLimit = 20_000_000

    /// A number column: folded AUC for two classes, correlation ratio for more, Spearman for a quantity.
    ///
    /// - Complexity: O(rows), since the column is sorted and each value has its target beside it.
    static func association(of sorted: SortedColumn, with target: TargetView) -> ColumnProfile.Association? {
        guard !sorted.tags.isEmpty else { return nil }
        if target.task == .regression { return spearman(sorted, target) }
        return target.labels.count == 2 ? areaUnderCurve(sorted) : correlationRatio(sorted, groups: target.labels.count)
    }

    /// A column of words: corrected Cramer's V for classes, correlation ratio for a quantity.
    static func association(
        of codes: UnsafeBufferPointer<Int32>, count: Int, with target: TargetView
    ) -> ColumnProfile.Association? {
        guard count > 0 else { return nil }
        if target.task == .regression { return correlationRatio(codes, count: count, target) }
        let classes = target.labels.count
        guard count * classes <= cellLimit else { return nil }
        var counts = [Int](repeating: 0, count: count * classes)
        counts.withUnsafeMutableBufferPointer { counts in
            for row in 0..<codes.count where codes[row] >= 0 && target.tags[row] != TargetView.missingTag {
                counts[Int(codes[row]) &* classes &+ Int(target.tags[row])] &+= 1
            }
        }
        let v = ContingencyTable(counts, rows: count, columns: classes).correctedCramersV
        return ColumnProfile.Association(measure: "V", value: v, strength: v)
    }

    /// Counts in half pairs, so that ties leave no fraction.
    private static func areaUnderCurve(_ sorted: SortedColumn) -> ColumnProfile.Association? {
        var (below, positives) = (0, 0)
        var halfWins = 0.0
        sorted.forEachRun { _, places in
            var (positivesHere, negativesHere) = (0, 0)
            for place in places {
                let tag = sorted.tags[place]
                positivesHere &+= tag == 1 ? 1 : 0
                negativesHere &+= tag == 0 ? 1 : 0
            }
            halfWins += Double(positivesHere) * Double(2 &* below &+ negativesHere)
            below &+= negativesHere
            positives &+= positivesHere
        }
        guard positives > 0, below > 0 else { return nil }
        let area = halfWins / 2 / (Double(positives) * Double(below))
        let folded = max(area, 1 - area)
        return ColumnProfile.Association(measure: "AUC", value: folded, strength: 2 * (folded - 0.5))
    }

    /// Both orders are there already, so ranks over the rows that have both values need no more sorting.
    private static func spearman(_ sorted: SortedColumn, _ target: TargetView) -> ColumnProfile.Association? {
        // How many of the rows that have both values have each target.
        var ranks = [Double](repeating: 0, count: target.levels.count)
        for tag in sorted.tags where tag != TargetView.missingTag { ranks[Int(tag)] += 1 }
        var pairs = 0.0
        var yy = 0.0
        for level in ranks.indices {
            let count = ranks[level]
            ranks[level] = pairs + (count + 1) / 2
            pairs += count
        }
        guard pairs > 1 else { return nil }
        let mean = (pairs + 1) / 2
        var (before, xx, xy) = (0.0, 0.0, 0.0)
        sorted.forEachRun { _, places in
            var (count, sum) = (0.0, 0.0)
            for place in places where sorted.tags[place] != TargetView.missingTag {
                let deviation = ranks[Int(sorted.tags[place])] - mean
                sum += deviation
                yy += deviation * deviation
                count += 1
            }
            let deviation = before + (count + 1) / 2 - mean
            xx += count * deviation * deviation
            xy += sum * deviation
            before += count
        }
        guard xx > 0, yy > 0 else { return nil }
        let rho = min(1, abs(xy) / (xx.squareRoot() * yy.squareRoot()))
        return ColumnProfile.Association(measure: "ρ", value: rho, strength: rho)
    }

    private static func correlationRatio(_ sorted: SortedColumn, groups: Int) -> ColumnProfile.Association? {
        var (sum, number) = (0.0, 0)
        for place in sorted.finite where sorted.tags[place] != TargetView.missingTag {
            sum += sorted.values[place]
            number += 1
        }
        let mean = sum / Double(number)
        var groups = GroupSums(count: groups)
        for place in sorted.finite where sorted.tags[place] != TargetView.missingTag {
            groups.take(sorted.values[place] - mean, Int(sorted.tags[place]))
        }
        return groups.association
    }

    private static func correlationRatio(
        _ codes: UnsafeBufferPointer<Int32>, count: Int, _ target: TargetView
    ) -> ColumnProfile.Association? {
        var (sum, number) = (0.0, 0)
        for row in 0..<codes.count where codes[row] >= 0 {
            let value = target.number(target.tags[row])
            guard value.isFinite else { continue }
            sum += value
            number += 1
        }
        let mean = sum / Double(number)
        var groups = GroupSums(count: count)
        for row in 0..<codes.count where codes[row] >= 0 {
            let value = target.number(target.tags[row])
            if value.isFinite { groups.take(value - mean, Int(codes[row])) }
        }
        return groups.association
    }
}

/// What a correlation ratio is made of: the sum of deviations a group, and of all their squares.
private struct GroupSums {
    private var sums: [Double]
    private var sizes: [Int]
    private var squares = 0.0
    private var number = 0

    init(count: Int) {
        sums = [Double](repeating: 0, count: count)
        sizes = [Int](repeating: 0, count: count)
    }

    @inline(__always)
    mutating func take(_ deviation: Double, _ group: Int) {
        sums[group] += deviation
        sizes[group] &+= 1
        squares += deviation * deviation
        number &+= 1
    }

    /// Eta, with the strength corrected for the number of groups (epsilon squared); nil where the values do not vary.
    var association: ColumnProfile.Association? {
        guard squares > 0, squares.isFinite, number > 1 else { return nil }
        var (between, used) = (0.0, 0)
        for group in sums.indices where sizes[group] > 0 {
            between += sums[group] * sums[group] / Double(sizes[group])
            used += 1
        }
        let share = min(1, max(0, between / squares))
        let freedom = Double(number - used)
        let corrected = freedom > 0 ? max(0, 1 - (1 - share) * Double(number - 1) / freedom) : 0
        return ColumnProfile.Association(measure: "η", value: share.squareRoot(), strength: corrected.squareRoot())
    }
}
