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
        return .object(members)
    }

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
    }
}
