/// One field in which recipes differ.
public struct RecipeDifference: Hashable, Sendable {
    /// The field's path, such as `model.learning_rate` or `features`.
    public var field: String
    /// The value in each recipe, in their order; null where it has none.
    public var values: [JSON]

    public init(field: String, values: [JSON]) {
        self.field = field
        self.values = values
    }
}

extension Recipe {
    /// The recipe as fields of one level, in the order in which people want to read them. Each feature is a field of its own.
    public var fields: [(field: String, value: JSON)] {
        var rows: [(String, JSON)] = [
            ("data", .string(source.fingerprint))
        ]
        rows += steps.enumerated().map { ("step.\($0.offset + 1)", .string($0.element.sentence)) }
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
        rows += [("split", .string(split.description)), ("split_seed", JSON(splitSeed)), ("sealed", .number(sealed))]
        rows.append(("model", .string(model.family)))
        let declared = (try? ModelFamily.named(model.family))?.parameters.map(\.name) ?? []
        let others = model.parameters.keys.filter { !declared.contains($0) }.sorted()
        rows += (declared + others).map { ("model.\($0)", model.parameters[$0]?.json ?? .null) }
        rows += [("metric", .string(metric)), ("seed", JSON(seed)), ("refit", .bool(refit))]
        return rows
    }

    /// The fields in which `recipes` are not all alike, in reading order.
    ///
    /// Where families differ, their parameters are not listed: the family says it.
    public static func differences(among recipes: [Recipe]) -> [RecipeDifference] {
        let tables = recipes.map { Dictionary($0.fields.map { ($0.field, $0.value) }, uniquingKeysWith: { first, _ in first }) }
        let sameFamily = Set(recipes.map(\.model.family)).count <= 1
        var order: [String] = []
        for field in recipes.flatMap({ $0.fields.map(\.field) }) where !order.contains(field) { order.append(field) }
        return order.compactMap { field in
            if !sameFamily, field.hasPrefix("model.") { return nil }
            let values = tables.map { $0[field] ?? .null }
            guard Set(values).count > 1 else { return nil }
            return RecipeDifference(field: field, values: values)
        }
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
                words.append("model → \(model.family)")
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
