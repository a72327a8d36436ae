import Recipes
import Tabular
import Testing

@testable import Learning

@Suite("Resampling")
struct ResamplingTests {
    private static let count = 200

    /// One row in ten is rare; rare rows lie apart.
    private static let sample: Table = {
        let random = CounterRandom(seed: 5)
        let rows = 0..<count
        return table([
            numbers("x", rows.map { ($0 % 10 == 0 ? 10 : 0) + random.unit($0) }),
            numbers("z", rows.map { $0 % 17 == 0 ? .nan : random.unit(1000 + $0) }),
            words("w", rows.map { $0 % 10 == 0 ? ($0 % 20 == 0 ? "p" : "q") : $0 % 13 == 0 ? nil : "r" }),
            words("y", rows.map { $0 % 10 == 0 ? "rare" : "usual" }),
        ])
    }()

    private func prepared(_ text: String, seed: Int = 0, threads: Int = 1) throws -> (data: TrainingSet, fold: Fold) {
        let made = try recipe(for: Self.sample, target: "y", task: .classification, family: .logistic)
        let plan = try TrainingPlan(made, on: Self.sample)
        let preparation = FoldPreparation(
            features: plan.features, target: plan.target, weights: (0..<Self.count).map { Double($0) }, classes: plan.classes,
            resampling: try Resampling(parsing: text), seed: seed, threads: threads)
        return (preparation.prepared(plan.splits.folds[0].training).data, plan.splits.folds[0])
    }

    private func sizes(_ data: TrainingSet) -> [Int] {
        guard case .classes(let codes, let count) = data.target else { return [] }
        return (0..<count).map { label in codes.count { Int($0) == label } }
    }

    @Test(arguments: [
        ("none", [16, 144]), ("under", [16, 16]), ("under=0.5", [16, 32]), ("over", [144, 144]), ("over=0.5", [72, 144]),
        ("smote", [144, 144]), ("smote=0.25", [36, 144]), ("over=0.05", [16, 144]),
    ])
    func classesHaveTheSizesThatAreAskedFor(_ text: String, _ wanted: [Int]) throws {
        let (data, fold) = try prepared(text)
        #expect(sizes(data) == wanted)
        #expect(data.features.count == wanted.reduce(0, +) && data.weights?.count == data.count)
        // No row that scores is among them.
        let rows = Set(data.features.rows ?? [])
        #expect(rows.isDisjoint(with: fold.validation.rows))
        #expect(rows.filter { $0 < Self.count }.isSubset(of: Set(fold.training.rows)))
        #expect(data.origin.rows == fold.training.rows)
    }

    @Test func madeRowsLieBetweenRowsOfTheirClass() throws {
        let (data, fold) = try prepared("smote")
        guard case .numbers(let x) = data.features.table.features[0].values,
            case .numbers(let z) = data.features.table.features[1].values,
            case .codes(let codes, let words) = data.features.table.features[2].values
        else {
            Issue.record("kinds stay")
            return
        }
        #expect(data.features.table.rowCount == Self.count + 128)
        let own = fold.training.rows.filter { $0 % 10 == 0 }.map { x[Int($0)] }
        let range = (own.min() ?? 0)...(own.max() ?? 0)
        for row in Self.count..<Self.count + 128 {
            #expect(range.contains(x[row]))
            #expect(z[row].isNaN || (0...1).contains(z[row]))
            #expect(["p", "q"].contains(words[Int(codes[row])]))
        }
        #expect(Set(x[Self.count...]).count > 100, "they are new rows")
        guard case .numbers(let before) = Self.sample.columns[0].storage else { return }
        #expect(Array(x.prefix(Self.count)) == Array(before), "rows that were observed stay")
    }

    @Test func drawsFollowFromTheSeedAlone() throws {
        for text in ["under", "over=0.7", "smote"] {
            let (one, _) = try prepared(text)
            let (two, _) = try prepared(text, threads: 3)
            let (other, _) = try prepared(text, seed: 1)
            func seen(_ data: TrainingSet) -> [Double] {
                if case .numbers(let values) = data.features.values(0) { values } else { [] }
            }
            #expect(seen(one) == seen(two))
            #expect(seen(one) != seen(other))
        }
    }

    @Test func rowsThatChooseAreNotDrawn() throws {
        for text in ["over", "smote"] {
            let (data, _) = try prepared(text)
            let (fitting, choosing) = try #require(data.divided(share: 0.25, seed: 0))
            let sizes = sizes(fitting)
            #expect(sizes[0] == sizes[1])
            #expect(self.sizes(choosing) == [4, 36], "the shares stay where something is chosen")
            let fitted = Set((fitting.features.rows ?? []).filter { $0 < Self.count })
            #expect(fitted.isDisjoint(with: choosing.features.rows ?? []))
        }
    }

    @Test(arguments: ["under", "over", "smote"])
    func aWholeRunKeepsItsScoringRows(_ text: String) throws {
        var made = try recipe(
            for: Self.sample, target: "y", task: .classification, family: .logistic, features: ["z"], refit: true)
        let plain = try trained(made, on: Self.sample)
        made.resample = try Resampling(parsing: text)
        let drawn = try trained(made, on: Self.sample)
        #expect(drawn.predictions.map(\.rows) == plain.predictions.map(\.rows))
        #expect(drawn.predictions != plain.predictions)
        #expect(drawn.folds.map(\.trainingRows) == plain.folds.map(\.trainingRows))
        #expect(try trained(made, on: Self.sample, threads: 1).model == drawn.model)
        // The rare class is called more often.
        let rare = { (result: TrainingResult) in
            result.predictions.flatMap { fold in stride(from: 0, to: fold.values.count, by: 2).map { fold.values[$0] } }.reduce(
                0, +)
        }
        #expect(rare(drawn) > 2 * rare(plain))
    }

    @Test func madeRowsOfShuffledTargetsTeachNothing() throws {
        let random = CounterRandom(seed: 9)
        let rows = table([
            numbers("x", (0..<400).map { random.unit($0) }), words("w", (0..<400).map { "w\(Int(random.unit(1000 + $0) * 50))" }),
            words("y", (0..<400).map { random.unit(2000 + $0) < 0.2 ? "a" : "b" }),
        ])
        for (text, encoding) in [("smote", "target"), ("over", "target"), ("under", "auto")] {
            var made = try recipe(for: rows, target: "y", task: .classification, family: .logistic)
            made.resample = try Resampling(parsing: text)
            made.insert(Recipe.Feature(column: "w", kind: .category, encoding: encoding))
            let result = try trained(made, on: rows)
            let auc = result.folds.compactMap { $0.metrics["auc"] }.reduce(0, +) / 5
            // 80 against 320 rows: the deviation of the AUC of chance is 0.036.
            #expect(abs(auc - 0.5) < 4 * 0.036, "\(text): \(auc)")
        }
    }

    @Test func aQuantityHasNoClasses() throws {
        var made = try recipe(for: Self.sample, target: "x", task: .regression, family: .linear)
        made.resample = Resampling(.over)
        let error = #expect(throws: AssayError.self) { try Trainer.check(made, on: Self.sample) }
        #expect(error?.code == "needs_classes")
    }

    @Test func aClassOfOneRowIsRepeated() throws {
        let rows = table([
            numbers("x", (0..<40).map { Double($0) }), words("y", (0..<40).map { $0 == 7 ? "a" : $0 == 8 ? "a" : "b" }),
        ])
        var made = try recipe(
            for: rows, target: "y", task: .classification, family: .logistic, split: .crossValidation(folds: 2, repeats: 1))
        for text in ["smote", "over", "under"] {
            made.resample = try Resampling(parsing: text)
            let result = try trained(made, on: rows)
            #expect(result.predictions.allSatisfy { $0.values.allSatisfy(\.isFinite) })
        }
    }
}
