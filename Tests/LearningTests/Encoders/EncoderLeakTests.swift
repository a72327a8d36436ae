import Recipes
import Tabular
import Testing

@testable import Learning

/// Nothing that an encoding learns has seen the rows that it is judged by, nor a training row's own target that row.
@Suite("Encoders and leaks")
struct EncoderLeakTests {
    private static let count = 240

    /// A number, words (few and many), a date and a text, none of which says anything of the target; `seed` shuffles that.
    private static func noise(seed: Int) -> Table {
        let random = CounterRandom(seed: seed, stream: 77)
        func unit(_ stream: Int, _ row: Int) -> Double { random.unit(stream * 100_000 + row) }
        let rows = 0..<count
        return table([
            numbers("x", rows.map { unit(1, $0) < 0.05 ? .nan : unit(2, $0) * 100 }),
            words("town", rows.map { unit(3, $0) < 0.05 ? nil : "t\(Int(unit(4, $0) * 60))" }),
            numbers("day", rows.map { 1.7e9 + (unit(5, $0) * 1e7).rounded() }, kind: .date),
            words(
                "note", rows.map { "w\(["a", "b", "c", "d"][Int(unit(6, $0) * 4)]) v\(["e", "f", "g"][Int(unit(7, $0) * 3)])" },
                kind: .text),
            words("y", rows.map { unit(8, $0) < 0.5 ? "yes" : "no" }, kind: .flag),
            numbers("q", rows.map { unit(9, $0) }),
        ])
    }

    /// Every word with a column that it fits, of numbers and of words where it fits both.
    static let asked = EncodingWord.all.flatMap { word -> [(column: String, text: String)] in
        let kinds: [[(String, ColumnKind)]] = [[("x", .number), ("day", .date)], [("town", .category), ("note", .text)]]
        return kinds.compactMap { kinds in
            kinds.first { word.kinds.contains($0.1) }.map { ($0.0, word.offered(for: $0.1)) }
        }
    }

    @Test func everyWordIsAsked() {
        for word in EncodingWord.all {
            #expect(Self.asked.contains { $0.text == word.key || $0.text.hasPrefix(word.key + "=") }, "\(word.key)")
        }
    }

    /// What makes a fit short.
    private static func quick(_ family: ModelFamily) -> [String: String] {
        let shorter = [
            "n_estimators": "4", "max_iter": family == .mlp ? "1" : "12", "hidden_layer_sizes": "6", "min_samples_leaf": "5",
        ]
        return family.quick.merging(shorter.filter { family.parameter($0.key) != nil }) { $1 }
    }

    @Test(arguments: ModelFamily.all.map(\.key), asked.indices)
    func ofShuffledTargetsNothingIsLearnt(_ key: String, _ place: Int) throws {
        let family = try ModelFamily.named(key)
        let (column, text) = Self.asked[place]
        let isClasses = family.tasks.contains(.classification)
        let rows = Self.noise(seed: place)
        var made = try recipe(
            for: rows, target: isClasses ? "y" : "q", task: isClasses ? .classification : .regression, family: family,
            split: .crossValidation(folds: 2, repeats: 1),
            set: Self.quick(family), features: [column])
        var feature = try #require(made.feature(column))
        feature.encoding = text
        made.insert(feature)
        let result = try trained(made, on: rows)
        func mean(_ metric: String) -> Double {
            result.folds.compactMap { $0.metrics[metric] }.reduce(0, +) / Double(result.folds.count)
        }
        if isClasses {
            // The deviation of a mean of two AUC of chance, of 60 against 60 rows each, is 0.037.
            #expect(abs(mean("auc") - 0.5) < 4 * 0.0373, "\(column)=\(text): AUC \(mean("auc"))")
        } else {
            #expect(mean("r2") < 4 * (1 / Double(Self.count)).squareRoot(), "\(column)=\(text): R2 \(mean("r2"))")
        }
    }

    private func prepared(_ rows: Table, target: String, encoding: String, change row: Int? = nil) throws -> (
        codes: [Double], truth: [Double], data: TrainingSet
    ) {
        var made = try recipe(for: rows, target: target, task: .regression, family: .linear, features: ["town"])
        made.insert(Recipe.Feature(column: "town", kind: .category, encoding: encoding))
        let plan = try TrainingPlan(made, on: rows)
        guard case .numbers(var truth) = plan.target else {
            return ([], [], TrainingSet(plan.features, target: plan.target, rows: plan.splits.unsealed))
        }
        if let row { truth[row] += 1000 }
        let preparation = FoldPreparation(
            features: plan.features, target: .numbers(truth), weights: nil, classes: [], resampling: .none, seed: 0, threads: 1)
        let data = preparation.prepared(plan.splits.unsealed).data
        guard case .numbers(let codes) = data.features.values(0) else { return ([], [], data) }
        return (codes, truth, data)
    }

    @Test func aRowsOwnTargetDoesNotReachItsCode() throws {
        let rows = Self.noise(seed: 1)
        for encoding in ["target", "target=auto", "target=0", "rare=3+target"] {
            let before = try prepared(rows, target: "q", encoding: encoding).codes
            for row in [0, 17, 101, 239] {
                let after = try prepared(rows, target: "q", encoding: encoding, change: row).codes
                #expect(after[row].bitPattern == before[row].bitPattern, "\(encoding), row \(row)")
                #expect(after != before)
            }
        }
    }

    /// With a word a row a code by all rows would be the target itself.
    @Test func codesOfTrainingRowsSayNothingOfShuffledTargets() throws {
        for seed in 0..<4 {
            let rows = Self.noise(seed: seed)
            let (codes, truth, _) = try prepared(rows, target: "q", encoding: "target=0")
            let n = Double(codes.count)
            let (mx, my) = (codes.reduce(0, +) / n, truth.reduce(0, +) / n)
            var (xy, xx, yy) = (0.0, 0.0, 0.0)
            for (x, y) in zip(codes, truth) {
                xy += (x - mx) * (y - my)
                xx += (x - mx) * (x - mx)
                yy += (y - my) * (y - my)
            }
            // Each two rows of a word meet in both of their codes, so the deviation is that of half as many.
            #expect(abs(xy / (xx * yy).squareRoot()) < 4 * (2 / n).squareRoot())
        }
    }

    @Test func innerPartsAreCodedAnew() throws {
        let rows = Self.noise(seed: 2)
        let (_, _, data) = try prepared(rows, target: "q", encoding: "target")
        let inner = try #require(data.divided(share: 0.25, seed: 0))
        let chosen = Int(inner.choosing.origin.rows[0])
        // The target of a row that chooses reaches no code of the rows that fit.
        let (_, _, other) = try prepared(rows, target: "q", encoding: "target", change: chosen)
        let again = try #require(other.divided(share: 0.25, seed: 0))
        guard case .numbers(let a) = inner.fitting.features.values(0), case .numbers(let b) = again.fitting.features.values(0),
            case .numbers(let c) = inner.choosing.features.values(0), case .numbers(let d) = again.choosing.features.values(0)
        else {
            Issue.record("codes are numbers")
            return
        }
        #expect(a == b && c == d)
    }

    @Test func groupsShareAPart() throws {
        let rows = Self.noise(seed: 3)
        var made = try recipe(
            for: rows, target: "q", task: .regression, family: .linear, split: .group(column: "note", folds: 3),
            features: ["town"])
        made.insert(Recipe.Feature(column: "town", kind: .category, encoding: "target"))
        let plan = try TrainingPlan(made, on: rows)
        let training = plan.splits.folds[0].training
        guard case .numbers(let truth) = plan.target, let note = rows["note"] else { return }
        func codes(_ truth: [Double]) -> [Double] {
            let data = FoldPreparation(
                features: plan.features, target: .numbers(truth), weights: nil, classes: [], resampling: .none, seed: 0,
                threads: 1
            ).prepared(training).data
            if case .numbers(let values) = data.features.values(0) { return values }
            return []
        }
        // A change of one row's target reaches no row of its group.
        var changed = truth
        changed[Int(training.rows[0])] += 1000
        let group = note.text(row: Int(training.rows[0]))
        for (row, (before, after)) in zip(training.rows, zip(codes(truth), codes(changed)))
        where note.text(row: Int(row)) == group {
            #expect(before == after)
        }
    }
}
