import Recipes
import Statistics

extension AlertRules {
    /// Rows that are equal, and rows that differ only in the label.
    func rowGroups() -> [Ranked] {
        let labels = target.flatMap { target in target.labels.isEmpty ? nil : target }
        let features = table.columns.filter { $0.name != target?.column && $0.kind != .identifier }
        let others = table.columns.filter { column in !features.contains { $0.name == column.name } }
        guard rows > 1, !features.isEmpty else { return [] }
        let hashes = AlikeRows.hashes(of: features, rows: rows)
        let rest = AlikeRows.hashes(of: others, rows: rows)
        var found: [Ranked] = []
        let full = zip(hashes, rest).map { WordHash.mix($0 ^ WordHash.mix($1)) }
        let repeats = AlikeRows.repeats(full)
        if repeats > 0 {
            let share = Double(repeats) / Double(rows)
            let what = repeats == 1 ? "1 row repeats" : "\(counted(repeats)) rows (\(percent(share))) repeat"
            found.append(
                make(
                    .duplicates, nil, share > 0.2 ? .warn : .note, share, "\(what) an earlier row exactly",
                    remedies: [.step(Step(.dropDuplicates, [:]))]))
        }
        guard let labels, features.count > 1 else { return found }
        var (groups, inGroups) = (0, 0)
        for group in AlikeRows.repeated(hashes) {
            let tags = group.map { labels.tags[Int($0)] }.filter { $0 != TargetView.missingTag }
            guard let first = tags.first, tags.contains(where: { $0 != first }) else { continue }
            groups += 1
            inGroups += tags.count
        }
        guard groups > 0 else { return found }
        let share = Double(inGroups) / Double(rows)
        found.append(
            make(
                .conflicts, nil, share > 0.05 ? .warn : .note, min(1, 4 * share),
                "\(counted(inGroups, "row")) (\(percent(share))) in \(counted(groups, "group")) have the same features "
                    + "and different labels"))
        return found
    }

    /// Columns of which each value goes with one value of a column before them.
    func copies() -> [Ranked] {
        var first: [Grouping: [Int]] = [:]
        var found: [Ranked] = []
        for (index, summary) in summaries.enumerated() where table.columns[index].name != target?.column {
            guard let grouping = summary.grouping, grouping.isTelling else { continue }
            let column = table.columns[index]
            let others = first[grouping] ?? []
            guard let other = others.first(where: { table.columns[$0].isOneToOne(with: column) }) else {
                // Columns that group alike and say something else are few; more than some are not compared.
                if others.count < 8 { first[grouping, default: []].append(index) }
                continue
            }
            found.append(
                make(
                    .copy, column, .warn, 0.6,
                    "says the same as \(table.columns[other].name): each value of one goes with one of the other"))
        }
        return found
    }
}
