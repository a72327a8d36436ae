import Recipes
import Tabular
import Testing

@testable import Learning

/// Whatever the table is, a run gives a result or a sentence.
@Suite("Hostile tables")
struct HostileTableTests {
    private static let huge = (0..<40).map { Double($0 % 7 - 3) * 1.7e308 / 3 }
    private static let flags: [String?] = (0..<40).map { $0 % 3 == 0 ? "a" : "b" }

    private static let tables: [(name: String, columns: [Column])] = [
        ("one row", [numbers("x", [1]), numbers("q", [1]), words("c", ["a"])]),
        ("no rows", [numbers("x", []), numbers("q", []), words("c", [])]),
        ("two rows", [numbers("x", [1, 2]), numbers("q", [1, 2]), words("c", ["a", "b"])]),
        (
            "one class",
            [numbers("x", Array(repeating: 1, count: 40)), numbers("q", huge), words("c", Array(repeating: "a", count: 40))]
        ),
        (
            "target missing",
            [numbers("x", huge), numbers("q", Array(repeating: .nan, count: 40)), words("c", Array(repeating: nil, count: 40))]
        ),
        (
            "features missing",
            [numbers("x", Array(repeating: .nan, count: 40)), numbers("q", (0..<40).map { Double($0) }), words("c", flags)]
        ),
        (
            "words missing",
            [words("x", Array(repeating: nil, count: 40)), numbers("q", (0..<40).map { Double($0) }), words("c", flags)]
        ),
        (
            "infinite features",
            [
                numbers("x", (0..<40).map { $0 % 2 == 0 ? .infinity : -.infinity }), numbers("q", (0..<40).map { Double($0) }),
                words("c", flags),
            ]
        ),
        (
            "some infinite",
            [
                numbers("x", (0..<40).map { $0 % 9 == 0 ? .infinity : Double($0) }), numbers("q", (0..<40).map { Double($0) }),
                words("c", flags),
            ]
        ),
        (
            "infinite target",
            [
                numbers("x", (0..<40).map { Double($0) }), numbers("q", (0..<40).map { $0 == 5 ? .infinity : 1 }),
                words("c", flags),
            ]
        ),
        ("huge", [numbers("x", huge), numbers("q", huge.reversed()), words("c", flags)]),
        (
            "tiny",
            [
                numbers("x", (0..<40).map { Double($0) * .leastNonzeroMagnitude }),
                numbers("q", (0..<40).map { Double($0) * 2000 * .leastNonzeroMagnitude }),
                words("c", flags),
            ]
        ),
        (
            "constant target",
            [numbers("x", (0..<40).map { Double($0) }), numbers("q", Array(repeating: 3, count: 40)), words("c", flags)]
        ),
        (
            "constant feature",
            [numbers("x", Array(repeating: 0.1, count: 40)), numbers("q", (0..<40).map { Double($0) }), words("c", flags)]
        ),
        (
            "all different words",
            [words("x", (0..<40).map { "w\($0)" }), numbers("q", (0..<40).map { Double($0) }), words("c", flags)]
        ),
        (
            "more columns than rows",
            (0..<90).map { column in numbers("x\(column)", (0..<40).map { CounterRandom(seed: column).unit($0) }) }
                + [numbers("q", (0..<40).map { Double($0 * $0 % 17) }), words("c", flags)]
        ),
        (
            "the same column twice",
            [
                numbers("x", (0..<40).map { Double($0) }), numbers("x2", (0..<40).map { Double($0) }),
                numbers("q", (0..<40).map { Double($0 * 2) }), words("c", flags),
            ]
        ),
        (
            "separable",
            [numbers("x", (0..<40).map { $0 % 3 == 0 ? -1 : 1 }), numbers("q", (0..<40).map { Double($0) }), words("c", flags)]
        ),
        (
            "a class of one",
            [
                numbers("x", (0..<40).map { Double($0) }), numbers("q", (0..<40).map { Double($0) }),
                words("c", (0..<40).map { $0 == 7 ? "rare" : $0 % 2 == 0 ? "a" : "b" }),
            ]
        ),
    ]

    @Test(arguments: tables.indices, ModelFamily.all)
    func aResultOrASentence(_ index: Int, _ family: ModelFamily) throws {
        let (name, columns) = Self.tables[index]
        let rows = table(columns, name: name)
        let features = columns.map(\.name).filter { $0.hasPrefix("x") }
        for task in [LearningTask.classification, .regression] where family.tasks.contains(task) {
            // The usual five folds are more than there are rows in the smallest.
            let folds = SplitScheme.crossValidation(folds: 3, repeats: 1)
            for split in [rows.rowCount < 5 ? .standard : folds, .holdout(0.2)] {
                let recipe = try recipe(
                    for: rows, target: task == .regression ? "q" : "c", task: task, family: family, split: split,
                    set: family.quick, features: features, sealed: 0.1,
                    refit: true)
                do {
                    let result = try trained(recipe, on: rows)
                    for fold in result.predictions { #expect(fold.values.allSatisfy { $0.isFinite }, "\(name), \(split)") }
                    for score in result.folds { #expect(score.metrics.values.allSatisfy { $0.isFinite }) }
                    let bytes = try #require(result.model)
                    let model = try TrainedModel(bytes: bytes)
                    #expect(try model.predict(rows, threads: 1).allSatisfy { $0.isFinite }, "\(name), \(split)")
                } catch let error as AssayError {
                    #expect(!error.message.isEmpty && !error.hint.isEmpty, "\(name), \(split)")
                }
            }
        }
    }

    @Test func whatIsWrongWithARecipeIsSaid() throws {
        let rows = table([
            numbers("x", (0..<40).map { Double($0) }), numbers("q", (0..<40).map { Double($0 % 5) }), words("c", Self.flags),
        ])
        func code(_ change: (inout Recipe) throws -> Void) throws -> String? {
            var recipe = try recipe(for: rows, target: "c", task: .classification, family: .logistic, features: ["x"])
            try change(&recipe)
            do {
                try Trainer.check(recipe, on: rows)
                return nil
            } catch { return error.code }
        }
        #expect(try code { _ in } == nil)
        #expect(try code { $0.removeFeature("x") } == "no_features")
        #expect(try code { $0.insert(Recipe.Feature(column: "c", kind: .category)) } == "target_is_feature")
        #expect(try code { $0.insert(Recipe.Feature(column: "z", kind: .number)) } == "no_such_column")
        #expect(try code { $0.insert(Recipe.Feature(column: "q", kind: .number, encoding: "magic")) } == "unknown_encoding")
        #expect(try code { $0.target.column = "nowhere" } == "no_such_column")
        #expect(try code { $0.metric = "rmse" } == "metric_not_applicable")
        #expect(try code { $0.model = Recipe.Model(.linear) } == "wrong_task")
        #expect(try code { $0.target.task = .regression } == "wrong_task")
        // The column of fold numbers is no feature, even if it is listed.
        #expect(try code { $0.split = .column("x") } == "no_features")
        // A number that is read as a category is one.
        #expect(try code { $0.insert(Recipe.Feature(column: "q", kind: .category)) } == nil)
    }

    @Test func dependentColumnsGiveWhatIndependentOnesGive() throws {
        let random = CounterRandom(seed: 11)
        let x = (0..<60).map { random.unit($0) }
        let y = x.enumerated().map { 3 * $0.element + 0.1 * random.unit(1000 + $0.offset) }
        let once = table([numbers("x", x), numbers("y", y)])
        let twice = table([numbers("x", x), numbers("x2", x.map { 2 * $0 + 1 }), numbers("y", y)])
        let a = try trained(try recipe(for: once, target: "y", task: .regression, family: .linear), on: once)
        let b = try trained(try recipe(for: twice, target: "y", task: .regression, family: .linear), on: twice)
        for (a, b) in zip(a.predictions, b.predictions) {
            #expect(zip(a.values, b.values).allSatisfy { abs($0 - $1) < 1e-7 })
        }
    }

    /// The iterative way of wide tables against the direct one.
    @Test func conjugateGradientsAgree() throws {
        let random = CounterRandom(seed: 12)
        var matrix = DesignMatrix(rowCount: 80, denseWidth: 6, slotCount: 0, width: 6)
        for column in 0..<6 { matrix.setDense(column, (0..<80).map { random.unit(column * 1000 + $0) - 0.5 }) }
        let y = (0..<80).map { random.unit(9000 + $0) }
        for alpha in [0, 2.5] {
            let direct = LeastSquares(matrix: matrix, alpha: alpha, threads: 1, directLimit: 100).solve(y)
            let iterated = LeastSquares(matrix: matrix, alpha: alpha, threads: 2, directLimit: 0).solve(y)
            #expect(zip(direct, iterated).allSatisfy { abs($0 - $1) < 1e-9 })
        }
    }
}
