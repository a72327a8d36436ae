import Recipes

extension Vector {
    /// The values as a column of `rows` rows.
    func column(named name: String, type: ExpressionType, rows: Int) -> Column {
        switch self {
        case .numbers(let lane):
            let values = lane.expanded(to: rows)
            if type == .date {
                let hasTime = values.contains { !$0.isNaN && $0.truncatingRemainder(dividingBy: 86_400) != 0 }
                return Column(name: name, kind: .date, storage: .numbers(values), hasTime: hasTime)
            }
            return Column(name: name, kind: .number, storage: .numbers(values), decimals: Self.decimals(of: values))
        case .flags(let lane):
            return Self.column(lane.map { Int32($0) }.expanded(to: rows), ["false", "true"], named: name, kind: .flag)
        case .words(let lane, let words):
            return Self.column(lane.expanded(to: rows), words, named: name, kind: .category)
        }
    }

    /// Words as a column keeps them: sorted by their bytes, each once, and only those that stand there.
    private static func column(_ codes: [Int32], _ words: [String], named name: String, kind: ColumnKind) -> Column {
        var isUsed = [Bool](repeating: false, count: words.count)
        for code in codes where code >= 0 { isUsed[Int(code)] = true }
        let used = words.indices.filter { isUsed[$0] }
        let sorted = Set(used.map { words[$0] }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, Int32($0.offset)) })
        let moved = words.indices.map { isUsed[$0] ? places[words[$0]] ?? -1 : -1 }
        return Column(
            name: name, kind: kind, storage: .codes(codes.map { $0 < 0 ? -1 : moved[Int($0)] }, words: sorted))
    }

    /// Digits after the point that show 99 % of the first numbers in full, at most 6: what is longer is the tail of a division.
    private static func decimals(of values: [Double]) -> Int {
        let sample = values.lazy.filter { $0.isFinite }.prefix(2000)
        var counts = [Int](repeating: 0, count: 7)
        var count = 0
        for value in sample {
            var scaled = value
            var digits = 0
            while digits < 6, abs(scaled - scaled.rounded()) > 1e-9 * max(1, abs(scaled)) {
                scaled *= 10
                digits += 1
            }
            counts[digits] += 1
            count += 1
        }
        var shown = 0
        for (digits, share) in counts.enumerated() {
            shown += share
            if shown * 100 >= count * 99 { return digits }
        }
        return 6
    }
}
