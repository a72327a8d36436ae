public import Recipes
public import Tabular

/// Divides the rows of a table as a recipe says.
///
/// Divisions depend on the rows that take part, the target, the split and its seed: not on the features, the model or its seed,
/// so that runs stay paired. Rows whose target is missing take no part. Sealed rows are taken first, by the rule of the split:
/// classes in equal shares, whole groups, or the latest rows.
public enum Splitter {
    /// Makes the divisions.
    ///
    /// `rows` are those that the recipe's filter leaves; `target` is that of the whole table, where class -1 or NaN is missing.
    ///
    /// - Returns: folds, sealed rows, and all rows that are not sealed.
    /// - Throws: ``AssayError`` where the rows do not suffice or the split's column cannot be used.
    public static func split(
        _ rows: [Int32], of table: Table, by recipe: Recipe, target: TargetValues
    ) throws(AssayError) -> Splits {
        let known = rows.filter { !target.isMissing(Int($0)) }
        guard !known.isEmpty else { throw .noRows(recipe, withoutTarget: rows.count - known.count) }
        let division = try division(of: table, rows: known, by: recipe.split)
        var open = RowParts(training: known, validation: [])
        if recipe.sealed > 0 {
            let random = CounterRandom(seed: recipe.splitSeed, stream: -1)
            open = division.holdout(recipe.sealed, of: known, target: target, random: random)
            guard !open.validation.isEmpty else { throw .nothingToSeal(recipe, rows: known.count) }
        }
        let unsealed = open.training.sorted()
        let parts = try folds(of: unsealed, table: table, by: recipe, target: target, division: division)
        try checkClasses(parts, unsealed: unsealed, recipe: recipe, target: target)
        return Splits(
            folds: parts, unsealed: unsealed, sealed: open.validation, withoutTarget: rows.count - known.count,
            division: division, innerFolds: innerFolds(recipe.split))
    }

    private static func innerFolds(_ split: SplitScheme) -> Int? {
        if case .nested(_, let inner) = split { inner } else { nil }
    }

    private static func folds(
        of rows: [Int32], table: Table, by recipe: Recipe, target: TargetValues, division: RowDivision
    ) throws(AssayError) -> [RowParts] {
        func random(_ stream: Int) -> CounterRandom { CounterRandom(seed: recipe.splitSeed, stream: stream) }
        func need(_ count: Int, _ have: Int, of what: String) throws(AssayError) {
            guard have >= count else { throw .tooFewRows(recipe, folds: count, have: have, of: what) }
        }
        switch (recipe.split, division) {
        case (.crossValidation(let folds, let repeats), _):
            try need(folds, rows.count, of: "rows")
            return (0..<repeats).flatMap { Stratification.folds(folds, of: rows, target: target, random: random($0)) }
        case (.nested(let folds, let inner), _):
            // An outer fold leaves at least half of the rows, and each inner fold needs one of them.
            try need(max(folds, 2 * inner), rows.count, of: "rows")
            return Stratification.folds(folds, of: rows, target: target, random: random(0))
        case (.stratified(let folds, let repeats), _):
            try need(folds, rows.count, of: "rows")
            return (0..<repeats).flatMap { Stratification.evenFolds(folds, of: rows, target: target, random: random($0)) }
        case (.holdout(let share, let repeats), _):
            try need(2, rows.count, of: "rows")
            return (0..<repeats).map { Stratification.holdout(share, of: rows, target: target, random: random($0)) }
        case (.group(let column, let folds, let repeats), .grouped(let groups)):
            try need(folds, Set(rows.map { groups[Int($0)] }).count, of: "groups in \(column)")
            return (0..<repeats).flatMap {
                GroupedFolds.folds(folds, of: rows, groups: groups, target: target, random: random($0), repetition: $0)
            }
        case (.time(let column, let folds, _), .ordered(let order)):
            let time = TimeFolds(rows, order)
            try need(folds + 1, time.momentCount, of: "different times in \(column)")
            return time.forward(folds)
        case (.purged(let column, let folds, _, _), .ordered(let order)):
            let time = TimeFolds(rows, order)
            try need(folds, time.momentCount, of: "different times in \(column)")
            return time.purged(folds)
        case (.groupTime(_, let column, let folds, _), .groupedInTime(let groups, let order)):
            let time = TimeFolds(rows, order)
            try need(folds + 1, time.momentCount, of: "different times in \(column)")
            return GroupTimeFolds(time: time, groups: groups, random: random(0)).folds(folds)
        case (.column(let name), _):
            guard let column = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
            let ranks = column.ranks()
            let numbers = Set(rows.map { ranks[Int($0)] }).sorted()
            guard numbers.count > 1 else { throw .oneFold(name) }
            guard numbers.count <= foldLimit else { throw .tooManyFolds(name, count: numbers.count, limit: foldLimit) }
            let place = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($0.element, $0.offset) })
            return Stratification.parts(of: rows, folds: numbers.count) { place[ranks[Int($0)]] ?? 0 }
        case (.group, _), (.time, _), (.purged, _), (.groupTime, _):
            return []
        }
    }

    /// A fold column with more values than this is taken for a mistake.
    private static let foldLimit = 1000

    private static func division(of table: Table, rows: [Int32], by split: SplitScheme) throws(AssayError) -> RowDivision {
        var columns: [Column] = []
        for name in split.columns {
            guard let column = table[name] else { throw .noSuchColumn(name, in: table.name, known: table.columns.map(\.name)) }
            let missing = rows.count { column.isMissing(Int($0)) }
            guard missing == 0 else { throw .splitColumnMissing(name, count: missing, split: split) }
            columns.append(column)
        }
        guard let first = columns.first, let last = columns.last else { return .shuffled }
        switch split {
        case .group: return .grouped(first.ranks())
        case .time(_, _, let gap): return .ordered(try order(last, gap: gap))
        case .purged(_, _, let gap, let embargo): return .ordered(try order(last, gap: gap, embargo: embargo))
        case .groupTime(_, _, _, let gap): return .groupedInTime(first.ranks(), try order(last, gap: gap))
        case .crossValidation, .stratified, .holdout, .nested, .column: return .shuffled
        }
    }

    private static func order(_ column: Column, gap: TimeGap?, embargo: TimeGap? = nil) throws(AssayError) -> TimeOrder {
        let isDate = column.kind == .date
        if let timed = [gap, embargo].compactMap(\.self).first(where: { $0.seconds != nil }), !isDate || column.numbers == nil {
            throw .gapNeedsDate(column.name, gap: timed)
        }
        let seconds = isDate ? column.numbers.map(Array.init) : nil
        return TimeOrder(ranks: column.ranks(), seconds: seconds, gap: gap, embargo: embargo)
    }

    /// Every training side needs two classes; every validation side a row.
    private static func checkClasses(
        _ parts: [RowParts], unsealed: [Int32], recipe: Recipe, target: TargetValues
    ) throws(AssayError) {
        for (index, part) in parts.enumerated() {
            guard !part.training.isEmpty, !part.validation.isEmpty else { throw .emptyFold(index + 1, recipe: recipe) }
            guard case .classes(let codes, _) = target, let first = part.training.first else { continue }
            guard part.training.contains(where: { codes[Int($0)] != codes[Int(first)] }) else {
                throw .oneClassInFold(index + 1, recipe: recipe)
            }
        }
    }
}

extension TargetValues {
    /// Whether the value of a row of the whole table is missing.
    func isMissing(_ row: Int) -> Bool {
        switch self {
        case .classes(let codes, _): codes[row] < 0
        case .numbers(let values): values[row].isNaN
        }
    }
}

extension Column {
    /// The rank of every row's value among the different values, from 0; -1 where missing. Words are in their sorted order.
    func ranks() -> [Int32] {
        switch storage {
        case .codes(let codes, _): return Array(codes)
        case .numbers(let values):
            let distinct = Set(values.lazy.filter { !$0.isNaN }).sorted()
            let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($0.element, Int32($0.offset)) })
            return values.map { places[$0] ?? -1 }
        }
    }
}
