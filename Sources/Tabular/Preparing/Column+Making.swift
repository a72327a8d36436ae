import Recipes

extension Column {
    /// The column under another name.
    func renamed(_ name: String) -> Column {
        Column(
            name: name, kind: kind, storage: storage, decimals: decimals, hasTime: hasTime, missingSpellings: missingSpellings)
    }

    /// The values of these rows, in their order; -1 is a missing value. Words that stand in none of them are left out.
    func gathered(at rows: [Int32]) -> Column {
        switch storage {
        case .numbers(let values):
            let taken = rows.map { $0 < 0 ? Double.nan : values[Int($0)] }
            return Column(name: name, kind: kind, storage: .numbers(taken), decimals: decimals, hasTime: hasTime)
        case .codes(let codes, let words):
            let taken = rows.map { $0 < 0 ? Int32(-1) : codes[Int($0)] }
            var isUsed = [Bool](repeating: false, count: words.count)
            for code in taken where code >= 0 { isUsed[Int(code)] = true }
            guard isUsed.contains(false) else {
                return Column(name: name, kind: kind, storage: .codes(Values(taken), words: words))
            }
            var places = [Int32](repeating: -1, count: words.count)
            let kept = isUsed.indices.filter { isUsed[$0] }
            for (place, code) in kept.enumerated() { places[code] = Int32(place) }
            return Column(
                name: name, kind: kind,
                storage: .codes(Values(taken.map { $0 < 0 ? -1 : places[Int($0)] }), words: Words(kept.map { words[$0] })))
        }
    }

    /// A column of words that may repeat themselves and stand in any order; a nil or empty text is a missing value.
    ///
    /// - Complexity: O(rows + words log words).
    init(name: String, kind: ColumnKind, codes: [Int32], texts: [String?]) {
        let order = texts.indices.filter { !(texts[$0] ?? "").isEmpty }
            .map { (code: $0, text: texts[$0] ?? "") }
            .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
        var places = [Int32](repeating: -1, count: texts.count)
        var words: [String] = []
        for (code, text) in order {
            // Bytes are compared: Swift's own equality would make one word of two ways to write an accent.
            if words.last.map({ $0.utf8.elementsEqual(text.utf8) }) != true { words.append(text) }
            places[code] = Int32(words.count - 1)
        }
        let whole = Column(
            name: name, kind: kind, storage: .codes(codes.map { $0 < 0 ? -1 : places[Int($0)] }, words: words))
        // Words that no row has are left out.
        self = whole.gathered(at: codes.indices.map { Int32($0) })
    }

    /// The column's different values as people read them, and each row's place among them or -1.
    ///
    /// - Complexity: O(rows).
    func spelled() -> (codes: [Int32], texts: [String]) {
        switch storage {
        case .codes(let codes, let words): return (Array(codes), Array(words))
        case .numbers(let values):
            let (codes, distinct) = Column.distinct(Array(values))
            return (codes, distinct.map { text(of: $0) })
        }
    }

    /// The different numbers in the order of appearance, and each row's place among them or -1.
    static func distinct(_ values: [Double]) -> (codes: [Int32], values: [Double]) {
        var places: [UInt64: Int32] = [:]
        var distinct: [Double] = []
        // Rows come in runs of a few values, so the last answer is asked first.
        var last = (key: UInt64.max, code: Int32(-1))
        let codes = values.map { value -> Int32 in
            if value.isNaN { return -1 }
            let key = (value == 0 ? 0.0 : value).bitPattern
            if key == last.key { return last.code }
            let code = places[key] ?? Int32(distinct.count)
            if Int(code) == distinct.count {
                places[key] = code
                distinct.append(value)
            }
            last = (key, code)
            return code
        }
        return (codes, distinct)
    }

    /// The column with other texts in place of its values, by their places in ``spelled()``; nil is a missing value.
    ///
    /// Numbers and dates stay what they are where every new text is one; a flag stays one with two words.
    func respelled(_ codes: [Int32], _ texts: [String?]) -> Column {
        if case .numbers = storage {
            let present = texts.compactMap { $0 }.filter { !$0.isEmpty }
            let read = kind == .date ? DateTexts(present, formats: [.yearMonthDay]) : nil
            if let read, read.strays.isEmpty, !present.isEmpty {
                let moments = texts.map { text in text.flatMap { DateTexts.seconds($0, .yearMonthDay) } ?? .nan }
                return Column(
                    name: name, kind: kind, storage: .numbers(codes.map { $0 < 0 ? .nan : moments[Int($0)] }),
                    hasTime: hasTime || read.hasTime)
            }
            let numbers = NumberTexts(present)
            if kind != .date, numbers.strays.isEmpty {
                let values = texts.map { text in text.map { NumberTexts.value($0, mark: numbers.mark) } ?? .nan }
                return Column(
                    name: name, kind: kind, storage: .numbers(codes.map { $0 < 0 ? .nan : values[Int($0)] }),
                    decimals: max(decimals, numbers.decimals))
            }
            return Column(name: name, kind: .category, codes: codes, texts: texts)
        }
        let words = Column(name: name, kind: kind, codes: codes, texts: texts)
        guard kind == .flag, case .codes(_, let left) = words.storage, left.count > 2 else { return words }
        return Column(name: name, kind: .category, storage: words.storage)
    }
}
