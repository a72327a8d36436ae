public import Recipes
import Statistics

extension Table {
    /// Counts the values of a column.
    ///
    /// - Parameters:
    ///   - column: the name; another than the table has gives no entries.
    ///   - rows: which rows; nil is all.
    ///   - target: what the mean in each value is of; of more than two classes the commonest are counted.
    ///   - bins: counts a number in so many bins of equal width instead of value by value.
    /// - Returns: an entry a value or bin.
    /// - Complexity: O(rows), and O(d log d) in different values.
    public func frequency(
        of column: String, rows: [Int32]? = nil, target: Recipe.Target? = nil, bins: Int? = nil
    ) -> FrequencyTable {
        guard let place = index(of: column) else { return FrequencyTable(column: column, entries: [], rows: 0) }
        let rows = rows ?? (0..<Int32(clamping: rowCount)).map { $0 }
        let groups = GroupedRows(columns[place], rows: rows, bins: bins)
        let outcome = target.flatMap { OutcomeByRow($0, of: self) }
        var sums = [OutcomeSum](repeating: OutcomeSum(), count: groups.labels.count)
        var all = OutcomeSum()
        if let outcome {
            for (index, row) in rows.enumerated() {
                let value = outcome.values[Int(row)]
                guard !value.isNaN else { continue }
                sums[groups.group[index]].add(value)
                all.add(value)
            }
        }
        let isShare = outcome?.isShare ?? false
        var entries = groups.labels.indices.map { group in
            FrequencyTable.Entry(
                value: groups.labels[group].text, bin: groups.labels[group].bin, isLast: groups.labels[group].isLast,
                count: groups.counts[group], target: outcome == nil ? nil : sums[group].mean(isShare: isShare))
        }
        let classes = target.flatMap { outcome == nil ? ClassByRow($0, of: self) : nil }
        if let classes {
            let counted = classes.counted(rows, in: groups)
            for group in entries.indices {
                entries[group].classCounts = Array(counted[group].dropLast())
                entries[group].classRows = counted[group].reduce(0, +)
            }
        }
        if bins == nil {
            // Stable: what stands equally often keeps the order of its values.
            entries = entries.enumerated()
                .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
        }
        var table = FrequencyTable(
            column: column, entries: entries.filter { $0.count > 0 || $0.bin != nil }, rows: rows.count,
            target: outcome == nil ? nil : all.mean(isShare: isShare))
        if let classes {
            table.classes = classes.labels
            table.classCounts = classes.labels.indices.map { place in entries.reduce(0) { $0 + $1.classCounts[place] } }
            table.classRows = entries.reduce(0) { $0 + $1.classRows }
        }
        return table
    }
}

/// The commonest of several classes, by row.
private struct ClassByRow {
    /// The commonest first.
    var labels: [String]
    /// The place among ``labels``, after them one for all other classes; -1 where missing.
    var places: [Int]

    init?(_ target: Recipe.Target, of table: Table) {
        guard target.task == .classification else { return nil }
        let (all, codes) = table.classes(of: target)
        guard all.count > 2, codes.count == table.rowCount else { return nil }
        var counts = [Int](repeating: 0, count: all.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        let kept = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(FrequencyTable.classLimit)
        labels = kept.map { all[$0] }
        var order = [Int](repeating: kept.count, count: all.count)
        for (place, code) in kept.enumerated() { order[code] = place }
        places = codes.map { $0 < 0 ? -1 : order[Int($0)] }
    }

    /// By group how many rows have each class, and as the last how many another one.
    func counted(_ rows: [Int32], in groups: GroupedRows) -> [[Int]] {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: labels.count + 1), count: groups.labels.count)
        for (index, row) in rows.enumerated() where places[Int(row)] >= 0 {
            counts[groups.group[index]][places[Int(row)]] += 1
        }
        return counts
    }
}

/// What a target's mean is taken of.
private struct OutcomeByRow {
    /// 1 for the positive class and 0 for the other, or the quantity; NaN where missing.
    var values: [Double]
    var isShare: Bool

    init?(_ target: Recipe.Target, of table: Table) {
        switch target.task {
        case .regression:
            values = table.targetNumbers(of: target)
            isShare = false
        case .classification:
            let (labels, codes) = table.classes(of: target)
            guard labels.count == 2 else { return nil }
            values = codes.map { $0 < 0 ? .nan : Double($0) }
            isShare = true
        }
        guard values.count == table.rowCount else { return nil }
    }
}

/// Count, mean and squared deviations, one value at a time (B. P. Welford, 1962, doi:10.1080/00401706.1962.10490022).
private struct OutcomeSum {
    var count = 0
    var mean = 0.0
    var deviations = 0.0

    mutating func add(_ value: Double) {
        count &+= 1
        let before = value - mean
        mean += before / Double(count)
        deviations += before * (value - mean)
    }

    func mean(isShare: Bool) -> FrequencyTable.TargetMean? {
        guard count > 0 else { return nil }
        if isShare {
            let positives = Int((mean * Double(count)).rounded())
            return FrequencyTable.TargetMean(
                mean: Double(positives) / Double(count), interval: ScoreInterval.wilson(successes: positives, trials: count),
                rows: count)
        }
        guard count > 1, mean.isFinite else { return FrequencyTable.TargetMean(mean: mean, interval: nil, rows: count) }
        let error = (deviations / Double(count - 1) / Double(count)).squareRoot()
        let margin = StudentTDistribution(degreesOfFreedom: Double(count - 1)).quantile(0.975) * error
        guard margin.isFinite else { return FrequencyTable.TargetMean(mean: mean, interval: nil, rows: count) }
        return FrequencyTable.TargetMean(mean: mean, interval: (mean - margin)...(mean + margin), rows: count)
    }
}
