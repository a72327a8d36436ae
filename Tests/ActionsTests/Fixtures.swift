import Actions
import Experiments
import Recipes
import RunStore
import Tabular
import TestSupport

/// A small table and runs of it that were never trained: what the actions make of records is tested without learning.
enum Fixtures {
    /// Forty rows: an identifier, two numbers, a category, a fold column and a target of two classes.
    static let table: Table = {
        let rows = 40
        func codes(_ value: (Int) -> Int32) -> [Int32] { (0..<rows).map(value) }
        let columns = [
            Column(name: "id", kind: .identifier, storage: .codes(codes { Int32($0) }, words: (0..<rows).map { "r\($0 + 100)" })),
            Column(name: "age", kind: .number, storage: .numbers((0..<rows).map { Double(20 + $0) })),
            Column(name: "spend", kind: .number, storage: .numbers((0..<rows).map { Double($0 * 7 % 13) })),
            Column(name: "city", kind: .category, storage: .codes(codes { Int32($0 % 3) }, words: ["Lima", "Oslo", "Rome"])),
            Column(name: "fold", kind: .number, storage: .numbers((0..<rows).map { Double($0 % 4) })),
            Column(name: "churn", kind: .flag, storage: .codes(codes { Int32($0 % 2) }, words: ["no", "yes"])),
        ]
        return Table(
            name: "small.csv", source: .init(fingerprint: "f00d", header: true, delimiter: ","), rowCount: rows, columns: columns)
    }()

    /// A session in a folder of its own.
    static func withSession(_ body: (Session, RunStore) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let project = Project(folder: folder)
            try body(Session(project: project), project.openStore())
        }
    }

    /// Keeps a run with these folds as if it had been trained.
    @discardableResult
    static func run(
        _ recipe: Recipe, auc: [Double], parent: String? = nil, flipping: Set<Int32> = [], in store: RunStore
    ) throws -> RunRecord {
        let new = NewRun(
            recipe: recipe,
            table: TableRecord(fingerprint: recipe.source.fingerprint, name: "small.csv", path: "/none/small.csv"),
            parent: parent)
        let worker = WorkerIdentity(pid: 1, host: "here", threads: 1)
        let run = try store.create(new, claimedBy: worker)
        for (index, value) in auc.enumerated() {
            try store.record(
                StoredFold(fold: index + 1, trainingRows: 32, validationRows: 8, metrics: ["auc": value]), of: run.id)
        }
        let rows = (0..<Int32(40)).map { $0 }
        let share = rows.count / auc.count
        let predictions = auc.indices.map { fold in
            let mine = Array(rows[fold * share..<(fold == auc.count - 1 ? rows.count : (fold + 1) * share)])
            return StoredPredictions(
                fold: fold + 1, rows: mine,
                values: mine.flatMap { row -> [Double] in
                    let isRight = !flipping.contains(row)
                    let chance = (row % 2 == 1) == isRight ? 0.9 : 0.1
                    return [1 - chance, chance]
                })
        }
        return try store.finish(
            run.id, with: RunOutcome(state: .done, classes: ["no", "yes"], predictions: predictions))
    }
}
