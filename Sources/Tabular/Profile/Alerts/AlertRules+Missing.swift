import Glibc
import Recipes
import Statistics

extension AlertRules {
    /// Missing values and their spellings.
    func ofMissing(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        let missing = summary.profile.missing
        let share = Double(missing) / Double(max(1, rows))
        var found: [Ranked] = []
        if share > 0.01 {
            let edits = AlertKind.missing.remedies.compactMap { $0.edit(column) }
            found.append(
                make(
                    .missing, column, share > 0.2 ? .warn : .note, share,
                    "\(counted(missing)) of \(counted(rows)) values (\(percent(share))) are missing",
                    rows: RowFilter.missing(column.name),
                    remedies: missing == rows || share > 0.5 ? edits.reversed() : edits))
        }
        if column.missingSpellings.count > 1 {
            let spellings = column.missingSpellings.prefix(4)
                .map { ($0.text.isEmpty ? "nothing" : "\"\($0.text)\"") + " \(counted($0.count))" }
            found.append(
                make(
                    .missingSpellings, column, .note, 0.02,
                    "missing values are written as \(spellings.joined(separator: ", "))", rows: RowFilter.missing(column.name)))
        }
        return found
    }

    /// Whether a value is missing may say something of the target.
    func informativeMissing() -> [Ranked] {
        guard let target else { return [] }
        let tested = table.columns.indices.filter { index in
            let missing = summaries[index].profile.missing
            return table.columns[index].name != target.column && table.columns[index].kind.isFeatureByDefault
                && missing >= 20 && rows - missing >= 20
        }
        // Columns that are missing in the same rows share one test and one alert.
        var byPattern: [UInt64: [Int]] = [:]
        for index in tested { byPattern[summaries[index].missingPattern, default: []].append(index) }
        let groups = byPattern.values.sorted { $0[0] < $1[0] }
        let tests = inParallel(groups.count) { MissingnessTest(table.columns[groups[$0][0]], target) }
        let adjusted = PValueAdjustment.benjaminiHochberg.adjusted(tests.map(\.p))
        return groups.indices.compactMap { place in
            let (test, p) = (tests[place], adjusted[place])
            guard p < 0.01, test.isEffect else { return nil }
            let column = table.columns[groups[place][0]]
            let others = groups[place].count - 1
            let also =
                others == 0 ? "" : others == 1 ? "; so is \(table.columns[groups[place][1]].name)" : "; so are \(others) others"
            return make(
                .informativeMissing, column, .note, min(1, 0.3 + test.effect),
                "\(test.sentence(target)) (\(test.measure) \(rounded(test.effect)), p \(probability(p)))\(also)",
                rows: RowFilter.missing(column.name))
        }
    }

    /// Several columns that are missing in exactly the same rows.
    func missingTogether() -> [Ranked] {
        var groups: [UInt64: [Int]] = [:]
        for (index, summary) in summaries.enumerated() {
            let share = Double(summary.profile.missing) / Double(max(1, rows))
            if share >= 0.01, share < 1 { groups[summary.missingPattern, default: []].append(index) }
        }
        return groups.values.filter { $0.count > 2 }.sorted { $0[0] < $1[0] }.map { group in
            let column = table.columns[group[0]]
            let missing = summaries[group[0]].profile.missing
            let names = group.prefix(3).map { table.columns[$0].name }.joined(separator: ", ")
            let more = group.count > 3 ? " and \(counted(group.count - 3)) more" : ""
            let filter = RowFilter.missing(column.name)
            let step = Step(.filter, ["rows": .string("not \(filter)")])
            return make(
                .missingTogether, nil, .note, Double(missing) / Double(rows),
                "\(names)\(more) are missing in the same \(counted(missing, "row")) (\(percent(Double(missing) / Double(rows))))",
                rows: filter, remedies: [.step(step)])
        }
    }
}

/// A p-value as people read it.
func probability(_ p: Double) -> String { p < 0.001 ? "< 0.001" : Column.text(of: (p * 1000).rounded() / 1000, decimals: 3) }

/// Whether the target differs between the rows in which a column is missing and the others.
struct MissingnessTest: Sendable {
    var p: Double
    var effect: Double
    /// `V` or `g`.
    var measure: String
    private var whenMissing: Double
    private var otherwise: Double

    init(_ column: Column, _ target: TargetView) {
        let isMissing = column.missingRows
        let result: TestResult
        // By whether it is missing: how many have the last class or the sum of the quantity, and how many there are.
        var (sums, counts) = ([0.0, 0], [0.0, 0])
        if target.task == .classification {
            let classes = target.labels.count
            let codes = target.tags.map { $0 == TargetView.missingTag ? -1 : Int32(truncatingIfNeeded: $0) }
            result = Missingness.ofClass(isMissing, target: codes, classes: classes).result
            measure = "V"
            for row in codes.indices where codes[row] >= 0 {
                sums[isMissing[row] ? 1 : 0] += Int(codes[row]) == classes - 1 ? 1 : 0
                counts[isMissing[row] ? 1 : 0] += 1
            }
        } else {
            let numbers = target.tags.map(target.number)
            result = Missingness.ofNumber(isMissing, target: numbers)
            measure = "g"
            for row in numbers.indices where numbers[row].isFinite {
                sums[isMissing[row] ? 1 : 0] += numbers[row]
                counts[isMissing[row] ? 1 : 0] += 1
            }
        }
        p = result.p.isNaN ? 1 : result.p
        effect = abs(result.effect?.value ?? 0)
        if !effect.isFinite { effect = 0 }
        (whenMissing, otherwise) = (sums[1] / counts[1], sums[0] / counts[0])
    }

    /// Whether it is large enough to be worth a column.
    var isEffect: Bool { effect >= (measure == "V" ? 0.05 : 0.1) }

    func sentence(_ target: TargetView) -> String {
        if target.task == .regression {
            return
                "\(target.column) is \(shortNumber(whenMissing)) on average where it is missing, \(shortNumber(otherwise)) elsewhere"
        }
        guard target.labels.count == 2, let positive = target.labels.last else {
            return "where it is missing, \(target.column) is distributed differently"
        }
        return "\(percent(whenMissing)) are \(positive) where it is missing, \(percent(otherwise)) elsewhere"
    }
}

/// Three digits that count.
func shortNumber(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return Column.text(of: value, decimals: 0) }
    let magnitude = Int(log10(abs(value)).rounded(.down))
    let decimals = max(0, min(12, 2 - magnitude))
    let scale = pow(10, Double(decimals))
    return Column.text(of: (value * scale).rounded() / scale, decimals: decimals)
}

extension Column {
    /// By row whether the value is missing.
    var missingRows: [Bool] {
        switch storage {
        case .numbers(let values): values.withUnsafeBufferPointer { $0.map { $0 != $0 } }
        case .codes(let codes, _): codes.withUnsafeBufferPointer { $0.map { $0 < 0 } }
        }
    }
}
