import GRDB

/// A condition on the tables `run` and `source_table`, with its arguments.
struct RunCondition {
    var sql: String
    var arguments: [any DatabaseValueConvertible] = []

    static func + (a: RunCondition, text: String) -> RunCondition {
        RunCondition(sql: a.sql + text, arguments: a.arguments)
    }

    /// Conditions with a word between them, in parentheses.
    static func joined(_ parts: [RunCondition], by word: String) -> RunCondition {
        RunCondition(
            sql: "(" + parts.map(\.sql).joined(separator: " \(word) ") + ")", arguments: parts.flatMap(\.arguments))
    }
}

extension RunQuery {
    /// The query for the store, so that only runs that answer it are read. It picks what ``matches(_:)`` picks.
    var condition: RunCondition { Self.condition(expression) }

    private static func condition(_ expression: Expression) -> RunCondition {
        switch expression {
        case .everything: RunCondition(sql: "1")
        case .and(let parts): .joined(parts.map(condition), by: "AND")
        case .or(let parts): .joined(parts.map(condition), by: "OR")
        // A comparison with what is missing is neither true nor false: not so is then true.
        case .not(let part): RunCondition(sql: "NOT coalesce(", arguments: []) + condition(part) + ", 0)"
        case .word(let word): anywhere(word)
        case .text(let field, let value): text(field, value)
        case .number(let field, let comparison, let value): number(field, comparison.sql, value)
        case .day(let field, let isWithin, let range):
            isWithin
                ? .joined([number(field, ">=", range.lowerBound), number(field, "<", range.upperBound)], by: "AND")
                : .joined([number(field, "<", range.lowerBound), number(field, ">=", range.upperBound)], by: "OR")
        case .parameter(let name, let comparison, let value): parameter(name, comparison, value)
        }
    }

    private static func anywhere(_ word: String) -> RunCondition {
        let lower = word.lowercased()
        let columns = ["run.state", "source_table.name", "run.note", "run.number"]
        let texts = columns.map {
            RunCondition(sql: "\(RunStore.lowerFunction)(\($0)) LIKE ? ESCAPE '\\'", arguments: [lower.pattern])
        }
        return .joined(
            texts + [
                recipe("name", contains: lower), recipe("feature", contains: lower), recipe("target", contains: lower),
                tag(contains: lower),
            ], by: "OR")
    }

    private static func text(_ field: TextField, _ value: String) -> RunCondition {
        let lower = value.lowercased()
        func column(_ name: String, contains: Bool) -> RunCondition {
            contains
                ? RunCondition(sql: "\(RunStore.lowerFunction)(\(name)) LIKE ? ESCAPE '\\'", arguments: [lower.pattern])
                : RunCondition(sql: "\(RunStore.lowerFunction)(\(name)) = ?", arguments: [lower])
        }
        switch field {
        case .model: return .joined([column("run.family", contains: false), recipe("name", "text = ?", lower)], by: "OR")
        case .state: return column("run.state", contains: false)
        case .note: return column("run.note", contains: true)
        case .table: return column("source_table.name", contains: true)
        case .source: return column("run.source", contains: true)
        case .host: return column("run.host", contains: true)
        case .failure: return column("run.failure", contains: true)
        case .metric: return column("run.metric", contains: false)
        case .tag:
            return RunCondition(
                sql: "run.number IN (SELECT run FROM tag WHERE \(RunStore.lowerFunction)(tag) = ?)", arguments: [lower])
        case .feature, .target, .task, .calibration: return recipe(field.rawValue, "text = ?", lower)
        // A recipe without a weight or a filter has an empty word there.
        case .weight: return recipe(field.rawValue, "text <> '' AND text = ?", lower)
        case .split, .resample: return recipe(field.rawValue, contains: lower)
        case .filter: return recipe(field.rawValue, "text <> '' AND text LIKE ? ESCAPE '\\'", lower.pattern)
        case .parent:
            let prefix = value.uppercased()
            return RunCondition(sql: "substr(run.parent, 1, ?) = ?", arguments: [prefix.unicodeScalars.count, prefix])
        case .run:
            let prefix = value.uppercased()
            return RunCondition(
                sql: "(CAST(run.number AS TEXT) = ? OR substr(run.id, 1, ?) = ?)",
                arguments: [value, prefix.unicodeScalars.count, prefix])
        }
    }

    private static func recipe(_ name: String, _ condition: String, _ argument: any DatabaseValueConvertible) -> RunCondition {
        RunCondition(
            sql: "run.recipe IN (SELECT recipe FROM recipe_value WHERE name = '\(name)' AND \(condition))", arguments: [argument])
    }

    private static func recipe(_ name: String, contains lower: String) -> RunCondition {
        recipe(name, "text LIKE ? ESCAPE '\\'", lower.pattern)
    }

    private static func tag(contains lower: String) -> RunCondition {
        RunCondition(
            sql: "run.number IN (SELECT run FROM tag WHERE \(RunStore.lowerFunction)(tag) LIKE ? ESCAPE '\\')",
            arguments: [lower.pattern])
    }

    private static func number(_ field: RunField, _ comparison: String, _ value: Double) -> RunCondition {
        switch field {
        case .metric(let key, .mean):
            RunCondition(
                sql: "run.number IN (SELECT run FROM run_metric WHERE metric = ? AND mean \(comparison) ?)",
                arguments: [key, value])
        default:
            RunCondition(
                sql: "(\(field.sqlValue?.sql ?? "NULL")) \(comparison) ?", arguments: (field.sqlValue?.arguments ?? []) + [value])
        }
    }

    /// Numbers are compared as numbers, all else by being equal.
    private static func parameter(_ name: String, _ comparison: Comparison, _ value: String) -> RunCondition {
        var words = "0"
        if comparison == .equal { words = "text = ?" }
        if comparison == .unequal { words = "text <> ?" }
        let lower = value.lowercased()
        var sql = "run.recipe IN (SELECT recipe FROM recipe_value WHERE name = ? AND "
        var arguments: [any DatabaseValueConvertible] = ["model." + name]
        if let number = Double(value) {
            sql += "CASE WHEN number IS NULL THEN \(words) ELSE number \(comparison.sql) ? END)"
            arguments += words == "0" ? [number] : [lower, number] as [any DatabaseValueConvertible]
        } else {
            sql += words + ")"
            if words != "0" { arguments.append(lower) }
        }
        return RunCondition(sql: sql, arguments: arguments)
    }
}

extension RunQuery.Comparison {
    var sql: String { self == .unequal ? "<>" : rawValue }
}

extension RunCondition {
    fileprivate static func + (a: RunCondition, b: RunCondition) -> RunCondition {
        RunCondition(sql: a.sql + b.sql, arguments: a.arguments + b.arguments)
    }
}

extension RunField {
    /// The field's number as an expression over the tables `run` and `source_table`; nil where the store cannot tell it.
    var sqlValue: RunCondition? {
        switch self {
        case .metric(let key, let statistic):
            switch statistic {
            case .mean: return metric("mean", key)
            // Of one fold there is no spread, which stands as 0.
            case .sd: return metric("CASE WHEN length(folds) > 8 THEN sd END", key)
            case .best: return curve("avg(best)", key)
            case .step: return curve("avg(best_step)", key)
            case .last: return curve("avg(last)", key)
            case .interval, .folds: return nil
            }
        case .seconds(let part): return RunCondition(sql: "json_extract(run.seconds, '$.\(part)')")
        case .parameter(let name): return recipeNumber("model." + name)
        case .feature, .recipe: return nil
        case .plain(let plain):
            switch plain {
            case .number, .folds, .threads, .started, .finished, .created: return RunCondition(sql: "run.\(plain.rawValue)")
            case .place: return RunCondition(sql: "CASE run.state WHEN 'queued' THEN run.place END")
            case .seed, .splitSeed, .sealed: return recipeNumber(plain.rawValue)
            case .features:
                return RunCondition(
                    sql: "SELECT count(*) FROM recipe_value v WHERE v.name = 'feature' AND v.recipe = run.recipe")
            case .score:
                return RunCondition(sql: "SELECT mean FROM run_metric m WHERE m.run = run.number AND m.metric = run.metric")
            default: return nil
            }
        }
    }

    private func metric(_ column: String, _ key: String) -> RunCondition {
        RunCondition(sql: "SELECT \(column) FROM run_metric m WHERE m.run = run.number AND m.metric = ?", arguments: [key])
    }

    private func curve(_ value: String, _ key: String) -> RunCondition {
        RunCondition(
            sql: """
                SELECT \(value) FROM series s
                WHERE s.metric = ? AND s.rows = 'valid' AND s.run = run.number AND s.fold <> 'refit'
                """, arguments: [key])
    }

    private func recipeNumber(_ name: String) -> RunCondition {
        RunCondition(
            sql: "SELECT number FROM recipe_value v WHERE v.name = ? AND v.recipe = run.recipe", arguments: [name])
    }
}

extension String {
    /// A pattern of LIKE that is anywhere in a text. An empty one is in every text.
    fileprivate var pattern: String {
        "%" + replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }
}
