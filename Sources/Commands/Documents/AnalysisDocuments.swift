import Recipes
import Statistics
import Tabular

/// Parts of `profile --json` that are asked for by name.
extension AssociationMatrix {
    var document: JSON {
        [
            "columns": .array(columns.map(JSON.string)), "rows": JSON(sampled.rows),
            "values": .array(signed.map { .array($0.map { .finite($0) }) }),
            "measures": .array(measures.map { .array($0.map { .string($0.rawValue) }) }),
        ]
    }
}

extension MissingnessMatrix {
    var document: JSON {
        [
            "columns": .array(columns.map(JSON.string)), "counts": .array(counts.map { JSON($0) }),
            "patterns": .array(
                patterns.map { pattern in
                    let names = zip(columns, pattern.isMissing).filter(\.1).map { JSON.string($0.0) }
                    return ["missing": .array(names), "rows": JSON(pattern.count)]
                }),
            "correlations": .array(correlations.map { .array($0.map { .finite($0) }) }),
        ]
    }
}

extension DuplicateRows {
    /// Rows count from 1, as `row` of predictions does.
    var document: JSON {
        let groups = { (groups: [[Int]]) in JSON.array(groups.map { .array($0.map { JSON($0 + 1) }) }) }
        return [
            "repeats": JSON(repeats), "groups": groups(self.groups), "conflicting": JSON(conflicting),
            "conflicts": groups(conflicts),
        ]
    }
}

extension TargetTests {
    var document: JSON { .array(rows.map(\.json)) }
}

extension ColumnDetails {
    var document: JSON {
        let named = zip(Self.shares, quantiles).map { (JSON.numberText($0), JSON.finite($1)) }
        return [
            "profile": profile.json, "quantiles": .object(Dictionary(named, uniquingKeysWith: { first, _ in first })),
            "histogram": histogram.map { histogram in
                [
                    "edges": .array(histogram.edges.map { .finite($0) }), "counts": .array(histogram.counts.map { JSON($0) }),
                    "classes": .array(classes.map(JSON.string)),
                    "class_counts": .array(classCounts.map { .array($0.map { JSON($0) }) }),
                ]
            } ?? .null,
            "fits": .array(
                fits.map {
                    [
                        "distribution": .string($0.distribution.name), "aic": .finite($0.criterion),
                        "distance": .finite($0.distance),
                    ]
                }),
            "test": test.map { test in
                [
                    "test": .string(test.method.rawValue), "reason": .string(test.reason), "p": .finite(test.result.p),
                    "effect": .finite(test.result.effect?.value),
                ]
            } ?? .null,
            "outliers": .text(outlierFilter),
        ]
    }
}
