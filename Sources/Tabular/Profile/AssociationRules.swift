import Recipes
import Statistics

/// Which measure tells how much a column says of the target.
enum AssociationRules {
    /// A table of counts larger than this is not made.
    private static let cellLimit = 20_000_000

    /// A number column: folded AUC for two classes, correlation ratio for more, Spearman for a quantity.
    static func association(
        of values: [Double], sorted: SortedValues, with target: TargetView
    ) -> ColumnProfile.Association? {
        if let order = target.sorted { return spearman(values, sorted, target.numbers, order) }
        if target.labels.count == 2 { return areaUnderCurve(sorted, target.codes) }
        let eta = Association.correlationRatio(values, groups: target.codes, count: target.labels.count)
        return eta.eta.isNaN ? nil : ColumnProfile.Association(measure: "η", value: eta.eta, strength: eta.corrected)
    }

    /// A column of words: corrected Cramer's V for classes, correlation ratio for a quantity.
    static func association(of codes: [Int32], count: Int, with target: TargetView) -> ColumnProfile.Association? {
        guard count > 0 else { return nil }
        if target.task == .regression {
            let eta = Association.correlationRatio(target.numbers, groups: codes, count: count)
            return eta.eta.isNaN ? nil : ColumnProfile.Association(measure: "η", value: eta.eta, strength: eta.corrected)
        }
        guard count * target.labels.count <= cellLimit else { return nil }
        let table = ContingencyTable(codes, target.codes, rows: count, columns: target.labels.count)
        let v = table.correctedCramersV
        return ColumnProfile.Association(measure: "V", value: v, strength: v)
    }

    private static func areaUnderCurve(_ sorted: SortedValues, _ codes: [Int32]) -> ColumnProfile.Association? {
        var values: [Double] = []
        var isPositive: [Bool] = []
        values.reserveCapacity(sorted.values.count)
        isPositive.reserveCapacity(sorted.values.count)
        for (place, row) in sorted.rows.enumerated() where codes[Int(row)] >= 0 {
            values.append(sorted.values[place])
            isPositive.append(codes[Int(row)] == 1)
        }
        let area = values.withUnsafeBufferPointer { values in
            isPositive.withUnsafeBufferPointer { Association.areaUnderCurve(sorted: values, isPositive: $0) }
        }
        guard !area.isNaN else { return nil }
        let folded = max(area, 1 - area)
        return ColumnProfile.Association(measure: "AUC", value: folded, strength: 2 * (folded - 0.5))
    }

    /// Both orders are there already, so ranks over the rows that have both values need no more sorting.
    private static func spearman(
        _ values: [Double], _ sorted: SortedValues, _ numbers: [Double], _ order: SortedValues
    ) -> ColumnProfile.Association? {
        let x = ranks(sorted, wherePresent: numbers)
        let y = ranks(order, wherePresent: values)
        var (pairsX, pairsY): ([Double], [Double]) = ([], [])
        pairsX.reserveCapacity(values.count)
        pairsY.reserveCapacity(values.count)
        for row in values.indices where !values[row].isNaN && !numbers[row].isNaN {
            pairsX.append(x[row])
            pairsY.append(y[row])
        }
        let rho = abs(Association.pearson(pairsX, pairsY))
        return rho.isNaN ? nil : ColumnProfile.Association(measure: "ρ", value: rho, strength: rho)
    }

    /// Average ranks by row, over the rows in which `other` is there too.
    private static func ranks(_ sorted: SortedValues, wherePresent other: [Double]) -> [Double] {
        var ranks = [Double](repeating: 0, count: other.count)
        var before = 0
        sorted.forEachRun { _, places in
            var count = 0
            for place in places where !other[Int(sorted.rows[place])].isNaN { count += 1 }
            let rank = Double(before) + Double(count + 1) / 2
            for place in places { ranks[Int(sorted.rows[place])] = rank }
            before += count
        }
        return ranks
    }
}
