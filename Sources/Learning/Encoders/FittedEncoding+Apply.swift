import Recipes

extension FittedEncoding {
    /// The values before they take their form: changed, and in ranges.
    ///
    /// - Complexity: O(n).
    func prepared(_ values: FeatureValues) -> FeatureValues { Self.ranged(Self.changed(values, by: change), by: ranges) }

    /// The features that a model gets in place of this one, without the indicator.
    ///
    /// - Complexity: O(n) a column.
    func features(of values: FeatureValues, kind: ColumnKind) -> [FeatureTable.Feature] {
        let ready = prepared(values)
        let columns: [[Double]]
        switch (form, ready) {
        case (.scale(let scale), .numbers(let values)): columns = [values.map(scale.encode)]
        case (.dates(let dates), .numbers(let values)): columns = dates.columns(of: values)
        case (.code(let code), .codes(let codes, let words)): columns = code.columns(of: codes, words: words)
        case (.text(let text), .codes(let codes, let words)): columns = text.columns(of: codes, words: words)
        case (nil, _), (.scale, .codes), (.dates, .codes), (.code, .numbers), (.text, .numbers):
            // Without a form; and a model that is read back is used on features of the kinds it was fitted to.
            return [.init(name: column, kind: ranges == nil ? kind : .category, values: ready)]
        }
        return zip(names, columns).map { .init(name: $0, kind: .number, values: .numbers($1)) }
    }

    static func ranged(_ values: FeatureValues, by ranges: NumberRanges?) -> FeatureValues {
        guard let ranges, case .numbers(let numbers) = values else { return values }
        return ranges.apply(to: numbers)
    }

    /// The values with what ``Change`` says done to them.
    static func changed(_ values: FeatureValues, by change: Change) -> FeatureValues {
        switch (change, values) {
        case (.numbers(let low, let high, let filling, let takesLog), .numbers(let values)):
            return .numbers(
                values.map { value in
                    var x = value
                    if x.isNaN {
                        x = filling ?? x
                    } else {
                        if let low, x < low { x = low }
                        if let high, x > high { x = high }
                    }
                    guard takesLog else { return x }
                    let magnitude = DeterministicMath.log1p(x.magnitude)
                    return x < 0 ? -magnitude : magnitude
                })
        case (.words(let filling, let kept), .codes(let codes, let words)): return apply(filling, kept, codes, words)
        case (.numbers, .codes), (.words, .numbers): return values
        }
    }

    private static func apply(
        _ filling: String?, _ kept: [String]?, _ codes: [Int32], _ words: [String]
    ) -> FeatureValues {
        let known = kept.map { Set($0) }
        func changed(_ word: String) -> String { known.map { $0.contains(word) } ?? true ? word : other }
        let targets = words.map(changed)
        let missing = filling.map(changed)
        let all = Set(targets + (missing.map { [$0] } ?? [])).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0.element, Int32($0.offset)) })
        let moved = targets.map { places[$0] ?? -1 }
        let ofMissing = missing.flatMap { places[$0] } ?? -1
        return .codes(codes.map { $0 < 0 ? ofMissing : moved[Int($0)] }, words: all)
    }

    /// 1 where a value is missing, 0 elsewhere.
    static func indicator(of values: FeatureValues) -> [Double] {
        switch values {
        case .numbers(let values): values.map { $0.isNaN ? 1 : 0 }
        case .codes(let codes, _): codes.map { $0 < 0 ? 1 : 0 }
        }
    }
}
