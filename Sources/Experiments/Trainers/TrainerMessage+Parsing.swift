import Recipes

extension TrainerMessage {
    private static let longestName = 200
    private static let mostValues = 10_000

    /// Reads a line.
    ///
    /// - Throws: ``AssayError`` with code `malformed_line` that says what is wrong with it.
    init(line: [UInt8]) throws(AssayError) {
        let document: JSON
        do throws(AssayError) {
            guard let text = String(validating: line, as: UTF8.self) else { throw .malformedLine("it is not UTF-8") }
            document = try JSON(parsing: text)
        } catch {
            if error.code == "malformed_line" { throw error }
            throw .malformedLine(Self.reason(line, error))
        }
        guard case .object = document else { throw .malformedLine("it is no JSON object") }
        guard let kind = document["t"]?.stringValue else { throw .malformedLine("it has no \"t\" that says what it is") }
        let fields = TrainerFields(kind: kind, document: document)
        switch kind {
        case "hello": self = try Self.hello(fields)
        case "metric": self = try Self.metric(fields)
        case "progress":
            self = .progress(done: try fields.count("done", required: true) ?? 0, total: try fields.count("total"))
        case "predictions": self = try Self.predictions(fields)
        case "artifact":
            self = .artifact(
                name: try fields.text("name", required: true), path: try fields.text("path", required: true),
                kind: try fields.text("kind"))
        case "log": self = .log(level: try fields.text("level"), text: try fields.text("text", required: true))
        case "end":
            let status = try fields.text("status")
            let words = [try fields.text("text"), try fields.text("error")].first { !$0.isEmpty } ?? ""
            self = .end(isGood: status.isEmpty || status == "ok", text: words.isEmpty && status != "ok" ? status : words)
        default: self = .unknown(kind)
        }
    }

    private static func hello(_ fields: TrainerFields) throws(AssayError) -> TrainerMessage {
        .hello(
            name: try fields.text("trainer"), version: try fields.count("v") ?? 1,
            parameters: fields.document["params"]?.objectValue ?? [:], total: try fields.count("total"))
    }

    private static func metric(_ fields: TrainerFields) throws(AssayError) -> TrainerMessage {
        guard let values = fields.document["values"]?.objectValue else { throw fields.wrong("values", "an object of numbers") }
        guard values.count <= mostValues else { throw .malformedLine("it has more than \(mostValues) values") }
        var points: [Point] = []
        points.reserveCapacity(values.count)
        for (name, value) in values {
            guard !name.isEmpty, name.utf8.count <= longestName else { throw .malformedLine("a name is empty or too long") }
            guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || 0x7F...0x9F ~= $0.value }) else {
                throw .malformedLine("a name holds control characters")
            }
            switch value {
            case .number(let number): points.append(Point(series: SeriesName(name), value: number))
            case .null: points.append(Point(series: SeriesName(name), value: .nan))
            default: throw fields.wrong("values.\(name)", "a number, or null where it is missing")
            }
        }
        // A dictionary has no order of its own; series are to begin in the same one each time.
        if points.count > 1 { points.sort { $0.series.description < $1.series.description } }
        return .metric(step: try fields.count("step"), values: points)
    }

    private static func predictions(_ fields: TrainerFields) throws(AssayError) -> TrainerMessage {
        guard let fold = try fields.count("fold", required: true) else { throw fields.wrong("fold", "the number of a fold") }
        var rows: [Int]?
        if let list = fields.document["rows"], !list.isNull {
            let numbers = list.arrayValue?.compactMap(\.intValue)
            guard let numbers, numbers.count == list.arrayValue?.count else {
                throw fields.wrong("rows", "a list of row numbers")
            }
            rows = numbers
        }
        let predictions = Predictions(fold: fold, rows: rows, values: try values(fields))
        if let rows, rows.count != predictions.count {
            throw .malformedLine("it has \(rows.count) rows but \(predictions.count) predictions")
        }
        return .predictions(predictions)
    }

    private static func values(_ fields: TrainerFields) throws(AssayError) -> Predictions.Values {
        if let list = fields.document["p"]?.arrayValue {
            let numbers = list.compactMap(\.doubleValue)
            if numbers.count == list.count, !list.isEmpty { return .positive(numbers) }
            var rows: [[Double]] = []
            rows.reserveCapacity(list.count)
            for entry in list {
                let chances = entry.arrayValue?.compactMap(\.doubleValue)
                guard let chances, chances.count == entry.arrayValue?.count else {
                    throw fields.wrong("p", "a list of probabilities a row")
                }
                rows.append(chances)
            }
            return .probabilities(rows)
        }
        guard let list = fields.document["y"]?.arrayValue else { throw fields.wrong("p or y", "a list") }
        let numbers = list.compactMap(\.doubleValue)
        if numbers.count == list.count { return .numbers(numbers) }
        let words = list.compactMap { entry -> String? in
            switch entry {
            case .string(let word): word
            case .bool(let flag): flag ? "true" : "false"
            case .number(let number): JSON.numberText(number)
            default: nil
            }
        }
        guard words.count == list.count else { throw fields.wrong("y", "a list of numbers or of classes") }
        return .labels(words)
    }

    /// Why a line is no JSON, in words that help whoever wrote the trainer.
    private static func reason(_ line: [UInt8], _ error: AssayError) -> String {
        guard line.first == UInt8(ascii: "{") else { return "it is no JSON object" }
        let text = String(decoding: line.prefix(4096), as: UTF8.self)
        if text.contains("NaN") || text.contains("Infinity") { return "JSON has no NaN and no Infinity, write null" }
        return error.message.replacing("not readable as JSON at line 1, ", with: "")
    }
}

/// The fields of a line, with sentences for those that are not what they should be.
struct TrainerFields {
    let kind: String
    let document: JSON

    /// A whole number from 0; nil where it is left out.
    func count(_ name: String, required: Bool = false) throws(AssayError) -> Int? {
        guard let value = document[name], !value.isNull else {
            if required { throw wrong(name, "a whole number") }
            return nil
        }
        guard let number = value.intValue, (0...1_000_000_000_000).contains(number) else {
            throw wrong(name, "a whole number from 0")
        }
        return number
    }

    /// A text; empty where it is left out.
    func text(_ name: String, required: Bool = false) throws(AssayError) -> String {
        guard let value = document[name], !value.isNull else {
            if required { throw wrong(name, "a text") }
            return ""
        }
        guard let text = value.stringValue else { throw wrong(name, "a text") }
        return text
    }

    func wrong(_ field: String, _ wanted: String) -> AssayError {
        .malformedLine("the \(field) of \(kind) must be \(wanted)")
    }
}
