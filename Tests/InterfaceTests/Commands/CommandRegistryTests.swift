import Interface
import Recipes
import Terminal
import Testing

@Suite struct CommandRegistryTests {
    private func registry() throws -> CommandRegistry<SampleContext, SampleEffect> { try CommandRegistry(sampleCommands) }

    private func id(_ keys: [Key], _ scopes: [Scope]) throws -> String? {
        if case .command(let command) = try registry().lookup(keys, in: scopes) { return command.id }
        return nil
    }

    @Test func keysMeanTheNearestCommand() throws {
        #expect(try id(["R"], []) == "draft.train")
        #expect(try id(["R"], ["model.form", "model"]) == "model.reset")
        #expect(try id(["c"], []) == nil)
        #expect(try id(["c"], ["runs"]) == "runs.compare")
        #expect(try id(["Ctrl-P"], ["runs"]) == "app.palette")
    }

    @Test func prefixesSayWhatMayFollow() throws {
        guard case .prefix(let next) = try registry().lookup(["g"], in: ["table"]) else {
            Issue.record("g is no prefix")
            return
        }
        #expect(next.map(\.key) == ["g", "o"])
        #expect(next.map(\.command.id) == ["table.top", "table.open-group"])
        #expect(try id(["g", "o"], ["table"]) == "table.open-group")
        #expect(try id(["g", "x"], ["table"]) == nil)
    }

    @Test func idsAndKeysAreUnique() {
        func command(_ id: String, _ keys: [KeySequence], _ scope: Scope = .global) -> SampleCommand {
            SampleCommand(id, id, "Does something.", keys: keys, scopes: [scope], category: "All", perform: { _ in [] })
        }
        func code(_ commands: [SampleCommand]) -> String? {
            do {
                _ = try CommandRegistry(commands)
                return nil
            } catch { return error.code }
        }
        #expect(code([command("a", ["x"]), command("a", ["y"])]) == "duplicate_command")
        #expect(code([command("a", ["x"]), command("b", ["x"])]) == "duplicate_key")
        #expect(code([command("a", ["x"]), command("b", ["x"], "runs")]) == nil)
        #expect(code([command("a", ["g"]), command("b", ["g g"])]) == "key_shadowed")
    }

    @Test func commandsChangeTheContextAndGiveEffects() throws {
        var context = SampleContext()
        let command = try #require(try registry().command("draft.train"))
        #expect(command.perform(&context) == [.train])
        #expect(context.log == ["train"])
    }

    @Test func theFooterHasTheLikeliestThatCanBeDone() throws {
        let none = try registry().footer(in: ["runs"], context: SampleContext())
        #expect(none.map(\.id) == ["draft.train", "runs.resume", "app.palette"])
        let one = try registry().footer(in: ["runs"], context: SampleContext(selected: 1))
        #expect(one.map(\.id) == ["draft.train", "runs.compare", "runs.resume", "app.palette"])
        // A key that a nearer scope takes is not offered.
        #expect(try registry().footer(in: ["model.form"], context: SampleContext()).map(\.id) == ["app.palette"])
    }

    @Test func helpHasWhatAppliesWithReasons() throws {
        let rows = try registry().rows(in: ["runs"], context: SampleContext())
        #expect(rows.map(\.id) == ["runs.compare", "runs.resume", "draft.train", "app.palette"])
        #expect(rows[0].availability == .unavailable("no run is marked"))
        #expect(rows[0].keys.map(\.description) == ["c"])
        #expect(try registry().allRows(in: ["runs"], context: SampleContext()).count == sampleCommands.count)
    }
}

@Suite struct KeyOverridesTests {
    @Test func keysAreReplacedAndTaken() throws {
        let overrides = try KeyOverrides(
            text: "\"runs.compare\" = [\"r\", \"Ctrl-K\"]\n\"app.palette\" = \"F2\"\n\"table.top\" = []\n", place: "keys.toml")
        let registry = try CommandRegistry(sampleCommands).applying(overrides)
        #expect(registry.command("runs.compare")?.keys == ["r", "Ctrl-K"])
        // It was in the same scope.
        #expect(registry.command("runs.resume")?.keys == [])
        #expect(registry.command("app.palette")?.keys == ["F2"])
        #expect(registry.command("table.top")?.keys == [])
    }

    @Test(arguments: [
        ("\"runs.compare\" = [\"Hyper-X\"]", "unknown_key"), ("\"runs.compare\" = 7", "key_file"), ("runs = [", "key_file"),
        ("\"runs.compar\" = [\"c\"]", "unknown_command"),
        ("\"runs.compare\" = \"q\"\n\"runs.resume\" = \"q\"", "duplicate_key"),
    ])
    func mistakesAreNamed(text: String, code: String) throws {
        do {
            _ = try CommandRegistry(sampleCommands).applying(try KeyOverrides(text: text, place: "keys.toml"))
            Issue.record("no error")
        } catch {
            #expect(error.code == code)
            #expect(code == "duplicate_key" || error.sentence.contains("runs") || error.sentence.contains("line 1"))
        }
    }
}
