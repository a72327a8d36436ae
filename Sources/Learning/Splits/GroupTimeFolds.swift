/// Divisions in time whose training rows have none of the groups that score.
struct GroupTimeFolds {
    let time: TimeFolds
    /// The group of every row of the table.
    let groups: [Int32]
    let random: CounterRandom

    /// `folds` divisions: of `folds + 1` spans each but the first scores the groups that are new in it; where these have less than 1 / `folds` of
    /// its rows, other groups join them.
    ///
    /// - Precondition: there are more moments than folds.
    func folds(_ folds: Int) -> [RowParts] {
        time.spans(after: time.cuts(spans: folds + 1)).map { parts(scoring: $0, share: 1 / Double(folds)) }
    }

    /// The latest rows score, of groups that are new there or join those.
    func holdout(_ share: Double) -> RowParts {
        guard let cut = time.latest(share) else { return RowParts(training: time.rows, validation: []) }
        return parts(scoring: cut..<time.rows.count, share: 0.5)
    }

    private func parts(scoring span: Range<Int>, share: Double) -> RowParts {
        let past = time.rows[..<time.trainingEnd(before: span.lowerBound)]
        let known = Set(past.map { groups[Int($0)] })
        var sizes: [Int32: Int] = [:]
        var first: [Int32: Int32] = [:]
        for row in time.rows[span] {
            let group = groups[Int(row)]
            sizes[group, default: 0] += 1
            if first[group] == nil { first[group] = row }
        }
        var scoring = Set(sizes.keys.filter { !known.contains($0) })
        var size = scoring.reduce(0) { $0 + (sizes[$1] ?? 0) }
        // A group is known by its first row of the span.
        let others = first.filter { known.contains($0.key) }
            .map { (key: random.bits(Int($0.value)), group: $0.key) }
            .sorted { ($0.key, $0.group) < ($1.key, $1.group) }
        for other in others where Double(size) < share * Double(span.count) {
            scoring.insert(other.group)
            size += sizes[other.group] ?? 0
        }
        return RowParts(
            training: past.filter { !scoring.contains(groups[Int($0)]) },
            validation: time.rows[span].filter { scoring.contains(groups[Int($0)]) })
    }
}
