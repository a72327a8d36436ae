import Recipes

extension FittedEncoding {
    var json: JSON {
        var members: [String: JSON] = ["column": .string(column), "encoding": .string(encoding)]
        if let indicator { members["indicator"] = .string(indicator) }
        switch change {
        case .numbers(let low, let high, let filling, let takesLog):
            var parts: [String: JSON] = ["log": .bool(takesLog)]
            if let low { parts["low"] = .number(low) }
            if let high { parts["high"] = .number(high) }
            if let filling { parts["filling"] = .number(filling) }
            members["numbers"] = .object(parts)
        case .words(let filling, let kept):
            var parts: [String: JSON] = [:]
            if let filling { parts["filling"] = .string(filling) }
            if let kept { parts["kept"] = .array(kept.map(JSON.string)) }
            members["words"] = .object(parts)
        }
        if let ranges { members["ranges"] = ranges.json }
        switch form {
        case .scale(let scale): members["scale"] = scale.json
        case .code(let code): members["code"] = code.json
        case .dates(let dates): members["dates"] = dates.json
        case .text(let text): members["text"] = text.json
        case nil: break
        }
        if names != [column] { members["names"] = .array(names.map(JSON.string)) }
        return .object(members)
    }

    /// Whether the document has what the second version of models did not know.
    var isNewer: Bool { ranges != nil || form != nil }

    init?(json: JSON) {
        guard let column = json["column"]?.stringValue, let encoding = json["encoding"]?.stringValue else { return nil }
        self.column = column
        self.encoding = encoding
        indicator = json["indicator"]?.stringValue
        if let parts = json["numbers"], let takesLog = parts["log"]?.boolValue {
            change = .numbers(
                low: parts["low"]?.doubleValue, high: parts["high"]?.doubleValue, filling: parts["filling"]?.doubleValue,
                takesLog: takesLog)
        } else if let parts = json["words"] {
            change = .words(
                filling: parts["filling"]?.stringValue, kept: parts["kept"]?.arrayValue?.compactMap(\.stringValue))
        } else {
            return nil
        }
        ranges = json["ranges"].flatMap(NumberRanges.init(json:))
        guard (ranges == nil) == (json["ranges"] == nil), let form = Self.form(json) else { return nil }
        self.form = form
        names = json["names"]?.arrayValue?.compactMap(\.stringValue) ?? [column]
        guard names.count == Self.width(of: form) else { return nil }
    }

    /// The form that a document has, if any; nil where it cannot be read.
    private static func form(_ json: JSON) -> Form?? {
        if let scale = json["scale"] { return NumberScale(json: scale).map { .scale($0) } }
        if let code = json["code"] { return WordCode(json: code).map { .code($0) } }
        if let dates = json["dates"] { return DateParts(json: dates).map { .dates($0) } }
        if let text = json["text"] { return HashedText(json: text).map { .text($0) } }
        return .some(nil)
    }

    /// The columns that a form makes.
    private static func width(of form: Form?) -> Int {
        switch form {
        case .code(let code): code.suffixes(classes: []).count
        case .dates(let dates): dates.suffixes.count
        case .text(let text): text.suffixes.count
        case .scale, nil: 1
        }
    }
}
