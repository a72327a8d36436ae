import Recipes

extension NetworkEncoder {
    var json: JSON {
        .array(
            parts.map { part in
                var members: [String: JSON] = ["feature": .string(part.feature), "kind": .string(part.kind.rawValue)]
                switch part.encoding {
                case .number(let number): members["number"] = number.json
                case .columns(let words, let marks):
                    members["columns"] = .array(words.map(JSON.string))
                    members["marks_missing"] = .bool(marks)
                case .table(let words): members["table"] = .array(words.map(JSON.string))
                }
                return .object(members)
            })
    }

    init?(json: JSON) {
        guard let list = json.arrayValue else { return nil }
        var parts: [Part] = []
        for entry in list {
            guard let feature = entry["feature"]?.stringValue,
                let kind = entry["kind"]?.stringValue.flatMap(ColumnKind.init(rawValue:)),
                let encoding = Self.encoding(entry)
            else { return nil }
            parts.append(Part(feature: feature, kind: kind, encoding: encoding))
        }
        self.parts = parts
    }

    private static func encoding(_ entry: JSON) -> Part.Encoding? {
        if let number = entry["number"] { return NetworkNumber(json: number).map(Part.Encoding.number) }
        func words(_ key: String) -> [String]? {
            guard let list = entry[key]?.arrayValue?.compactMap(\.stringValue), Set(list).count == list.count else { return nil }
            return list
        }
        if let words = words("columns"), let marks = entry["marks_missing"]?.boolValue {
            return .columns(words, marksMissing: marks)
        }
        return words("table").map(Part.Encoding.table)
    }
}
