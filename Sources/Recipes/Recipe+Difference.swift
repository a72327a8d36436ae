/// One field in which recipes differ.
public struct RecipeDifference: Hashable, Sendable {
    /// The field's path, such as `model.learning_rate` or `features`.
    public var field: String
    /// The value in each recipe, in their order; null where it has none.
    public var values: [JSON]

    /// Whether the recipes are not all alike in it.
    public var isDifference: Bool { Set(values).count > 1 }

    /// Whether the field is a step of preparing.
    public var isStep: Bool { field.hasPrefix("step.") }

    /// The field as people call it: `step 2`, `feature age`, `learning_rate`.
    public var title: String {
        for prefix in ["step", "feature"] where field.hasPrefix(prefix + ".") {
            return "\(prefix) \(field.dropFirst(prefix.count + 1))"
        }
        return field.hasPrefix("model.") ? String(field.dropFirst("model.".count)) : field
    }

    /// What differs in words, where the recipes have names such as `run 14`: `step 2: rows age>20 only in run 14`.
    public func sentence(_ names: [String]) -> String {
        let groups = Dictionary(grouping: zip(names, values), by: \.1)
            .map { (value: $0.key, names: $0.value.map(\.0)) }
            .sorted { (names.firstIndex(of: $0.names[0]) ?? 0) < (names.firstIndex(of: $1.names[0]) ?? 0) }
        let present = groups.filter { !$0.value.isNull }
        if present.count == 1, groups.count == 2, let only = present.first {
            return "\(title): \(Self.text(only.value)) only in \(only.names.joined(separator: ", "))"
        }
        return "\(title): "
            + groups.map { "\($0.value.isNull ? "none" : Self.text($0.value)) in \($0.names.joined(separator: ", "))" }
            .joined(separator: "; ")
    }

    private static func text(_ value: JSON) -> String { value.stringValue ?? value.canonicalText }

    public init(field: String, values: [JSON]) {
        self.field = field
        self.values = values
    }
}

extension Recipe {
    /// The recipe as fields of one level, in the order in which people want to read them. Each feature is a field of its own, and each
    /// step that is done, under its number.
    public var fields: [(field: String, value: JSON)] {
        var rows: [(String, JSON)] = [
            ("data", .string(source.fingerprint))
        ]
        rows += steps.enumerated().filter { !$0.element.isOff }
            .map { ("step.\($0.offset + 1)", .string($0.element.sentence)) }
        rows += [
            ("filter", .text(filter)),
            ("target", .string(target.column)),
            ("task", .string(target.task.rawValue)),
            ("positive", .text(target.positive)),
        ]
        rows += features.map { feature in
            (
                "feature.\(feature.column)",
                .string(feature.encoding == "auto" ? feature.kind.rawValue : "\(feature.kind.rawValue), \(feature.encoding)")
            )
        }
        if resample != .none { rows.append(("resample", .string(resample.description))) }
        rows += [("split", .string(split.description)), ("split_seed", JSON(splitSeed)), ("sealed", .number(sealed))]
        if let weight { rows.append(("weight", .string(weight))) }
        rows.append(("model", .string(model.family)))
        if let trainer {
            rows.append(("trainer", .string(trainer.line + (trainer.table == .csv ? "" : ", \(trainer.table.rawValue)"))))
        }
        let declared = (try? ModelFamily.named(model.family))?.parameters.map(\.name) ?? []
        let others = model.parameters.keys.filter { !declared.contains($0) }.sorted()
        rows += (declared + others).map { ("model.\($0)", model.parameters[$0]?.json ?? .null) }
        if calibration != .none { rows.append(("calibration", .string(calibration.rawValue))) }
        if threshold != .standard { rows.append(("threshold", .string(threshold.description))) }
        rows += [("metric", .string(metric)), ("seed", JSON(seed)), ("refit", .bool(refit))]
        return rows
    }

    /// All fields of some recipes, in reading order, with the value of each. Steps are set against those that do the same, so that one
    /// more in the middle is one difference.
    public static func fields(among recipes: [Recipe]) -> [RecipeDifference] {
        let rows = recipes.map(\.fields)
        let tables = rows.map { Dictionary($0.map { ($0.field, $0.value) }, uniquingKeysWith: { first, _ in first }) }
        var order: [String] = []
        var known: Set<String> = []
        for (field, _) in rows.flatMap(\.self) where !field.hasPrefix("step.") && known.insert(field).inserted {
            order.append(field)
        }
        let others = order.map { field in RecipeDifference(field: field, values: tables.map { $0[field] ?? .null }) }
        return others.prefix(1) + StepAlignment(recipes.map(\.steps)).fields + others.dropFirst()
    }

    /// The fields in which `recipes` are not all alike, in reading order.
    ///
    /// Where families differ, their parameters are not listed: the family says it.
    public static func differences(among recipes: [Recipe]) -> [RecipeDifference] {
        let sameFamily = Set(recipes.map(\.model.family)).count <= 1
        return fields(among: recipes).filter { $0.isDifference && (sameFamily || !$0.field.hasPrefix("model.")) }
    }

    /// What changed from `parent` in a few words: `learning_rate 0.1→0.05 · − gender + age`.
    public func changes(since parent: Recipe) -> String {
        var off: [String] = []
        var on: [String] = []
        var words: [String] = []
        for difference in Self.differences(among: [parent, self]) {
            let (before, after) = (difference.values[0], difference.values[1])
            if difference.field.hasPrefix("feature.") {
                let name = String(difference.field.dropFirst("feature.".count))
                if after.isNull {
                    off.append(name)
                } else if before.isNull {
                    on.append(name)
                } else {
                    words.append("\(name) as \(after.stringValue ?? "")")
                }
            } else if difference.field.hasPrefix("step.") {
                words.append(after.stringValue ?? "− \(before.stringValue ?? "")")
            } else if difference.field == "model" {
                words.append("model → \(modelName)")
            } else if difference.field == "trainer" {
                // Against a family the model says it.
                if !before.isNull, !after.isNull { words.append("trainer \(parent.modelName) → \(modelName)") }
            } else {
                let name =
                    difference.field.hasPrefix("model.") ? String(difference.field.dropFirst("model.".count)) : difference.field
                words.append("\(name) \(Self.plain(before))→\(Self.plain(after))")
            }
        }
        func list(_ sign: String, _ names: [String]) -> String? {
            guard !names.isEmpty else { return nil }
            if names.count > 4 { return "\(sign) \(names.count) features" }
            return names.map { "\(sign) \($0)" }.joined(separator: " ")
        }
        let parts = words + [list("−", off), list("+", on)].compactMap { $0 }
        return parts.isEmpty ? "the same recipe" : parts.joined(separator: " · ")
    }

    private static func plain(_ value: JSON) -> String {
        switch value {
        case .string(let text): text.count > 16 ? String(text.prefix(8)) : text
        case .null: "none"
        default: value.canonicalText
        }
    }
}
