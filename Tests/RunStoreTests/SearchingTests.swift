import GRDB
import Recipes
import RunStore
import TestSupport
import Testing

/// The store picks and sorts as the records in memory are picked and sorted.
@Suite struct SearchingTests {
    let folder = TemporaryFolder()
    let store: RunStore

    init() throws { store = try RunStore(folder: folder.path) }

    /// Runs that differ in all that is asked below.
    private func fill() throws {
        let families: [ModelFamily] = [.boosting, .logistic, .mlp, .baseline]
        for index in 0..<24 {
            var own = recipe(
                seed: index % 3, family: families[index % 4], features: index % 2 == 0 ? ["age"] : ["Größe", "tenure"])
            if index % 4 == 0 { try own.model.set("learning_rate", index % 8 == 0 ? "0.05" : "0.1") }
            if index % 5 == 0 { own.filter = "age > 20" }
            if index % 6 == 0 { own.weight = "importance" }
            let table = TableRecord(fingerprint: "f00d", name: "Churn_100%.csv", path: "/data/Churn.csv")
            let parent = index > 3 ? try store.runs().first?.id : nil
            let run = try store.create(
                NewRun(
                    recipe: own, table: table, parent: parent, note: ["", "ein Übermaß", "100 % draft", "a_b"][index % 4],
                    tags: index % 3 == 0 ? ["Keep", "x"] : []),
                claimedBy: index % 7 == 0 ? nil : worker)
            guard index % 7 != 0 else { continue }
            for fold in 1...(index % 2 + 1) {
                try store.append(
                    [
                        points("\(fold)/valid/log_loss", from: 1, count: 9) {
                            0.5 - Double($0 % 7) * 0.01 * Double(fold + index)
                        },
                        points("\(fold)/train/log_loss", from: 1, count: 9) { _ in 0.1 },
                        points("refit/valid/log_loss", from: 1, count: 9) { _ in 0 },
                    ], to: run.id)
                let auc = index == 9 ? .nan : 0.8 + Double(index * 7 % 11) / 100 + Double(fold) / 1000
                try store.record(
                    StoredFold(fold: fold, trainingRows: 80, validationRows: 20, metrics: ["auc": auc, "brier": 0.1]), of: run.id)
            }
            if index % 5 != 4 {
                try store.finish(run.id, with: RunOutcome(state: .done, seconds: ["total": Double(index), "fit": 0.5]))
            }
        }
        try store.edit(store.runs()[5].id, .binned(true))
    }

    static let queries = [
        "", "auc>0.85", "auc!=0.85", "not auc>0.85", "auc.best>0.9", "log_loss.best<0.3", "log_loss.last>=0.42",
        "log_loss.step>4",
        "auc.sd>0", "model:boosting", "MODEL:Boosting", "model!=mlp", "tag:keep", "not tag:keep", "note:übermass",
        "note:ÜBERMASS", "note:Übermaß", "note:\"100 %\"", "note:a_b", "note:\"%\"", "feature:größe", "feature:GRÖSSE",
        "feature:tenure",
        "learning_rate=0.05", "learning_rate>0.05", "learning_rate!=0.05", "not learning_rate=0.05", "C=1", "c>0.5",
        "activation!=relu",
        "preset=realmlp", "model.preset!=realmlp", "seed=1", "seed>0 auc>0.8", "features>1", "number<=7", "run:3", "run:0",
        "parent:0",
        "state:done", "state!=done", "table:churn_100", "table:\"100%\"", "source:data", "target:churn", "task:classification",
        "metric:auc", "split:cv", "split:cv:5", "host:here", "threads=2", "folds=0", "score>0.85", "seconds>5", "fit>=0.5",
        "load>0", "filter:age", "not filter:age", "weight:importance", "resample:none", "calibration:none", "created>1h",
        "created:today", "not created:today", "created!=today", "started:yesterday", "finished<1d", "draft", "größe", "Keep", "7",
        "_",
        "auc>0.82 model:boosting (tag:keep or state:done) not note:draft", "(auc>0.9 or brier<0.2) and not (tag:x or features=2)",
    ]

    @Test func theStoreFindsWhatTheRecordsAnswer() throws {
        try fill()
        let all = try store.runs()
        #expect(all.count == 23)
        for text in Self.queries {
            let query = try RunQuery(text)
            let wanted = all.filter(query.matches).map(\.number)
            #expect(try store.runs(matching: query).map(\.number).sorted() == wanted, "\(text)")
            #expect(try store.count(matching: query) == wanted.count, "\(text)")
        }
    }

    @Test(arguments: [
        "auc", "-auc", "log_loss.best", "-log_loss.last", "log_loss.step", "auc.sd", "number", "-number", "model,auc",
        "-model,-auc",
        "seconds", "fit,-number", "started", "features,auc", "learning_rate,auc", "preset", "tags,auc", "note", "state,seconds",
        "seed,auc", "feature:tenure,-auc", "score", "recipe.filter,auc", "brier",
    ])
    func theStoreSortsAsTheRecordsAreSorted(text: String) throws {
        try fill()
        let all = try store.runs()
        let sorts = try RunSort.list(parsing: text)
        let wanted = RunSort.places(of: all, by: sorts).map { all[$0].number }
        for limit in [1, 7, 23, 100] {
            let found = try store.runs(matching: RunQuery(""), sortedBy: sorts, limit: limit)
            #expect(found.map(\.number) == Array(wanted.prefix(limit)), "\(text) \(limit)")
        }
        #expect(
            try store.runs(matching: RunQuery("auc>0.85"), sortedBy: sorts).map(\.number)
                == wanted.filter { number in all.contains { $0.number == number && $0.metrics["auc"]?.mean ?? 0 > 0.85 } })
    }

    @Test func curvesAreSummedUpOverTheFolds() throws {
        let run = try store.running()
        try store.append(
            [
                points("1/valid/auc", from: 1, count: 5) { [0.5, 0.7, 0.9, 0.8, 0.6][$0 - 1] },
                points("2/valid/auc", from: 1, count: 5) { [0.5, 0.7, 0.8, 0.8, 0.9][$0 - 1] },
            ], to: run.id)
        let curve = try #require(try store.run(run.id).curves["auc"])
        #expect(abs(curve.best - 0.9) < 1e-12 && curve.bestStep == 4 && abs(curve.last - 0.75) < 1e-12)
    }

    @Test func anOlderStoreIsSearchedLikeANewOne() throws {
        let other = TemporaryFolder()
        do {
            let store = try RunStore(folder: other.path)
            _ = try store.create(newRun(seed: 4))
        }
        let queue = try DatabaseQueue(path: other.path + "/runs.sqlite")
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    DROP TABLE recipe_value; DROP TABLE purged; DROP INDEX run_by_recipe; DROP INDEX run_metric_by_value;
                    DROP INDEX series_by_metric;
                    DELETE FROM grdb_migrations WHERE identifier LIKE '4%'; PRAGMA user_version = 3
                    """)
        }
        try queue.close()
        let store = try RunStore(folder: other.path)
        #expect(try store.runs(matching: RunQuery("seed=4 feature:age learning_rate=0.1")).map(\.number) == [1])
    }
}
