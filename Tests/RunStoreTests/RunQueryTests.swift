import Recipes
import RunStore
import Testing

@Suite struct RunQueryTests {
    /// Five runs that differ in what the queries ask for.
    let runs: [RunRecord] = {
        func record(
            _ number: Int, _ family: ModelFamily, _ state: RunState, auc: Double?, loss: Double?, tags: [String] = [],
            note: String = "",
            features: [String] = ["age"], started: Double? = nil
        ) -> RunRecord {
            var record = RunRecord(
                id: "01ARZ3NDEKTSV4RRFFQ69G5FA\(number)", number: number, state: state,
                recipe: recipe(seed: number, family: family, features: features), table: "churn.csv", source: "/data/churn.csv",
                createdAt: 1_770_000_000)
            if let auc { record.metrics["auc"] = .init(folds: [auc]) }
            if let loss { record.metrics["log_loss"] = .init(folds: [loss]) }
            (record.tags, record.note, record.startedAt) = (tags, note, started)
            record.seconds = ["total": Double(number), "fit": Double(number) / 2]
            return record
        }
        return [
            record(1, .boosting, .done, auc: 0.86, loss: 0.41, tags: ["keep"], note: "the good one", started: 1_772_323_200),
            record(2, .boosting, .running, auc: nil, loss: nil, features: ["age", "tenure"]),
            record(3, .logistic, .done, auc: 0.84, loss: 0.43, tags: ["Keep", "old"], note: "a draft"),
            record(4, .baseline, .failed, auc: 0.5, loss: 0.58, note: "say \"no\""),
            record(5, .boosting, .done, auc: 0.88, loss: 0.40, note: "draft 2", features: ["my age", "fit"]),
        ]
    }()

    private func found(_ text: String) throws -> [Int] {
        let query = try RunQuery(text)
        return runs.filter(query.matches).map(\.number)
    }

    @Test(arguments: [
        ("", [1, 2, 3, 4, 5]),
        ("   ", [1, 2, 3, 4, 5]),
        ("auc>0.85", [1, 5]),
        ("auc >= 84%", [1, 3, 5]),
        ("auc!=0.5", [1, 3, 5]),
        ("log_loss<0.41", [5]),
        ("model:boosting", [1, 2, 5]),
        ("MODEL:Boosting", [1, 2, 5]),
        ("tag:keep", [1, 3]),
        ("tag:keep or state:running", [1, 2, 3]),
        ("auc>0.85 model:boosting (tag:keep or state:running) not note:draft", [1]),
        ("auc>0.85 AND model:boosting And NOT note:draft", [1]),
        ("not not tag:keep", [1, 3]),
        ("not (tag:keep or model:boosting)", [4]),
        ("tag:keep or model:boosting auc>0.87", [1, 3, 5]),
        ("(tag:keep or model:boosting) auc>0.85", [1, 5]),
        ("note:\"good one\"", [1]),
        ("note:'say \"no\"'", [4]),
        ("feature:tenure", [2]),
        ("feature:\"my age\"", [5]),
        ("features>1", [2, 5]),
        ("draft", [3, 5]),
        ("tenure", [2]),
        ("number<=2", [1, 2]),
        ("run:3", [3]),
        ("fit>=2", [4, 5]),
        ("seconds>4", [5]),
        ("learning_rate=0.1", [1, 2, 5]),
        ("model.learning_rate>0.1", []),
        ("split:cv:5", [1, 2, 3, 4, 5]),
        ("state!=done", [2, 4]),
        ("started>=2026-03-01", [1]),
        ("started>2026-03-01", []),
        ("target:churn table:CHURN", [1, 2, 3, 4, 5]),
    ])
    func queriesFindWhatTheySay(query: String, numbers: [Int]) throws {
        #expect(try found(query) == numbers)
    }

    @Test(arguments: [
        ("auc>", 5), ("auc>0.8 (tag:keep", 9), ("tag:keep)", 9), ("aucc>0.8", 1), ("auc>high", 5), ("model:bosting", 7),
        ("or tag:keep", 1), ("tag:keep or", 12), ("note:\"open", 6), ("a !b", 3), (">3", 1), ("state:don", 7), ("not", 4),
        ("note>3", 1),
        ("tag:keep and and auc>1", 14), ("started>soon", 9), ("()", 2),
    ])
    func mistakesArePointedAt(query: String, character: Int) throws {
        do {
            _ = try RunQuery(query)
            Issue.record("\(query) was read")
        } catch {
            #expect(error.code == "query" && error.isUsage)
            #expect(error.message.contains("at character \(character) of"), "\(error.message)")
        }
    }

    @Test func theNearestWordIsNamed() {
        #expect { _ = try RunQuery("modle:boosting") } throws: { "\($0)".contains("did you mean model?") }
        #expect { _ = try RunQuery("state:runing") } throws: { "\($0)".contains("did you mean running?") }
        #expect { _ = try RunQuery("lerning_rate=0.1") } throws: { "\($0)".contains("did you mean learning_rate?") }
    }

    @Test func deepNestingIsAnErrorAndNoCrash() {
        #expect(throws: AssayError.self) { try RunQuery(String(repeating: "(", count: 100_000)) }
    }

    @Test func runsAreSortedBestFirst() throws {
        func order(_ key: String) throws -> [Int] { try RunSort(parsing: key).sorted(runs).map(\.number) }
        #expect(try order("auc") == [5, 1, 3, 4, 2])
        #expect(try order("-auc") == [4, 3, 1, 5, 2])
        #expect(try order("log_loss") == [5, 1, 3, 4, 2])
        #expect(try order("number") == [5, 4, 3, 2, 1])
        #expect(try order("-number") == [1, 2, 3, 4, 5])
        #expect(try order("model") == [4, 5, 2, 1, 3])
        #expect(try order("seconds") == [5, 4, 3, 2, 1])
        #expect(throws: AssayError.self) { try RunSort(parsing: "beauty") }
    }
}
