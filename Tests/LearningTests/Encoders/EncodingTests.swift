import Recipes
import Tabular
import Testing

@testable import Learning

@Suite struct EncodingTests {
    private static let nan = Double.nan

    private func fitted(_ values: FeatureValues, _ encoding: String) throws -> FittedEncoding {
        FittedEncoding(
            fitting: values, try FeatureEncoding(parsing: encoding), column: "x",
            target: .numbers([Double](repeating: 0, count: values.count)))
    }

    private func numbers(_ values: FeatureValues) -> [Double] {
        if case .numbers(let values) = values { Array(values) } else { [] }
    }

    private func texts(_ values: FeatureValues) -> [String?] {
        guard case .codes(let codes, let words) = values else { return [] }
        #expect(Array(words) == words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        return codes.map { $0 < 0 ? nil : words[Int($0)] }
    }

    @Test func numbersAreFilledFromTheTrainingRows() throws {
        let training = FeatureValues.numbers([1, 2, 2, Self.nan, 10, .infinity])
        let asked = FeatureValues.numbers([Self.nan, 3, -.infinity])
        #expect(numbers(try fitted(training, "median").prepared(asked)) == [2, 3, -.infinity])
        #expect(numbers(try fitted(training, "mean").prepared(asked)) == [3.75, 3, -.infinity])
        #expect(numbers(try fitted(training, "mode").prepared(asked)) == [2, 3, -.infinity])
        #expect(numbers(try fitted(training, "constant=-1").prepared(asked)) == [-1, 3, -.infinity])
        // Nothing to learn from leaves what is missing to the family.
        #expect(numbers(try fitted(.numbers([Self.nan]), "median").prepared(asked))[0].isNaN)
    }

    @Test func numbersAreClippedBeforeTheyAreFilledAndLogged() throws {
        let training = FeatureValues.numbers((0...100).map(Double.init))
        let encoding = try fitted(training, "mean+clip=0.1+log")
        #expect(encoding.change == .numbers(low: 10, high: 90, filling: 50, takesLog: true))
        let values = numbers(encoding.prepared(.numbers([-5, 1000, Self.nan, 20])))
        for (value, wanted) in zip(values, [11.0, 91, 51, 21]) { #expect(abs(value - DeterministicMath.log(wanted)) < 1e-12) }
        let signed = numbers(try fitted(training, "log").prepared(.numbers([-7, 0])))
        #expect(abs(signed[0] + DeterministicMath.log(8)) < 1e-12 && signed[1] == 0)
    }

    @Test func rareCategoriesAreThoseOfTheTrainingRows() throws {
        let words = ["a", "b", "c", "d"]
        let training = FeatureValues.codes([0, 0, 0, 0, 0, 1, 1, 1, 2, -1], words: words)
        let asked = FeatureValues.codes([0, 1, 2, 3, -1], words: words)
        #expect(texts(try fitted(training, "rare=2").prepared(asked)) == ["a", "b", "other", "other", nil])
        #expect(texts(try fitted(training, "rare=0.34").prepared(asked)) == ["a", "other", "other", "other", nil])
        #expect(texts(try fitted(training, "mode").prepared(asked)) == ["a", "b", "c", "d", "a"])
        #expect(texts(try fitted(training, "constant=none").prepared(asked)) == ["a", "b", "c", "d", "none"])
        #expect(texts(try fitted(training, "constant=none+rare=2").prepared(asked)) == ["a", "b", "other", "other", "other"])
        #expect(texts(try fitted(training, "constant=c+rare=2").prepared(asked)) == ["a", "b", "c", "other", "c"])
        // Words of another table have other codes.
        let other = FeatureValues.codes([0, 1, 2], words: ["b", "c", "z"])
        #expect(texts(try fitted(training, "rare=2").prepared(other)) == ["b", "other", "other"])
    }

    @Test func whatWasFittedIsReadBack() throws {
        let training = FeatureValues.codes([0, 0, 1, -1], words: ["a", "b"])
        for encoding in [
            try fitted(training, "mode+rare=2"), try fitted(training, "constant=x"),
            try fitted(.numbers([1, 2, 5]), "median+clip=0.1+log"), try fitted(.numbers([]), "median"),
        ] {
            #expect(FittedEncoding(json: encoding.json) == encoding)
        }
        #expect(FittedEncoding(json: ["column": "x"]) == nil)
    }

    // MARK: Whole runs

    private static let rows = 120

    /// Numbers with gaps, words with rare ones, and a target that depends on both.
    private static func data(changing row: Int? = nil) -> Table {
        var x = (0..<rows).map { Double(($0 * 37) % 50) }
        var city: [String?] = (0..<rows).map { $0 % 40 == 0 ? "rare\($0)" : $0 % 3 == 0 ? "Rome" : $0 % 7 == 0 ? nil : "Oslo" }
        let y = (0..<rows).map { x[$0] + ($0 % 3 == 0 ? 5 : 0) }
        for place in stride(from: 0, to: rows, by: 6) { x[place] = nan }
        if let row {
            x[row] = 1e6
            city[row] = "elsewhere"
        }
        return table([LearningTests.numbers("x", x), words("city", city), LearningTests.numbers("y", y)])
    }

    private func encoded(_ family: ModelFamily, _ data: Table, _ encodings: [String: String], refit: Bool = false) throws
        -> Recipe
    {
        var made = try recipe(for: data, target: "y", task: .regression, family: family, refit: refit)
        for (column, encoding) in encodings {
            guard var feature = made.feature(column) else { continue }
            feature.encoding = encoding
            made.insert(feature)
        }
        return made
    }

    private static let both = ["x": "median+indicator+clip=0.05", "city": "mode+rare=3"]

    @Test func aValidationRowChangesNothingThatIsFitted() throws {
        let plan = try TrainingPlan(try encoded(.linear, Self.data(), Self.both), on: Self.data())
        for fold in plan.splits.folds {
            let before = FeatureEncoders(fitting: TrainingSet(plan.features, target: plan.target, rows: fold.training))
            #expect(before.parts.count == 2)
            for row in [fold.validation.rows[0], fold.validation.rows[fold.validation.rows.count - 1]] {
                let changed = try TrainingPlan(plan.recipe, on: Self.data(changing: Int(row)))
                let same = changed.splits.folds[fold.number - 1]
                #expect(same.training.rows == fold.training.rows)
                #expect(
                    FeatureEncoders(fitting: TrainingSet(changed.features, target: changed.target, rows: same.training)) == before
                )
            }
            let own = try TrainingPlan(plan.recipe, on: Self.data(changing: Int(fold.training.rows[1])))
            let other = FeatureEncoders(
                fitting: TrainingSet(own.features, target: own.target, rows: own.splits.folds[fold.number - 1].training))
            #expect(other != before)
        }
    }

    @Test(arguments: [ModelFamily.linear, .boosting])
    func everyFamilyGetsTheEncodedValues(_ family: ModelFamily) throws {
        let data = Self.data()
        let plain = try trained(try encoded(family, data, [:]), on: data)
        let auto = try trained(try encoded(family, data, ["x": "auto"]), on: data)
        let coded = try trained(try encoded(family, data, Self.both), on: data)
        #expect(auto.predictions == plain.predictions)
        #expect(coded.predictions != plain.predictions)
        #expect(coded.importance.map(\.column) == ["x", "city"])
        #expect(abs(coded.importance.reduce(0) { $0 + $1.mean } - 1) < 1e-9)
        #expect(try trained(try encoded(family, data, Self.both), on: data, threads: 1).predictions == coded.predictions)
    }

    @Test(arguments: [ModelFamily.linear, .boosting])
    func theModelRepeatsItsEncodings(_ family: ModelFamily) throws {
        let data = Self.data()
        let result = try trained(try encoded(family, data, Self.both, refit: true), on: data)
        let bytes = try #require(result.model)
        let model = try TrainedModel(bytes: bytes)
        #expect(model.bytes == bytes)
        let before = try model.predict(data, threads: 1)
        // Alone, a row gets what it gets among the others, though the words of its table are others.
        for row in [0, 6, 21, 40] {
            let x = data["x"]?.numbers?[row] ?? .nan
            let one = table([LearningTests.numbers("x", [x]), words("city", [data["city"]?.text(row: row)])])
            #expect(try model.predict(one, threads: 1) == [before[row]])
        }
    }

    @Test func aModelWithoutEncodingsIsWrittenAsBefore() throws {
        let data = Self.data()
        let result = try trained(try encoded(.linear, data, [:], refit: true), on: data)
        let text = String(decoding: try #require(result.model), as: UTF8.self)
        #expect(text.contains("\"assay_model\":1"))
        #expect(!text.contains("encodings"))
    }
}
