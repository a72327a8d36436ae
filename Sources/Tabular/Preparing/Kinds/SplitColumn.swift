import Recipes

extension StepWork {
    /// `split`: the parts of a text as columns of words. The last takes what is left; parts that are not there are missing.
    func divided() throws(AssayError) -> Outcome {
        let column = try column("column")
        try checkNoTarget([column.name])
        let separator = step.text("by")
        let names = step.texts("into")
        if separator.isEmpty { throw .stepValue("by", "is empty") }
        if names.count < 2 { throw .stepValue("into", "names fewer than two columns") }
        if Set(names).count < names.count { throw .stepValue("into", "names a column twice") }
        let (codes, texts) = column.spelled()
        let parts = texts.map { Self.parts(of: $0, by: separator, atMost: names.count) }
        var more = 0
        for code in codes where code >= 0 && (parts[Int(code)].last?.contains(separator) ?? false) { more += 1 }
        let new = names.indices.map { part in
            Column(
                name: names[part], kind: .category, codes: codes,
                texts: parts.map { part < $0.count ? $0[part] : nil })
        }
        let last = names[names.count - 1]
        return try adding(new, remarks: more > 0 ? ["\(more) values have more parts, which stay together in \(last)"] : [])
    }

    private static func parts(of text: String, by separator: String, atMost count: Int) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while parts.count < count - 1, let place = rest.firstRange(of: separator) {
            parts.append(trimmed(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return parts + [trimmed(rest)]
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
