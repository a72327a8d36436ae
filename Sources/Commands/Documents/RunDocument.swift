import Actions
import Recipes
import RunStore
import Tabular

/// Runs as the JSON documents of the contract.
extension RunRecord {
    /// Mean, sd and folds by metric.
    var metricsDocument: JSON {
        .object(
            metrics.mapValues { summary in
                ["mean": .finite(summary.mean), "sd": .finite(summary.sd), "folds": .array(summary.folds.map { .finite($0) })]
            })
    }

    /// Wall seconds by part.
    var secondsDocument: JSON { .object(seconds.mapValues { .finite($0) }) }

    /// What the commands that only steer print.
    var stateDocument: JSON { ["run": .string(id), "number": JSON(number), "state": .string(state.rawValue)] }

    /// A row of `runs`.
    var listDocument: JSON {
        [
            "run": .string(id), "number": JSON(number), "state": .string(state.rawValue), "parent": .text(parent),
            "table": .string(table), "model": .string(recipe.modelName), "metrics": metricsDocument,
            "started": .finite(startedAt), "seconds": secondsDocument, "tags": .array(tags.map(JSON.string)),
            "note": .string(note), "sealed": sealed?.document ?? .null, "data": .string(recipe.source.fingerprint),
            "scored_rows": .text(scoredRows),
        ]
    }

    /// How far the guard has got, and which checks were not made.
    var guardDocument: JSON {
        ["complete": .bool(guarding.isComplete), "silenced": .array(guarding.silenced.map(JSON.string))]
    }

    /// All of a run, without its points.
    var document: JSON {
        var members = listDocument.objectValue ?? [:]
        members["source"] = .string(source)
        members["recipe"] = recipe.json
        members["recipe_hash"] = .string(recipe.hash)
        members["features"] = .array(recipe.features.map { .string($0.column) })
        members["folds"] = JSON(folds)
        members["progress"] = ["done": JSON(progress.done), "total": JSON(progress.total)]
        members["created"] = .number(createdAt)
        members["finished"] = .finite(finishedAt)
        members["importance"] = .array(
            importance.map { ["column": .string($0.column), "mean": .finite($0.mean), "sd": .finite($0.sd)] })
        members["classes"] = .array(classes.map(JSON.string))
        members["decision"] = decision?.json ?? .null
        members["guard"] = guardDocument
        members["host"] = .text(host)
        members["threads"] = JSON(threads)
        members["environment"] = .object(environment.mapValues(JSON.string))
        members["failure"] = .text(failure)
        members["binned"] = .finite(binnedAt)
        if !state.isOver, let pid { members["pid"] = JSON(pid) }
        return .object(members)
    }
}

/// Series of points as `{"1/valid/log_loss": [[step, value], ..]}`.
func pointsDocument(_ series: [SeriesPoints]) -> JSON {
    .object(
        Dictionary(
            series.map { one in
                let pairs = zip(one.steps, one.values).map { JSON.array([JSON($0), .finite($1)]) }
                return (one.name.description, .array(pairs))
            },
            uniquingKeysWith: { _, last in last }))
}

extension Alert {
    /// As `profile` and `train` print it.
    var document: JSON { json }
}

extension SealedResult {
    /// The scores on sealed rows, with the number of looks that their intervals are widened for.
    var document: JSON {
        let metrics = scores.map { key, score -> (String, JSON) in
            let interval: JSON = interval(of: key).map { [.finite($0.lowerBound), .finite($0.upperBound)] } ?? .null
            return (key, ["value": .finite(score.value), "interval": interval])
        }
        return [
            "rows": JSON(rows), "looks": JSON(looks), "at": .finite(at),
            "metrics": .object(Dictionary(uniqueKeysWithValues: metrics)),
        ]
    }
}
