public import Recipes

extension Alert {
    /// As `profile` and `train` print it: `remedy` is the word of the first, `remedies` says what each of them does.
    public var json: JSON {
        [
            "code": .string(code), "column": .text(column), "level": .string(level.rawValue), "evidence": .string(evidence),
            "remedy": .string(remedyWord), "rows": .text(rows),
            "remedies": .array(
                remedies.map { ["word": .string($0.word), "column": .text($0.column), "title": .string($0.title)] }),
        ]
    }
}
