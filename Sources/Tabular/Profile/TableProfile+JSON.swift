public import Recipes
import Statistics

extension TableProfile {
    /// The document that `assay profile --json` prints.
    public var json: JSON {
        var members: [String: JSON] = [
            "rows": JSON(rows), "columns": .array(columns.map(\.json)), "alerts": .array(alerts.map(\.json)),
        ]
        if let sampled { members["sampled"] = ["rows": JSON(sampled.rows), "of": JSON(sampled.of)] }
        return .object(members)
    }
}

extension ColumnProfile {
    /// The column's part of the document; what does not apply to its kind is null. Of dates, `min`, `max`, `mean`, quantiles and
    /// edges are seconds since 1970-01-01 UTC, and `first` and `last` say the same in words.
    public var json: JSON {
        var members: [String: JSON] = [
            "name": .string(name), "kind": .string(kind.rawValue), "missing": JSON(missing), "distinct": JSON(distinct),
            "min": .finite(numeric?.min), "max": .finite(numeric?.max), "mean": .finite(numeric?.mean),
            "sd": .finite(numeric?.sd), "skewness": .finite(numeric?.skewness), "kurtosis": .finite(numeric?.kurtosis),
            "quantiles": .null,
            "top": .array(top.map { .array([.string($0.value), JSON($0.count)]) }), "histogram": .null, "association": .null,
        ]
        if kind == .number {
            members["zeros"] = JSON(zeros)
            members["negatives"] = JSON(negatives)
            members["infinite"] = JSON(infinite)
        }
        if let numeric {
            let named = zip(Numeric.shares, numeric.quantiles).map { (JSON.numberText($0), JSON.finite($1)) }
            members["quantiles"] = .object(Dictionary(named, uniquingKeysWith: { first, _ in first }))
            if kind == .date {
                members["first"] = .string(CalendarDate.text(seconds: numeric.min, hasTime: true))
                members["last"] = .string(CalendarDate.text(seconds: numeric.max, hasTime: true))
            }
        }
        if let histogram {
            members["histogram"] = [
                "edges": .array(histogram.edges.map { .finite($0) }), "counts": .array(histogram.counts.map { JSON($0) }),
            ]
        }
        if let positiveHistogram { members["target_share"] = .array(positiveHistogram.map { .finite($0) }) }
        if let association {
            members["association"] = [
                "measure": .string(association.measure), "value": .finite(association.value),
                "strength": .finite(association.strength),
            ]
        }
        if let intervals { members["intervals"] = intervals.json }
        return .object(members)
    }
}

extension ColumnProfile.Intervals {
    /// The intervals of a sample: `[low, high]` each; an end that is not bounded is null.
    var json: JSON {
        let pair = { (range: ClosedRange<Double>) in JSON.array([.finite(range.lowerBound), .finite(range.upperBound)]) }
        let named = zip(ColumnProfile.Numeric.shares, quantiles).map { (JSON.numberText($0), pair($1)) }
        return [
            "missing_share": pair(missingShare), "mean": mean.map(pair) ?? .null,
            "quantiles": .object(Dictionary(named, uniquingKeysWith: { first, _ in first })),
            "distinct": ["at_least": JSON(distinct.seen), "about": .finite(distinct.value.rounded())],
        ]
    }
}
