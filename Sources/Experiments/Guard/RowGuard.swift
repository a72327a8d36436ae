import Learning
import Recipes
import Tabular

/// What the rows say of a recipe: looked at beside the fit, on one thread.
struct RowGuard {
    let recipe: Recipe
    /// As the recipe prepares it.
    let table: Table
    let splits: Splits
    let silenced: Set<String>
    let isCancelled: () -> Bool

    /// So many folds are looked at: those of the first round.
    private static let foldLimit = 10

    private var features: [String] { recipe.trainedFeatures.map(\.column) }

    /// The sides of the folds that are looked at; sealed rows are held against those that are not.
    var sides: [(training: [Int32], validation: [Int32])] {
        let folds = splits.folds.prefix(min(Self.foldLimit, recipe.split.foldCount ?? Self.foldLimit)).map {
            (training: $0.training.rows, validation: $0.validation.rows)
        }
        return splits.sealed.rows.isEmpty ? folds : folds + [(splits.unsealed.rows, splits.sealed.rows)]
    }

    private func isWanted(_ check: GuardCheck) -> Bool { !silenced.contains(check.code) && !isCancelled() }

    /// What is found, in no order.
    ///
    /// - Complexity: O(rows x features + folds x rows).
    func findings() -> [Finding] {
        guard !recipe.trainedFeatures.isEmpty else { return [] }
        let sides = sides
        var found: [Finding] = []
        let exact = table.rowHashes(of: features + [recipe.target.column])
        if isWanted(.twins), let finding = twins(exact, sides) { found.append(finding) }
        if isWanted(.conflicts), let finding = conflicts() { found.append(finding) }
        if isWanted(.nearTwins), let finding = nearTwins(sides) { found.append(finding) }
        if isWanted(.newCategories) { found += newCategories(sides) }
        if isWanted(.shift), let finding = shift() { found.append(finding) }
        return found
    }

    // MARK: Rows that are alike

    /// Rows that score and have the hash of one that trained: their share, and some of them.
    private func shared(
        _ hashes: [UInt64], _ sides: [(training: [Int32], validation: [Int32])]
    ) -> (count: Int, of: Int, rows: [Int32]) {
        var group = [Int32](repeating: -1, count: hashes.count)
        var groups = 0
        for rows in RowTwins.groups(of: splits.unsealed.rows + splits.sealed.rows, by: hashes) {
            for row in rows { group[Int(row)] = Int32(groups) }
            groups += 1
        }
        guard groups > 0 else { return (0, 1, []) }
        var (count, all) = (0, 0)
        var rows: Set<Int32> = []
        var trained = [Int32](repeating: -1, count: groups)
        for (place, side) in sides.enumerated() {
            for row in side.training where group[Int(row)] >= 0 { trained[Int(group[Int(row)])] = Int32(place) }
            all += side.validation.count
            for row in side.validation where group[Int(row)] >= 0 && trained[Int(group[Int(row)])] == Int32(place) {
                count += 1
                rows.insert(row)
            }
        }
        return (count, max(1, all), rows.sorted())
    }

    private func twins(_ hashes: [UInt64], _ sides: [(training: [Int32], validation: [Int32])]) -> Finding? {
        let check = GuardCheck.twins
        let (count, all, rows) = shared(hashes, sides)
        guard count > 0 else { return nil }
        let share = Double(count) / Double(all)
        let isSealed = !splits.sealed.rows.isEmpty
        // Where whole rows are alike they go; where only what is used is, that has to be named.
        let whole = table.rowHashes(of: table.columns.map(\.name))
        let isWhole = Set(rows.map { whole[Int($0)] }).count < rows.count
        let columns = isWhole ? [:] : ["columns": JSON.array((features + [recipe.target.column]).map(JSON.string))]
        return Finding(
            code: check.code, level: share >= check["warn"] ? .warn : .note,
            evidence:
                "\(GuardText.count(count)) of \(GuardText.count(all)) rows that score (\(GuardText.percent(share))) stand among "
                + "those that train, equal in every feature and in the target"
                + (isSealed ? "; sealed rows are counted too" : ""),
            numbers: ["rows": Double(count), "share": share], rows: rows,
            remedies: [.step(Step(.dropDuplicates, columns))])
    }

    private func nearTwins(_ sides: [(training: [Int32], validation: [Int32])]) -> Finding? {
        let check = GuardCheck.nearTwins
        var grid: [String: Double] = [:]
        for name in features {
            guard let values = table[name]?.numbers, table[name]?.kind == .number else { continue }
            let rows = Table.spread(5000, of: values.count).map { values[$0] }.filter(\.isFinite)
            guard rows.contains(where: { $0 != $0.rounded() }), rows.count > 1 else { continue }
            let mean = rows.reduce(0, +) / Double(rows.count)
            let variance = rows.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows.count)
            if variance > 0 { grid[name] = check["grid"] * variance.squareRoot() }
        }
        guard Double(grid.count) >= check["numbers"] else { return nil }
        let (near, all, rows) = shared(table.rowHashes(of: features, grid: grid), sides)
        let same = shared(table.rowHashes(of: features), sides)
        let known = Set(same.rows)
        let share = Double(near - same.count) / Double(all)
        guard share >= check["share"] else { return nil }
        return Finding(
            code: check.code, level: .note,
            evidence: "\(GuardText.count(near - same.count)) of \(GuardText.count(all)) rows that score "
                + "(\(GuardText.percent(share))) are nearly one that trains",
            numbers: ["rows": Double(near - same.count), "share": share], rows: rows.filter { !known.contains($0) })
    }

    /// Labels of sealed rows are not looked at.
    private func conflicts() -> Finding? {
        let check = GuardCheck.conflicts
        guard recipe.target.task == .classification, recipe.trainedFeatures.count > 1 else { return nil }
        let codes = table.classes(of: recipe.target).codes
        let hashes = table.rowHashes(of: features)
        let mixed = RowTwins.groups(of: splits.unsealed.rows, by: hashes).filter { rows in
            rows.contains { codes[Int($0)] != codes[Int(rows[0])] }
        }
        guard !mixed.isEmpty else { return nil }
        let rows = mixed.flatMap(\.self).sorted()
        let share = Double(rows.count) / Double(splits.unsealed.rows.count)
        return Finding(
            code: check.code, level: share >= check["warn"] ? .warn : .note,
            evidence: "\(GuardText.count(rows.count, "row")) (\(GuardText.percent(share))) in "
                + "\(GuardText.count(mixed.count, "group")) have the same features and different labels",
            numbers: ["rows": Double(rows.count), "groups": Double(mixed.count), "share": share], rows: rows)
    }

    // MARK: Words

    private func newCategories(_ sides: [(training: [Int32], validation: [Int32])]) -> [Finding] {
        let check = GuardCheck.newCategories
        return recipe.trainedFeatures.compactMap { feature -> Finding? in
            guard let column = table[feature.column], column.kind == .category || column.kind == .flag,
                case .codes(let codes, let words) = column.storage
            else { return nil }
            var (unknown, all) = (0, 0)
            var rows: [Int32] = []
            for side in sides {
                var seen = [Bool](repeating: false, count: words.count)
                for row in side.training where codes[Int(row)] >= 0 { seen[Int(codes[Int(row)])] = true }
                all += side.validation.count
                for row in side.validation where codes[Int(row)] >= 0 && !seen[Int(codes[Int(row)])] {
                    unknown += 1
                    rows.append(row)
                }
            }
            let share = Double(unknown) / Double(max(1, all))
            guard share >= check["note"] else { return nil }
            return Finding(
                code: check.code, level: share >= check["warn"] ? .warn : .note, column: column.name,
                evidence: "\(GuardText.count(unknown)) of \(GuardText.count(all)) rows that score (\(GuardText.percent(share))) "
                    + "have a word that did not train",
                numbers: ["rows": Double(unknown), "share": share], rows: Set(rows).sorted(),
                remedies: [.encode(column: column.name, words: ["rare=0.01"]), .drop(column: column.name)])
        }
    }
}
