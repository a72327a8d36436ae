public import Recipes
import Statistics

/// Two tables column by column, such as train and test, or old and new: what is gone, what is new, what moved.
public struct TableComparison: Sendable, Equatable {
    /// One column in both tables.
    public struct Row: Sendable, Equatable {
        public var column: String
        /// nil where the table does not have the column.
        public var kinds: (reference: ColumnKind?, current: ColumnKind?)
        public var missing: (reference: Double, current: Double)
        public var means: (reference: Double, current: Double)?
        /// Words that only the new table has, the commonest first, and how many of its rows have one of them.
        public var newWords: [String]
        public var newWordRows: Int
        /// The population stability index, the limit it has to exceed, and whether it does.
        public var stability: Double
        public var limit: Double
        public var isAlarm: Bool
        /// Kolmogorov and Smirnov's distance with p adjusted over the columns, and Wasserstein's distance over the reference's
        /// standard deviation; NaN for words.
        public var distance: Double
        public var p: Double
        public var wasserstein: Double

        public static func == (a: Row, b: Row) -> Bool { a.json == b.json }
    }

    /// What moved most first; columns that only one has stand at the top.
    public var rows: [Row]
    public var referenceRows: Int
    public var currentRows: Int
    /// The share of the columns in both that alarm.
    public var alarmShare: Double
    /// How well the column that differs most tells the tables apart alone: an AUC of 0.5 is not at all.
    public var separation: (column: String, area: Double)?

    public static func == (a: TableComparison, b: TableComparison) -> Bool { a.json == b.json }

    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows log rows) a column, on all cores.
    public init(reference old: Table, current new: Table, cancellation: Cancellation = .never) throws(AssayError) {
        (referenceRows, currentRows) = (old.rowCount, new.rowCount)
        let shared = old.columns.filter { new[$0.name] != nil }
        let compared = shared.filter { $0.kind != .identifier && $0.kind != .text && new[$0.name]?.kind != .identifier }
        var found = try inParallel(shared.count, cancellation) { index in
            new[shared[index].name].map { Row(shared[index], $0, columns: max(1, compared.count)) }
        }.compactMap { $0 }
        let adjusted = PValueAdjustment.benjaminiHochberg.adjusted(found.map(\.p))
        for place in found.indices { found[place].p = adjusted[place] }
        let alarms = found.count { $0.isAlarm }
        alarmShare = found.isEmpty ? 0 : Double(alarms) / Double(found.count)
        let areas = try inParallel(compared.count, cancellation) { index in
            new[compared[index].name].flatMap { Self.area(compared[index], $0) } ?? 0.5
        }
        separation = areas.indices.max { (areas[$0], -$0) < (areas[$1], -$1) }.map { (compared[$0].name, areas[$0]) }
        let gone = old.columns.filter { new[$0.name] == nil }.map { Row(only: $0, isReference: true) }
        let added = new.columns.filter { old[$0.name] == nil }.map { Row(only: $0, isReference: false) }
        let order = found.indices.sorted { a, b in
            let (x, y) = (found[a].rank, found[b].rank)
            return x == y ? a < b : x > y
        }
        rows = gone + added + order.map { found[$0] }
    }

    /// The area under the curve of one number as the score for being of the new table, at least 0.5; nil for words.
    private static func area(_ a: Column, _ b: Column) -> Double? {
        guard case .numbers(let old) = a.storage, case .numbers(let new) = b.storage else { return nil }
        var values = Array(old) + Array(new)
        let boundary = old.count
        let order = RadixSort.order(sorting: &values)
        let present = values.firstIndex { $0.isNaN } ?? values.count
        let isNew = order[..<present].map { Int($0) >= boundary }
        let area = values[..<present].withUnsafeBufferPointer { values in
            isNew.withUnsafeBufferPointer { Association.areaUnderCurve(sorted: values, isPositive: $0) }
        }
        return area.isNaN ? nil : max(area, 1 - area)
    }
}

extension TableComparison.Row {
    fileprivate init(only column: Column, isReference: Bool) {
        self.init(
            column: column.name, kinds: isReference ? (column.kind, nil) : (nil, column.kind), missing: (.nan, .nan), means: nil,
            newWords: [], newWordRows: 0, stability: .nan, limit: .nan, isAlarm: false, distance: .nan, p: .nan,
            wasserstein: .nan)
    }

    fileprivate init(_ old: Column, _ new: Column, columns: Int) {
        self.init(only: old, isReference: true)
        kinds.current = new.kind
        let share = { (column: Column) in
            Double(column.missingRows.count { $0 }) / Double(max(1, column.count))
        }
        missing = (share(old), share(new))
        switch (old.storage, new.storage) {
        case (.numbers(let a), .numbers(let b)):
            let (x, y) = (Array(a), Array(b))
            means = (SampleMoments(x.filter(\.isFinite)).mean, SampleMoments(y.filter(\.isFinite)).mean)
            let stable = PopulationStability(reference: x, current: y)
            (stability, limit) = (stable.index, max(0.1, stable.chanceLimit(columns: columns)))
            isAlarm = stable.isAlarm(columns: columns) && old.kind != .identifier
            let test = HypothesisTest.kolmogorovSmirnov(x, y)
            (distance, p) = (test.statistic, test.p)
            wasserstein = Drift.wassersteinOverDeviation(reference: x, current: y)
        case (.codes(let a, let words), .codes(let b, let others)):
            let codes = Dictionary(words.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
            var counts = [Int](repeating: 0, count: others.count)
            for code in b where code >= 0 { counts[Int(code)] += 1 }
            let places = others.map { codes[$0] ?? Int32(words.count) }
            let unknown = others.indices.filter { counts[$0] > 0 && Int(places[$0]) == words.count }
            newWordRows = unknown.reduce(0) { $0 + counts[$1] }
            newWords = unknown.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(5).map { others[$0] }
            guard old.kind != .text, old.kind != .identifier else { return }
            let stable = PopulationStability(
                reference: Array(a), current: b.map { $0 < 0 ? -1 : places[Int($0)] }, count: words.count)
            (stability, limit) = (stable.index, max(0.1, stable.chanceLimit(columns: columns)))
            isAlarm = stable.isAlarm(columns: columns)
            p = stable.p
        default: isAlarm = true
        }
    }

    /// Alarms first, then by how far the index is beyond its limit.
    fileprivate var rank: Double { (isAlarm ? 1e6 : 0) + (stability.isNaN ? 0 : stability / max(1e-9, limit)) }
}

extension TableComparison {
    /// As `assay profile --against` prints it.
    public var json: JSON {
        [
            "reference_rows": JSON(referenceRows), "current_rows": JSON(currentRows), "alarm_share": .finite(alarmShare),
            "separation": separation.map { ["column": .string($0.column), "auc": .finite($0.area)] } ?? .null,
            "columns": .array(rows.map(\.json)),
        ]
    }
}

extension TableComparison.Row {
    public var json: JSON {
        [
            "column": .string(column), "kinds": [.text(kinds.reference?.rawValue), .text(kinds.current?.rawValue)],
            "missing": [.finite(missing.reference), .finite(missing.current)],
            "means": means.map { [.finite($0.reference), .finite($0.current)] } ?? .null,
            "new_words": .array(newWords.map(JSON.string)), "new_word_rows": JSON(newWordRows), "psi": .finite(stability),
            "psi_limit": .finite(limit), "alarm": .bool(isAlarm), "ks": .finite(distance), "p": .finite(p),
            "wasserstein": .finite(wasserstein),
        ]
    }
}
