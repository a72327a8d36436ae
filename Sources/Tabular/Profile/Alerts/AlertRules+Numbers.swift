import Recipes
import Statistics

extension AlertRules {
    /// Shapes that trouble a model: infinite and far values, skewness, zeros, a grid.
    func ofNumbers(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        guard column.kind == .number, let numeric = summary.profile.numeric else {
            return summary.profile.infinite > 0 ? [infinite(column, summary)] : []
        }
        var found: [Ranked] = summary.profile.infinite > 0 ? [infinite(column, summary)] : []
        // A column that is nearly one value is told as that. Counts up to a few are skewed by nature.
        guard let top = summary.profile.top.first, Double(top.count) <= 0.99 * Double(rows - summary.profile.missing) else {
            return found
        }
        let isCount = summary.isWhole && summary.profile.distinct <= 20
        let isSkewed = abs(numeric.skewness) > (isCount ? 20 : 2) && summary.profile.distinct > 2
        if isSkewed { found.append(skewed(column, numeric)) }
        found += outliers(column, summary, isSkewed: isSkewed)
        if let zeros = zeros(column, summary) { found.append(zeros) }
        if let uniform = uniform(column, summary) { found.append(uniform) }
        if let sentinel = sentinel(column, summary) { found.append(sentinel) }
        return found
    }

    private func infinite(_ column: Column, _ summary: ColumnSummary) -> Ranked {
        let count = summary.profile.infinite
        return make(
            .infinite, column, .warn, 0.5 + Double(count) / Double(rows) / 2,
            "\(counted(count)) \(count == 1 ? "value is" : "values are") infinite",
            rows: RowFilter.any([RowFilter.term(column.name, "=", "inf"), RowFilter.term(column.name, "=", "-inf")]))
    }

    private func skewed(_ column: Column, _ numeric: ColumnProfile.Numeric) -> Ranked {
        let hasLog = numeric.min >= 0 && numeric.skewness > 0
        let edits: [AlertKind.Remedy] = hasLog ? [.log, .clip] : [.clip]
        return make(
            .skewed, column, abs(numeric.skewness) > 20 ? .warn : .note, min(1, abs(numeric.skewness) / 100),
            "its skewness is \(rounded(numeric.skewness)): the median is \(column.text(ofRounded: numeric.quantiles[2])), "
                + (numeric.skewness > 0
                    ? "the largest \(column.text(of: numeric.max))" : "the least \(column.text(of: numeric.min))"),
            remedies: edits.compactMap { $0.edit(column) })
    }

    /// Far values of a column that is skewed on the whole are told by its skewness, unless they stand very far off.
    private func outliers(_ column: Column, _ summary: ColumnSummary, isSkewed: Bool) -> [Ranked] {
        guard let fences = summary.fences, fences.count > 0, summary.profile.distinct > 10 else { return [] }
        let present = rows - summary.profile.missing
        let share = Double(fences.count) / Double(present)
        guard share <= (isSkewed ? max(0.001, 3 / Double(present)) : 0.01), fences.reach >= (isSkewed ? 10 : 8) else { return [] }
        let (low, high) = (JSON.numberText(fences.low), JSON.numberText(fences.high))
        let (conditions, words): (String, String)
        if fences.below == 0 {
            (conditions, words) = (RowFilter.term(column.name, ">", high), "above \(high)")
        } else if fences.above == 0 {
            (conditions, words) = (RowFilter.term(column.name, "<", low), "below \(low)")
        } else {
            (conditions, words) = (
                RowFilter.any([RowFilter.term(column.name, "<", low), RowFilter.term(column.name, ">", high)]),
                "below \(low) or above \(high)"
            )
        }
        return [
            make(
                .outliers, column, .note, min(0.5, fences.reach / 1000),
                "\(counted(fences.count, "value")) (\(percent(share))) \(fences.count == 1 ? "lies" : "lie") \(words), "
                    + "the furthest \(counted(Int(min(fences.reach, 1e9)))) times as far off as the middle half is wide",
                rows: conditions)
        ]
    }

    private func zeros(_ column: Column, _ summary: ColumnSummary) -> Ranked? {
        let profile = summary.profile
        guard profile.zeros > 0, profile.distinct > 20, let numeric = profile.numeric else { return nil }
        let present = rows - profile.missing
        let share = Double(profile.zeros) / Double(present)
        let filter = RowFilter.term(column.name, "=", "0")
        let half = numeric.quantiles[3] - numeric.quantiles[1]
        if profile.negatives == 0, share < 0.1, half > 0, summary.leastPositive > 1.5 * half {
            let step = Step(.filter, ["rows": .string(RowFilter.term(column.name, "!=", "0"))])
            return make(
                .zeros, column, .note, 0.25,
                "0 stands in \(counted(profile.zeros, "row")) and the next value is "
                    + "\(column.text(of: summary.leastPositive)): it may mean missing",
                rows: filter, remedies: [.step(step)])
        }
        guard share > 0.1 else { return nil }
        return make(
            .zeros, column, .note, share / 10,
            "\(counted(profile.zeros)) of \(counted(present)) values (\(percent(share))) are 0",
            rows: filter, remedies: [])
    }

    /// A number that looks like a mark and stands beyond all others.
    private func sentinel(_ column: Column, _ summary: ColumnSummary) -> Ranked? {
        guard let ends = summary.ends, summary.profile.distinct > 20 else { return nil }
        let spread = ends.nextToMost - ends.nextToLeast
        let isMost = ends.most.count >= 5 && Self.isAllNines(ends.most.value) && ends.most.value - ends.nextToMost >= spread
        let isLeast =
            ends.least.count >= 5 && ends.nextToLeast >= 0
            && (ends.least.value == -1 || Self.isAllNines(-ends.least.value) && ends.nextToLeast - ends.least.value >= spread / 2)
        guard isMost || isLeast else { return nil }
        let (end, next) = isMost ? (ends.most, ends.nextToMost) : (ends.least, ends.nextToLeast)
        let text = column.text(of: end.value)
        let step = Step(.filter, ["rows": .string(RowFilter.term(column.name, "!=", text))])
        return make(
            .sentinel, column, .note, 0.35,
            "\(text) stands in \(counted(end.count, "row")) and the next value is \(column.text(of: next)): a mark, not a number?",
            rows: RowFilter.term(column.name, "=", text), remedies: [.step(step)])
    }

    /// 9, 99, 999 and so on from two digits.
    private static func isAllNines(_ value: Double) -> Bool {
        var nines = 99.0
        while nines < value, nines < 1e15 { nines = nines * 10 + 9 }
        return nines == value
    }

    /// Chance would make the counts of the bins more uneven than this.
    private func uniform(_ column: Column, _ summary: ColumnSummary) -> Ranked? {
        let profile = summary.profile
        guard let all = profile.histogram?.counts, all.count > Bins.standard / 2, profile.distinct > 100, rows >= 1000 else {
            return nil
        }
        // The last bin of whole numbers may hold fewer of them.
        let counts = summary.isWhole ? all.dropLast() : all[...]
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        let statistic = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        let p = ChiSquaredDistribution(degreesOfFreedom: Double(counts.count - 1)).sf(statistic)
        guard p > 0.999 else { return nil }
        return make(
            .uniform, column, .note, 0.1,
            "its values are spread as evenly as an index or a clock (chi-squared p \(p > 0.9999 ? "> 0.9999" : rounded(p)))")
    }
}

extension Column {
    /// A number between two of this column, with one digit more than they have.
    func text(ofRounded value: Double) -> String {
        kind == .date ? text(of: value) : value == value.rounded() ? Self.text(of: value, decimals: 0) : shortNumber(value)
    }
}
