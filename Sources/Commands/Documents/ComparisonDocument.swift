import Actions
import Recipes
import RunStore
import Statistics

extension RunComparison {
    /// The comparison as `compare --json` prints it.
    var document: JSON {
        [
            "runs": .array(
                runs.map { run in
                    var members = run.stateDocument.objectValue ?? [:]
                    if let sealed = run.sealed { members["sealed"] = sealed.document }
                    return .object(members)
                }),
            "differs": .array(
                differs.map { difference in
                    [
                        "field": .string(difference.field), "values": .array(difference.values),
                        "sentence": .string(difference.sentence(runs.map { "run \($0.number)" })),
                    ]
                }),
            "same_fields": JSON(sameFields), "pairs": .array(pairs.map(\.document)),
        ]
    }
}

extension RunComparison.Pair {
    /// One later run against the first.
    var document: JSON {
        var members: [String: JSON] = [
            "a": .string(a), "b": .string(b), "paired": .bool(isPaired), "table_changed": .bool(isTableChanged),
            "metrics": .array(metrics.map(\.document)),
        ]
        if let disagreement {
            members["disagreement"] = [
                "rows": JSON(disagreement.rows), "only_a": JSON(disagreement.onlyA), "only_b": JSON(disagreement.onlyB),
                "p": .finite(disagreement.p),
            ]
        }
        return .object(members)
    }
}

extension RunComparison.MetricPair {
    /// One metric of the pair.
    var document: JSON {
        [
            "metric": .string(metric), "a": .finite(a), "b": .finite(b), "difference": .finite(comparison.difference),
            "interval": comparison.interval.map { [.finite($0.lowerBound), .finite($0.upperBound)] } ?? .null,
            "p": .finite(comparison.p),
            "probabilities": [
                "worse": .finite(comparison.worse), "same": .finite(comparison.same), "better": .finite(comparison.better),
            ],
            "equivalence": .finite(comparison.equivalence), "evidence": .string(comparison.evidence.rawValue),
        ]
    }
}
