import Recipes
import Tabular

extension TableProfile {
    /// The profile as `profile --json` prints it.
    var document: JSON {
        [
            "rows": JSON(rows), "columns": .array(columns.map(\.document)), "alerts": .array(alerts.map(\.document)),
        ]
    }
}

extension ColumnProfile {
    /// A column of the profile; what a kind has not is null.
    var document: JSON {
        var members: [String: JSON] = [
            "name": .string(name), "kind": .string(kind.rawValue), "missing": JSON(missing), "distinct": JSON(distinct),
            "min": .finite(numeric?.min), "max": .finite(numeric?.max), "mean": .finite(numeric?.mean),
            "sd": .finite(numeric?.sd), "quantiles": .null, "histogram": .null,
            "top": .array(top.map { .array([.string($0.value), JSON($0.count)]) }),
        ]
        if let numeric {
            let shares = ColumnProfile.Numeric.shares.map(JSON.numberText)
            members["quantiles"] = .object(
                Dictionary(zip(shares, numeric.quantiles.map { .finite($0) }), uniquingKeysWith: { first, _ in first }))
        }
        if let histogram {
            members["histogram"] = [
                "edges": .array(histogram.edges.map { .finite($0) }), "counts": .array(histogram.counts.map { JSON($0) }),
            ]
        }
        if let association {
            members["association"] = [
                "measure": .string(association.measure), "value": .finite(association.value),
                "strength": .finite(association.strength),
            ]
        }
        return .object(members)
    }
}
