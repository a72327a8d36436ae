/// Divisions in time: what came before trains, what follows scores. Rows of one moment stay together.
enum TimeFolds {
    /// Rows in the order of time, and the places where a new moment begins (without 0).
    private static func ordered(_ rows: [Int32], ranks: [Int32]) -> (rows: [Int32], borders: [Int]) {
        let order = rows.sorted { (ranks[Int($0)], $0) < (ranks[Int($1)], $1) }
        let borders = order.indices.dropFirst().filter { ranks[Int(order[$0])] != ranks[Int(order[$0 - 1])] }
        return (order, borders)
    }

    /// The number of different moments.
    static func momentCount(of rows: [Int32], ranks: [Int32]) -> Int {
        Set(rows.map { ranks[Int($0)] }).count
    }

    /// `folds` divisions: of `folds + 1` spans of about equal size the first only trains, and each later one is scored by what
    /// was fitted on all before it.
    ///
    /// - Precondition: there are more moments than folds.
    static func folds(_ folds: Int, of rows: [Int32], ranks: [Int32]) -> [RowParts] {
        let (order, borders) = ordered(rows, ranks: ranks)
        var cuts: [Int] = []
        var next = 0
        for fold in 1...folds {
            // The border nearest to an even cut that leaves enough of them for the folds still to come.
            let even = fold * order.count / (folds + 1)
            let last = borders.count - (folds - fold) - 1
            while next < last, abs(borders[next + 1] - even) <= abs(borders[next] - even) { next += 1 }
            cuts.append(borders[next])
            next += 1
        }
        return cuts.enumerated().map { index, cut in
            let end = index + 1 < cuts.count ? cuts[index + 1] : order.count
            return RowParts(training: Array(order[..<cut]), validation: Array(order[cut..<end]))
        }
    }

    /// The latest rows score.
    static func holdout(_ share: Double, of rows: [Int32], ranks: [Int32]) -> RowParts {
        let (order, borders) = ordered(rows, ranks: ranks)
        let even = order.count - Int((share * Double(order.count)).rounded())
        guard let cut = borders.min(by: { abs($0 - even) < abs($1 - even) }) else {
            return RowParts(training: rows, validation: [])
        }
        return RowParts(training: Array(order[..<cut]), validation: Array(order[cut...]))
    }
}
