public import Recipes

extension ReadingDecisions {
    /// As it is kept with the table, and as documents show it.
    public var json: JSON {
        [
            "text": .bool(isText), "encoding": .string(encoding.rawValue), "delimiter": .string(delimiter),
            "header": .bool(header),
            "skipped_lines": JSON(skippedLines), "missing": .array(missing.map(JSON.string)),
            "numbers": .object(
                numbers.mapValues {
                    [
                        "decimal": .string($0.decimal.rawValue), "thousands": .string($0.thousands.rawValue),
                        "affix": .text($0.affix),
                    ]
                }),
            "dates": .object(
                dates.mapValues {
                    ["format": .string($0.format.rawValue), "ambiguous": .bool($0.isAmbiguous), "zones": .bool($0.hasZones)]
                }),
        ]
    }

    /// Nil where something of it is missing or unknown.
    init?(_ json: JSON) {
        guard let encoding = json["encoding"]?.stringValue.flatMap(TextEncoding.init(rawValue:)),
            let delimiter = json["delimiter"]?.stringValue, let header = json["header"]?.boolValue,
            let skipped = json["skipped_lines"]?.intValue, let missing = json["missing"]?.arrayValue,
            let numbers = json["numbers"]?.objectValue, let dates = json["dates"]?.objectValue
        else { return nil }
        // Caches of before say nothing of it and are of text for the most part.
        isText = json["text"]?.boolValue ?? true
        self.encoding = encoding
        self.delimiter = delimiter
        self.header = header
        skippedLines = skipped
        self.missing = missing.compactMap(\.stringValue)
        for (name, format) in numbers {
            guard let decimal = format["decimal"]?.stringValue.flatMap(DecimalMark.init(rawValue:)),
                let thousands = format["thousands"]?.stringValue.flatMap(ThousandsMark.init(rawValue:))
            else { return nil }
            self.numbers[name] = NumberFormat(
                decimal: decimal, thousands: thousands, affix: format["affix"]?.stringValue)
        }
        for (name, date) in dates {
            guard let format = date["format"]?.stringValue.flatMap(DateFormat.init(rawValue:)),
                let isAmbiguous = date["ambiguous"]?.boolValue, let hasZones = date["zones"]?.boolValue
            else { return nil }
            self.dates[name] = DateDecision(format: format, isAmbiguous: isAmbiguous, hasZones: hasZones)
        }
    }
}
