import Recipes
import RunStore
import TestSupport
import Testing

@Suite struct RunViewTests {
    @Test func viewsAreKeptUnderTheirNames() throws {
        let folder = TemporaryFolder()
        let store = try RunStore(folder: folder.path)
        let view = RunView(
            columns: try RunField.list(parsing: "number, auc.best,learning_rate,feature:My Age,recipe.filter"),
            sorts: try RunSort.list(parsing: "auc,-seconds"), query: "auc>0.8", showsOnlyDifferences: true, groupsSeeds: true,
            widths: [.parameter("learning_rate"): 9])
        try store.keep(view, as: " good ones ")
        try store.keep(RunView(), as: "all")
        #expect(try store.views().map(\.name) == ["all", "good ones"])
        #expect(try RunStore(folder: folder.path).view("Good Ones") == view)
        #expect { try store.view("good one") } throws: { "\($0)".contains("did you mean good ones?") }
        try store.keep(nil, as: "good ones")
        #expect(try store.views().map(\.name) == ["all"])
        #expect(throws: AssayError.self) { try store.keep(view, as: "  ") }
        #expect(throws: AssayError.self) { try store.keep(view, as: "a\nb") }
    }

    @Test func everyFieldIsReadAsItIsWritten() throws {
        for name in RunField.names {
            let field = try #require(RunField(named: name), "\(name)")
            #expect(RunField(named: field.name) == field, "\(name)")
        }
        for name in ["feature:a,b", "recipe.step.1", "metric.my_loss", "metric.my_loss.best", "model.own", "AUC.Best"] {
            let field = try #require(RunField(named: name), "\(name)")
            #expect(RunField(named: field.name) == field, "\(name)")
        }
        #expect(RunField(named: "beauty") == nil && RunField(named: "auc.worst") == nil && RunField(named: "feature:") == nil)
        #expect { try RunField.list(parsing: "auc,lerning_rate") } throws: { "\($0)".contains("did you mean learning_rate?") }
    }

    @Test(
        arguments: [
            ("", [], nil), ("learni", ["learning_rate", "learning_rate_init"], "learning_rate"),
            ("auc>0.8 sta", ["state:", "started"], "auc>0.8 sta"),
            ("state:ru", ["running"], "state:running"), ("not (tag:ke", ["keep it"], "not (tag:\"keep it\""),
            ("model:", nil, nil), ("xyzzy", [], nil),
        ] as [(String, [String]?, String?)])
    func aQueryIsCompleted(head: String, words: [String]?, completed: String?) throws {
        let folder = TemporaryFolder()
        let store = try RunStore(folder: folder.path)
        _ = try store.create(newRun(tags: ["keep it"]))
        let completion = RunQueryCompletion(head, runs: try store.runs())
        if let words {
            let found = completion.words.map { $0.filter { $0 != "\"" } }
            #expect(words.allSatisfy(found.contains) && (words.isEmpty == found.isEmpty), "\(found)")
        }
        if let completed { #expect(completion.completed(head)?.hasPrefix(completed) == true, "\(completion)") }
        if head == "model:" { #expect(Set(completion.words) == Set(ModelFamily.all.map(\.key))) }
    }
}
