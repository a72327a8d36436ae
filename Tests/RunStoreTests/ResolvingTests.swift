import Recipes
import RunStore
import TestSupport
import Testing

@Suite struct ResolvingTests {
    let folder = TemporaryFolder()

    private func code(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return (error as? AssayError)?.code ?? "\(error)"
        }
    }

    @Test func runsAreNamedInManyWays() throws {
        let store = try RunStore(folder: folder.path)
        #expect(code { _ = try store.resolve("last") } == "no_such_run")
        let runs = try (0..<12).map { try store.create(newRun(seed: $0)) }
        #expect(try store.resolve("3").id == runs[2].id)
        #expect(try store.resolve("#12").id == runs[11].id)
        #expect(try store.resolve("last").id == runs[11].id)
        #expect(try store.resolve(runs[4].id).id == runs[4].id)
        #expect(try store.resolve(runs[4].id.lowercased()).id == runs[4].id)
        #expect(code { _ = try store.resolve("baseline") } == "no_such_run")
        try store.setBaseline(runs[1].id)
        #expect(try store.resolve("baseline").id == runs[1].id)
        try store.edit(runs[11].id, .binned(true))
        #expect(try store.resolve("last").id == runs[10].id)
    }

    @Test func aPrefixMustBeEnough() throws {
        let store = try RunStore(folder: folder.path)
        for (index, id) in ["01AAAAAAAAAAAAAAAAAAAAAAAA", "01AAAAAAAAAAAAAAAAAAAAAAAB", "01BAAAAAAAAAAAAAAAAAAAAAAA"].enumerated()
        {
            _ = try store.create(NewRun(id: id, recipe: recipe(seed: index), table: churn))
        }
        #expect(try store.resolve("01b").number == 3)
        #expect(try store.resolve("01AAAAAAAAAAAAAAAAAAAAAAAA").number == 1)
        #expect(code { _ = try store.resolve("01A") } == "ambiguous")
        #expect(code { _ = try store.resolve("01") } == "ambiguous")
        #expect(code { _ = try store.resolve("4") } == "no_such_run")
        #expect(code { _ = try store.resolve("0") } == "ambiguous")
        #expect(code { _ = try store.resolve("nonsense!") } == "no_such_run")
        #expect(code { _ = try store.resolve("") } == "no_such_run")
    }
}
