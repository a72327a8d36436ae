import Experiments
import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

/// What the guard says of known tables: all that is planted, and nothing else than what docs/guard.md gives a reason for.
@Suite struct GuardExampleTests {
    @Test(arguments: GuardExamples.all.indices)
    func knownTablesRaiseWhatIsListed(_ index: Int) throws {
        let example = GuardExamples.all[index]
        guard let path = example.path else { return }
        let bench = try GuardBench(path)
        var recipe = try bench.recipe(example.target, task: example.task, model: example.model, example.change)
        // Without optimisation a hundred trees take minutes.
        if example.model == .boosting { try recipe.model.set("n_estimators", "20") }
        recipe.refit = false
        let (run, findings) = try bench.train(recipe)
        #expect(run.state == .done && run.guarding.isComplete)
        let expected = Set(example.set.findings.map { one in one.column.map { "\(one.code) \($0)" } ?? one.code })
        let found = Set(findings.map(\.name))
        if let file = getenv("ASSAY_GUARD_LOG").flatMap({ fopen($0, "a") }) {
            fputs("\(example.set.name)\n" + findings.map { "  \($0.level) \($0.name): \($0.evidence)\n" }.joined(), file)
            fclose(file)
        }
        #expect(found == expected, "\(example.set.name): \(findings.map { "\($0.name): \($0.evidence)" })")
    }

    /// `ASSAY_UPDATE=1` writes the page.
    @Test func theManualHasEveryCheckAndEveryTable() throws {
        let page = GuardManual.page(sets: GuardExamples.all.map(\.set))
        let path = packageFolder + "/docs/guard.md"
        if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" { try writeText(page, to: path) }
        #expect(try readText(path) == page)
        for check in GuardCheck.all { #expect(page.contains("\n### \(check.code)\n")) }
        #expect(Set(GuardCheck.all.map(\.code)).count == GuardCheck.all.count)
    }
}
