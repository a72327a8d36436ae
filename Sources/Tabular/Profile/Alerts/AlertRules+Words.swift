import Recipes
import Statistics

extension AlertRules {
    /// How many different words are looked at one by one.
    static let wordLimit = 2000

    /// Categories and texts: how many, how rare, and how they are written.
    func ofWords(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        guard case .codes(_, let words) = column.storage, column.kind != .identifier else { return [] }
        let profile = summary.profile
        let present = rows - profile.missing
        guard present > 0 else { return [] }
        let counts = summary.wordCounts
        var found = misread(column, words, counts)
        if let blanks = blanks(column, words, counts) { found.append(blanks) }
        if column.kind == .text {
            if found.isEmpty {
                found.append(
                    make(
                        .text, column, .note, 0.1,
                        "\(counted(profile.distinct)) different texts in \(counted(present, "row"))"))
            }
            return found
        }
        guard column.kind == .category, found.isEmpty || profile.distinct <= 50 else { return found }
        if Double(profile.distinct) > 0.95 * Double(present), present > 50 {
            return found + [
                make(
                    .identifier, column, .note, 0.2,
                    "\(counted(profile.distinct)) different values in \(counted(present, "row")): it names rows")
            ]
        }
        if profile.distinct > 50 {
            found.append(
                make(
                    .highCardinality, column, .note, min(0.5, Double(profile.distinct) / Double(present)),
                    "\(counted(profile.distinct)) categories in \(counted(present, "row"))"))
            if let length = constantLength(column, words, counts) { found.append(length) }
        } else if let rare = rare(column, counts, present, words) {
            found.append(rare)
        }
        if let similar = similar(column, words, counts) { found.append(similar) }
        return found
    }

    /// Words that nearly all are numbers or dates.
    private func misread(_ column: Column, _ words: Words, _ counts: [Int]) -> [Ranked] {
        let looked = Array(words.indices.lazy.filter { counts[$0] > 0 }.prefix(Self.wordLimit))
        guard looked.count > 5 else { return [] }
        let total = looked.reduce(0) { $0 + counts[$1] }
        for (kind, wanted, noun) in [(AlertKind.numberAsText, ColumnKind.number, "numbers"), (.dateAsText, .date, "dates")] {
            let fitting = looked.filter { wanted == .number ? WordShape.isNumber(words[$0]) : WordShape.isDate(words[$0]) }
            let share = Double(fitting.reduce(0) { $0 + counts[$1] }) / Double(total)
            guard share > 0.9 else { continue }
            let others = looked.filter { index in !fitting.contains(index) }.sorted { counts[$0] > counts[$1] }.prefix(3)
            let rest = others.isEmpty ? "" : "; others are \(quoted(others.map { words[$0] }))"
            let step = Step(.setKind, ["column": .string(column.name), "to": .string(wanted.rawValue)])
            return [
                make(
                    kind, column, .warn, 0.5, "\(percent(share)) of its values are \(noun)\(rest)", remedies: [.step(step)])
            ]
        }
        return []
    }

    private func blanks(_ column: Column, _ words: Words, _ counts: [Int]) -> Ranked? {
        let blank = words.indices.filter { counts[$0] > 0 && words.withBytes(of: $0, WordShape.hasOuterBlank) }
        guard let first = blank.max(by: { counts[$0] < counts[$1] }) else { return nil }
        let count = blank.reduce(0) { $0 + counts[$1] }
        return make(
            .blanks, column, .note, 0.15 + 0.1 * Double(count) / Double(rows),
            "\(counted(count, "value")) \(count == 1 ? "begins or ends" : "begin or end") with a blank, such as \(quoted([words[first]]))"
        )
    }

    private func rare(_ column: Column, _ counts: [Int], _ present: Int, _ words: Words) -> Ranked? {
        let limit = Double(present) / 100
        let rare = counts.indices.filter { counts[$0] > 0 && Double(counts[$0]) < limit }
        guard rare.count >= 2, present >= 200 else { return nil }
        let total = rare.reduce(0) { $0 + counts[$1] }
        let examples = rare.sorted { (counts[$0], $0) < (counts[$1], $1) }.prefix(2).map { words[$0] }
        return make(
            .rare, column, .note, 0.05 + Double(total) / Double(present),
            "\(counted(rare.count)) of \(counted(counts.count { $0 > 0 })) categories have under 1 % of the rows each, "
                + "such as \(quoted(examples)); \(counted(total, "row")) together")
    }

    private func constantLength(_ column: Column, _ words: Words, _ counts: [Int]) -> Ranked? {
        var length: Int?
        for index in words.indices where counts[index] > 0 {
            let here = words.withBytes(of: index) { $0.count }
            if let length, length != here { return nil }
            length = here
        }
        guard let length, length > 4 else { return nil }
        return make(.constantLength, column, .note, 0.03, "every value has \(length) characters, as codes have")
    }

    /// Spellings that may be one category: the commoner is kept.
    private func similar(_ column: Column, _ words: Words, _ counts: [Int]) -> Ranked? {
        let used = words.indices.filter { counts[$0] > 0 }
        guard used.count <= Self.wordLimit else { return nil }
        let pairs = SimilarWords(used.map { (words[$0], counts[$0]) }).pairs
        guard let first = pairs.first else { return nil }
        let values = Dictionary(pairs.map { ($0.rare, JSON.string($0.common)) }, uniquingKeysWith: { first, _ in first })
        let more = pairs.count > 1 ? ", and \(counted(pairs.count - 1, "more pair"))" : ""
        let rows = pairs.map { RowFilter.term(column.name, "=", $0.rare) }.joined(separator: " or ")
        return make(
            .similarWords, column, .note, 0.25,
            "\(quoted([first.common])) (\(counted(first.commonCount))) and \(quoted([first.rare])) (\(counted(first.rareCount))) "
                + "may be the same category\(more)",
            rows: pairs.count <= 20 ? rows : nil,
            remedies: [.step(Step(.map, ["column": .string(column.name), "values": .object(values)]))])
    }
}
