import Recipes
import Tabular
import Testing

@testable import Learning

@Suite("Splits")
struct SplitTests {
    /// 200 rows: a class that 1 row in 10 has, groups of 1 to 9 rows, a time with equal moments, folds by hand.
    private static let sample: Table = {
        let rows = 0..<200
        return table([
            numbers("x", rows.map { Double($0 * 7 % 31) }),
            words("customer", rows.map { "c\(($0 * $0) % 37)" }, kind: .identifier),
            numbers("when", rows.map { Double(($0 * 13 % 200) / 3) }, kind: .date),
            numbers("fold", rows.map { Double([30, 4, 100][$0 % 3]) }),
            words("y", rows.map { $0 % 41 == 40 ? nil : $0 % 10 == 0 ? "yes" : "no" }, kind: .flag),
        ])
    }()

    private func splits(
        _ split: SplitScheme, seed: Int = 0, sealed: Double = 0, modelSeed: Int = 0, features: [String] = ["x"]
    ) throws -> Splits {
        try Trainer.splits(
            of: recipe(
                for: Self.sample, target: "y", task: .classification, family: .baseline, split: split, features: features,
                splitSeed: seed, sealed: sealed, seed: modelSeed), on: Self.sample)
    }

    private static let schemes: [SplitScheme] = [
        .standard, .crossValidation(folds: 3, repeats: 4), .holdout(0.2), .group(column: "customer", folds: 4),
        .time(column: "when", folds: 4), .column("fold"),
    ]

    private static func isPositive(_ row: Int32) -> Bool { row % 10 == 0 }

    @Test(arguments: schemes, [0, 0.2])
    func sidesShareNoRow(_ scheme: SplitScheme, sealed share: Double) throws {
        let splits = try splits(scheme, sealed: share)
        let sealed = Set(splits.sealed.rows)
        let unsealed = Set(splits.unsealed.rows)
        #expect(sealed.isDisjoint(with: unsealed))
        #expect(sealed.count + unsealed.count == 196 && splits.withoutTarget == 4)
        #expect(share == 0 ? sealed.isEmpty : (20...60).contains(sealed.count))
        #expect(!unsealed.union(sealed).contains { $0 % 41 == 40 })
        for fold in splits.folds {
            let (training, validation) = (Set(fold.training.rows), Set(fold.validation.rows))
            #expect(!training.isEmpty && !validation.isEmpty && training.isDisjoint(with: validation))
            #expect(training.union(validation).isSubset(of: unsealed))
            #expect(fold.training.rows == fold.training.rows.sorted())
        }
    }

    @Test(arguments: [SplitScheme.standard, .group(column: "customer", folds: 4), .column("fold")])
    func everyRowScoresOnce(_ scheme: SplitScheme) throws {
        let splits = try splits(scheme, sealed: 0.1)
        #expect(splits.folds.flatMap(\.validation.rows).sorted() == splits.unsealed.rows)
    }

    @Test func everyRowScoresOnceARepetition() throws {
        let splits = try splits(.crossValidation(folds: 3, repeats: 4))
        #expect(splits.folds.map(\.number) == Array(1...12))
        for start in stride(from: 0, to: 12, by: 3) {
            let rows = splits.folds[start..<start + 3].flatMap(\.validation.rows)
            #expect(rows.sorted() == splits.unsealed.rows)
        }
        #expect(splits.folds[0].validation.rows != splits.folds[3].validation.rows)
    }

    @Test func classesAreShared() throws {
        for fold in try splits(.standard).folds {
            #expect((39...40).contains(fold.validation.rows.count))
            #expect([3, 4].contains(fold.validation.rows.count { Self.isPositive($0) }))
        }
        let holdout = try splits(.holdout(0.25)).folds[0].validation.rows
        #expect(holdout.count == 49 && (4...5).contains(holdout.count { Self.isPositive($0) }))
    }

    @Test(arguments: [0, 0.2])
    func groupsStayTogether(sealed: Double) throws {
        let splits = try splits(.group(column: "customer", folds: 4), sealed: sealed)
        func groups(_ rows: [Int32]) -> Set<Int> { Set(rows.map { Int($0) * Int($0) % 37 }) }
        for fold in splits.folds { #expect(groups(fold.training.rows).isDisjoint(with: groups(fold.validation.rows))) }
        #expect(groups(splits.sealed.rows).isDisjoint(with: groups(splits.unsealed.rows)))
        let sizes = splits.folds.map(\.validation.rows.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 12)
    }

    @Test(arguments: [0, 0.2])
    func whatTrainsComesBefore(sealed: Double) throws {
        let splits = try splits(.time(column: "when", folds: 4), sealed: sealed)
        let times = try #require(Self.sample["when"]?.numbers)
        func span(_ rows: [Int32]) -> ClosedRange<Double> {
            let values = rows.map { times[Int($0)] }
            return (values.min() ?? 0)...(values.max() ?? 0)
        }
        var before = -1.0
        for fold in splits.folds {
            #expect(span(fold.training.rows).upperBound < span(fold.validation.rows).lowerBound)
            #expect(span(fold.validation.rows).lowerBound > before)
            before = span(fold.validation.rows).upperBound
        }
        if sealed > 0 { #expect(span(splits.unsealed.rows).upperBound < span(splits.sealed.rows).lowerBound) }
    }

    @Test func aColumnsValuesAreTheFoldsInOrder() throws {
        let splits = try splits(.column("fold"))
        // Numbers by value: 4, 30, 100; not as words are sorted.
        for (fold, rest) in zip(splits.folds, [1, 0, 2]) {
            #expect(fold.validation.rows.allSatisfy { $0 % 3 == rest })
        }
    }

    @Test func foldsHangOnTheSplitSeedAlone() throws {
        let first = try splits(.standard, sealed: 0.2)
        let other = try splits(.standard, sealed: 0.2, modelSeed: 99, features: ["x", "when", "customer"])
        #expect(first.folds.map(\.validation.rows) == other.folds.map(\.validation.rows))
        #expect(first.sealed.rows == other.sealed.rows)
        let reseeded = try splits(.standard, seed: 1, sealed: 0.2)
        #expect(first.folds.map(\.validation.rows) != reseeded.folds.map(\.validation.rows))
        #expect(first.sealed.rows != reseeded.sealed.rows)
    }

    @Test(arguments: schemes)
    func innerDivisionsKeepTheRule(_ scheme: SplitScheme) throws {
        let splits = try splits(scheme)
        let features = try FeatureTable([Recipe.Feature(column: "x", kind: .number)], of: Self.sample)
        let target = TargetValues.classes((0..<200).map { $0 % 41 == 40 ? -1 : $0 % 10 == 0 ? 1 : 0 }, count: 2)
        for fold in splits.folds {
            let data = TrainingSet(features, target: target, rows: fold.training)
            let (fitting, choosing) = try #require(data.divided(share: 0.25, seed: 3))
            let (a, b) = (fitting.origin.rows, choosing.origin.rows)
            #expect((a + b).sorted() == fold.training.rows)
            switch scheme {
            case .group:
                #expect(Set(a.map { Int($0) * Int($0) % 37 }).isDisjoint(with: b.map { Int($0) * Int($0) % 37 }))
            case .time:
                let times = try #require(Self.sample["when"]?.numbers)
                #expect((a.map { times[Int($0)] }.max() ?? 0) < (b.map { times[Int($0)] }.min() ?? 0))
            default: #expect(abs(Double(b.count) / Double(a.count + b.count) - 0.25) < 0.02)
            }
        }
    }

    @Test func theSharesOfApportionmentAddUp() {
        for total in 0...30 {
            let counts = Stratification.apportion(total, to: [17, 1, 0, 12])
            #expect(counts.reduce(0, +) == total && zip(counts, [17, 1, 0, 12]).allSatisfy { $0 <= $1 })
        }
    }

    @Test func whatCannotBeDividedIsSaid() throws {
        func code(_ split: SplitScheme, _ rows: Table, sealed: Double = 0) -> String? {
            do {
                let recipe = try recipe(
                    for: rows, target: "y", task: .regression, family: .baseline, split: split, features: ["x"], sealed: sealed)
                try Trainer.check(recipe, on: rows)
                return nil
            } catch let error as AssayError {
                #expect(!error.hint.isEmpty)
                return error.code
            } catch { return "\(error)" }
        }
        let small = table([
            numbers("x", [1, 2, 3, 4]), numbers("y", [1, 2, 3, 4]), numbers("same", [1, 1, 1, 1]),
            numbers("gap", [1, 2, .nan, 1]),
        ])
        #expect(code(.crossValidation(folds: 5, repeats: 1), small) == "too_few_rows")
        #expect(code(.crossValidation(folds: 4, repeats: 1), small, sealed: 0.5) == "too_few_rows")
        #expect(code(.group(column: "same", folds: 2), small) == "too_few_rows")
        #expect(code(.time(column: "same", folds: 2), small) == "too_few_rows")
        #expect(code(.time(column: "x", folds: 3), small) == nil)
        #expect(code(.time(column: "x", folds: 4), small) == "too_few_rows")
        #expect(code(.group(column: "gap", folds: 2), small) == "split_column_missing")
        #expect(code(.column("same"), small) == "one_fold")
        #expect(code(.column("gap"), small) == "split_column_missing")
        #expect(code(.column("nowhere"), small) == "no_such_column")
        #expect(code(.group(column: "same", folds: 2), small, sealed: 0.5) == "too_few_rows")
    }

    @Test func theFilterComesFirst() throws {
        var recipe = try recipe(
            for: Self.sample, target: "y", task: .classification, family: .baseline, features: ["x"], sealed: 0.2)
        recipe.filter = "x>10"
        let splits = try Trainer.splits(of: recipe, on: Self.sample)
        let kept = (0..<Int32(200)).filter { $0 * 7 % 31 > 10 }
        #expect((splits.sealed.rows + splits.unsealed.rows).sorted() == kept.filter { $0 % 41 != 40 })
        #expect(splits.withoutTarget == kept.count { $0 % 41 == 40 })
        recipe.filter = "x>1000"
        let error = #expect(throws: AssayError.self) { try Trainer.check(recipe, on: Self.sample) }
        #expect(error?.code == "no_rows")
        recipe.filter = "nowhere>1"
        #expect(throws: AssayError.self) { try Trainer.check(recipe, on: Self.sample) }
    }

    @Test func aTrainingSideNeedsTwoClasses() throws {
        let rows = table([numbers("x", [1, 2, 3, 4]), words("y", ["a", "b", "b", "b"])])
        let recipe = try recipe(
            for: rows, target: "y", task: .classification, family: .baseline, split: .crossValidation(folds: 2, repeats: 1))
        let error = #expect(throws: AssayError.self) { try Trainer.check(recipe, on: rows) }
        #expect(error?.code == "one_class")
        // A class with fewer rows than folds is no obstacle as long as every training side has two classes.
        let more = table([numbers("x", [1, 2, 3, 4, 5, 6]), words("y", ["a", "a", "b", "b", "b", "b"])])
        let other = try Recipe(json: recipe.json)
        try Trainer.check(other, on: more)
    }
}
