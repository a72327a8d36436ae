import GRDB
public import Recipes

extension RunStore {
    /// What makes words alike that differ in case, as Swift does and SQLite does for ASCII alone.
    static let lowerFunction = "assay_lower"

    /// Registers the function that queries use.
    static func addFunctions(to db: Database) {
        db.add(
            function: DatabaseFunction(lowerFunction, argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0])?.lowercased() ?? Int.fromDatabaseValue(values[0]).map(String.init)
            })
    }

    /// The runs that answer a query, in an order, at most `limit` of them. Only these are read.
    ///
    /// - Parameters:
    ///   - query: what is asked.
    ///   - sorts: the first decides; runs that have no value come last, equal ones the latest first.
    ///   - limit: nil is all of them.
    ///   - includingBinned: whether those in the bin are among them.
    /// - Returns: the runs in their order.
    /// - Throws: ``AssayError`` where the store cannot be read.
    /// - Complexity: O(runs) for the query, O(limit) for the records.
    public func runs(
        matching query: RunQuery, sortedBy sorts: [RunSort] = [], limit: Int? = nil, includingBinned: Bool = false
    ) throws(AssayError) -> [RunRecord] {
        var condition = query.condition
        if !includingBinned { condition = .joined([RunCondition(sql: "run.binned IS NULL"), condition], by: "AND") }
        if let limit, let order = RunOrder(sorts) {
            let numbers = try read { db in try order.numbers(condition, limit: max(0, limit), db) }
            let list = numbers.map(String.init).joined(separator: ", ")
            let found = try records(where: "run.number IN (\(list))")
            let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($0.element, $0.offset) })
            return found.sorted { places[$0.number, default: 0] < places[$1.number, default: 0] }
        }
        let found = try records(
            where: "run.number IN (SELECT run.number FROM run JOIN source_table USING (fingerprint) WHERE \(condition.sql))",
            StatementArguments(condition.arguments))
        return RunSort.places(of: found, by: sorts).prefix(limit ?? found.count).map { found[$0] }
    }

    /// How many runs answer a query.
    public func count(matching query: RunQuery) throws(AssayError) -> Int {
        let condition = query.condition
        return try read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM run JOIN source_table USING (fingerprint)
                    WHERE run.binned IS NULL AND \(condition.sql)
                    """, arguments: StatementArguments(condition.arguments)) ?? 0
        }
    }
}

/// An order that the store can make itself: of numbers, and of words that stand in one column.
private struct RunOrder {
    private let sorts: [(sort: RunSort, value: RunCondition)]

    init?(_ sorts: [RunSort]) {
        var known: [(RunSort, RunCondition)] = []
        for sort in sorts {
            guard let value = sort.field.sqlValue ?? Self.words(sort.field) else { return nil }
            // A parameter may be a number in one family and a word in another.
            if case .parameter = sort.field { return nil }
            known.append((sort, value))
        }
        self.sorts = known
    }

    private static func words(_ field: RunField) -> RunCondition? {
        switch field {
        case .plain(.model): RunCondition(sql: "SELECT text FROM recipe_value v WHERE v.name = 'name' AND v.recipe = run.recipe")
        case .plain(.state): RunCondition(sql: "run.state")
        case .plain(.table): RunCondition(sql: "nullif(source_table.name, '')")
        case .plain(.note): RunCondition(sql: "nullif(run.note, '')")
        case .plain(.run): RunCondition(sql: "run.id")
        default: nil
        }
    }

    /// The numbers of the first runs.
    func numbers(_ condition: RunCondition, limit: Int, _ db: Database) throws -> [Int] {
        if sorts.count == 1, case .metric(let key, .mean) = sorts[0].sort.field {
            // The index has them in order already; those without the metric are only looked at where there are too few.
            let direction = sorts[0].sort.isUpwards ? "ASC" : "DESC"
            let first = try Int.fetchAll(
                db,
                sql: """
                    SELECT run.number FROM run_metric AS best CROSS JOIN run ON run.number = best.run
                    CROSS JOIN source_table USING (fingerprint)
                    WHERE best.metric = ? AND best.mean IS NOT NULL AND \(condition.sql)
                    ORDER BY best.mean \(direction), best.run DESC LIMIT \(limit)
                    """, arguments: StatementArguments([key] + condition.arguments))
            if first.count == limit { return first }
        }
        let keys = sorts.indices.map { place in
            "key\(place) IS NULL, key\(place) \(sorts[place].sort.isUpwards ? "ASC" : "DESC"), "
        }
        let values = sorts.enumerated().map { ", (\($0.element.value.sql)) AS key\($0.offset)" }
        return try Int.fetchAll(
            db,
            sql: """
                SELECT run.number\(values.joined()) FROM run JOIN source_table USING (fingerprint)
                WHERE \(condition.sql) ORDER BY \(keys.joined())run.number DESC LIMIT \(limit)
                """, arguments: StatementArguments(sorts.flatMap(\.value.arguments) + condition.arguments))
    }
}
