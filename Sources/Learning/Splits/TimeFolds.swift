import Recipes

/// When each row of a table was, and how far apart in time what trains and what scores have to be.
struct TimeOrder: Sendable {
    /// The rank of every row's moment.
    let ranks: [Int32]
    /// Every row's moment in seconds, where the column is a date.
    let seconds: [Double]?
    let gap: TimeGap?
    /// How much longer rows do not train that come after those that score.
    let embargo: TimeGap?

    init(ranks: [Int32], seconds: [Double]? = nil, gap: TimeGap? = nil, embargo: TimeGap? = nil) {
        self.ranks = ranks
        self.seconds = seconds
        self.gap = gap
        self.embargo = embargo
    }
}

/// Divisions in time: what came before trains, what follows scores. Rows of one moment stay together.
struct TimeFolds {
    /// In the order of time.
    let rows: [Int32]
    /// Places in ``rows`` where a new moment begins, without 0.
    private let borders: [Int]
    private let order: TimeOrder

    init(_ rows: [Int32], _ order: TimeOrder) {
        let ranks = order.ranks
        let sorted = rows.sorted { (ranks[Int($0)], $0) < (ranks[Int($1)], $1) }
        self.rows = sorted
        self.order = order
        borders = sorted.indices.dropFirst().filter { ranks[Int(sorted[$0])] != ranks[Int(sorted[$0 - 1])] }
    }

    /// The number of different moments.
    var momentCount: Int { rows.isEmpty ? 0 : borders.count + 1 }

    /// The places where so many spans of about equal size part, but for the first's start: one fewer than spans.
    ///
    /// - Precondition: there are at least as many moments as spans.
    func cuts(spans: Int) -> [Int] {
        var cuts: [Int] = []
        var next = 0
        for cut in 1..<spans {
            // The border nearest to an even cut that leaves enough of them for the cuts still to come.
            let even = cut * rows.count / spans
            let last = borders.count - (spans - 1 - cut) - 1
            while next < last, abs(borders[next + 1] - even) <= abs(borders[next] - even) { next += 1 }
            cuts.append(borders[next])
            next += 1
        }
        return cuts
    }

    /// `folds` divisions: of `folds + 1` spans the first only trains, and each later one is scored by what was fitted on all before it,
    /// up to the gap.
    ///
    /// - Precondition: there are more moments than folds.
    func forward(_ folds: Int) -> [RowParts] {
        spans(after: cuts(spans: folds + 1)).map { span in
            RowParts(training: Array(rows[..<trainingEnd(before: span.lowerBound)]), validation: Array(rows[span]))
        }
    }

    /// `folds` divisions: of as many spans each scores once, and what lies before and after it trains, without gap and embargo.
    ///
    /// - Precondition: there are at least as many moments as folds.
    func purged(_ folds: Int) -> [RowParts] {
        spans(after: [0] + cuts(spans: folds)).map { span in
            let before = span.lowerBound == 0 ? 0 : trainingEnd(before: span.lowerBound)
            let after = trainingStart(after: span.upperBound)
            return RowParts(training: Array(rows[..<before] + rows[after...]), validation: Array(rows[span]))
        }
    }

    /// The latest rows score.
    func holdout(_ share: Double) -> RowParts {
        guard let cut = latest(share) else { return RowParts(training: rows, validation: []) }
        return RowParts(training: Array(rows[..<trainingEnd(before: cut)]), validation: Array(rows[cut...]))
    }

    /// Where a share of the rows, the latest, begins; nil where all rows are of one moment.
    func latest(_ share: Double) -> Int? {
        let even = rows.count - Int((share * Double(rows.count)).rounded())
        return borders.min { abs($0 - even) < abs($1 - even) }
    }

    /// From each cut to the next, and from the last to the end.
    func spans(after cuts: [Int]) -> [Range<Int>] {
        zip(cuts, cuts.dropFirst() + [rows.count]).map { $0..<$1 }
    }

    /// The end of the rows that may train before the one at `cut` scores.
    func trainingEnd(before cut: Int) -> Int {
        guard let gap = order.gap else { return cut }
        if let length = gap.seconds, let seconds = order.seconds {
            let latest = seconds[Int(rows[cut])] - length
            return rows[..<cut].partitioningIndex { seconds[Int($0)] > latest }
        }
        let wanted = max(0, cut - (gap.rows ?? 0))
        // Down to where a moment begins, so that none is cut in two.
        return borders.last { $0 <= wanted } ?? 0
    }

    /// The first of the rows that may train after the ones before `end` scored.
    private func trainingStart(after end: Int) -> Int {
        guard end < rows.count else { return end }
        var start = end
        var moment = order.seconds.map { $0[Int(rows[end - 1])] }
        for gap in [order.gap, order.embargo] {
            guard let gap else { continue }
            if let length = gap.seconds, let seconds = order.seconds, let from = moment {
                moment = from + length
                start = rows[start...].partitioningIndex { seconds[Int($0)] >= from + length }
            } else {
                let wanted = min(rows.count, start + (gap.rows ?? 0))
                start = borders.first { $0 >= wanted } ?? rows.count
                moment = order.seconds.map { $0[Int(rows[start - 1])] }
            }
        }
        return start
    }
}

extension RandomAccessCollection {
    /// The first place whose element the predicate holds for, where it holds for all after that too.
    ///
    /// - Complexity: O(log n).
    func partitioningIndex(_ belongsAfter: (Element) -> Bool) -> Index {
        var (low, count) = (startIndex, count)
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if belongsAfter(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}
