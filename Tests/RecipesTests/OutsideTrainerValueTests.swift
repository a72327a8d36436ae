import Recipes
import Testing

@Suite struct OutsideTrainerValueTests {
    private func recipe() -> Recipe {
        Recipe(
            source: Recipe.Source(fingerprint: "f", header: true, delimiter: ","),
            target: Recipe.Target(column: "y", task: .regression), features: [], model: Recipe.Model(.linear), metric: "rmse")
    }

    @Test func recipesWithoutATrainerKeepTheirDocument() throws {
        #expect(recipe().json["trainer"] == nil)
        var changed = recipe()
        changed.use(try OutsideTrainer(command: ["python", "train.py"]))
        #expect(changed.hash != recipe().hash)
        changed.model = Recipe.Model(.linear)
        #expect(changed == recipe() && changed.hash == recipe().hash)
    }

    @Test func aRecipeWithATrainerReadsBack() throws {
        var written = recipe()
        written.use(
            try OutsideTrainer(command: ["python", "train.py", "--fast"], table: .arrow),
            parameters: ["depth": .integer(3), "rate": .real(0.5), "loss": .text("mae"), "deep": .flag(true)])
        let read = try Recipe(json: JSON(parsing: written.json.canonicalText))
        #expect(read == written && read.hash == written.hash)
        #expect(read.modelName == "train.py")
        let fields = Dictionary(uniqueKeysWithValues: written.fields.map { ($0.field, $0.value) })
        #expect(fields["trainer"] == "python train.py --fast, arrow" && fields["model.depth"] == 3)
    }

    @Test func aRecipeByHandNeedsTheCommandAlone() throws {
        guard case .object(var members) = recipe().json else { return }
        members["model"] = nil
        members["trainer"] = ["python", "train.py"]
        let read = try Recipe(json: .object(members))
        #expect(
            read.trainer?.command == ["python", "train.py"] && read.model.family == "trainer" && read.model.parameters.isEmpty)
        members["model"] = ["family": "boosting"]
        #expect(throws: AssayError.self) { try Recipe(json: .object(members)) }
        members["trainer"] = nil
        members["model"] = ["family": "trainer"]
        #expect(throws: AssayError.self) { try Recipe(json: .object(members)) }
        for wrong in [[], [""], [1], "python train.py", ["command": ["x"], "table": "xls"], ["a\u{0}"], ["order": ["x"]]]
            as [JSON]
        {
            members["trainer"] = wrong
            #expect(throws: AssayError.self, "\(wrong)") { try Recipe(json: .object(members)) }
        }
    }

    @Test func commandsAreReadAsTheyAreTyped() throws {
        let trainer = try OutsideTrainer(parsing: #"python3 "my models/train.py" --name 'a "b"' x\ y ''"#)
        #expect(trainer.command == ["python3", "my models/train.py", "--name", #"a "b""#, "x y", ""])
        #expect(try OutsideTrainer(parsing: trainer.line) == trainer)
        #expect(trainer.name == "train.py")
        #expect(try OutsideTrainer(command: ["/opt/x/learn"]).name == "learn")
        for wrong in ["", "   ", "python 'train.py", #"python \"#] {
            #expect(throws: AssayError.self) { try OutsideTrainer(parsing: wrong) }
        }
    }

    @Test func aTrainersParametersAreWhatTheyLookLike() throws {
        var model = Recipe.Model(.trainer)
        for (name, text) in [("a", "3"), ("b", "0.5"), ("c", "true"), ("d", "deep"), ("e", "nan")] { try model.set(name, text) }
        #expect(
            model.parameters == ["a": .integer(3), "b": .real(0.5), "c": .flag(true), "d": .text("deep"), "e": .text("nan")])
        #expect(model.declaredParameters.map(\.name) == ["a", "b", "c", "d", "e"])
        #expect(throws: AssayError.self) { try model.set("f", ["list"]) }
    }
}
