import Recipes
import Tabular
import Testing

@testable import Learning

/// The forms of splits that have a gap, groups in time, inner folds, strata of a quantity, or repeats.
@Suite("Forms of splits")
struct SplitFormTests {
    private static let count = 300
    private static let day = 86_400.0

    /// Days with up to three rows each, customers who come and go and some who stay, a skewed quantity.
    private static let sample: Table = {
        let rows = 0..<count
        return table([
            numbers("x", rows.map { Double($0 * 7 % 31) }),
            words("customer", rows.map { $0 % 10 == 0 ? "stays\($0 % 4)" : "c\($0 * 13 % count / 12)" }, kind: .identifier),
            numbers("when", rows.map { Double(($0 * 13 % count) / 3) * day + 1.7e9 }, kind: .date),
            numbers("step", rows.map { Double(($0 * 13 % count) / 3) }),
            numbers("q", rows.map { Double(($0 * 37) % 101 * (($0 * 37) % 101)) }),
        ])
    }()

    private func splits(_ text: String, seed: Int = 0, sealed: Double = 0) throws -> Splits {
        try Trainer.splits(
            of: recipe(
                for: Self.sample, target: "q", task: .regression, family: .baseline, split: SplitScheme(parsing: text),
                features: ["x"], splitSeed: seed, sealed: sealed), on: Self.sample)
    }

    private func times(_ rows: [Int32]) throws -> [Double] {
        let times = try #require(Self.sample["when"]?.numbers)
        return rows.map { times[Int($0)] }
    }

    private func customers(_ rows: [Int32]) -> Set<String> {
        Set(rows.compactMap { Self.sample["customer"]?.text(row: Int($0)) })
    }

    static let forms = [
        "stratified:5", "stratified:4x3", "holdout:0.2x6", "group:customer:4x3", "time:when:4:gap=7d", "time:when:4:gap=10",
        "time:step:4:gap=25", "purged:when:5", "purged:when:5:gap=3d:embargo=48h", "purged:step:5:gap=5:embargo=10",
        "grouptime:customer:when:4", "grouptime:customer:when:4:gap=5d", "nested:5x3",
    ]

    @Test(arguments: forms, [0, 0.2])
    func sidesShareNoRow(_ text: String, sealed: Double) throws {
        let splits = try splits(text, sealed: sealed)
        let hidden = Set(splits.sealed.rows)
        #expect(sealed == 0 ? hidden.isEmpty : !hidden.isEmpty)
        for fold in splits.folds {
            let (training, validation) = (Set(fold.training.rows), Set(fold.validation.rows))
            #expect(!training.isEmpty && !validation.isEmpty)
            #expect(
                training.isDisjoint(with: validation) && training.isDisjoint(with: hidden) && validation.isDisjoint(with: hidden))
            #expect(fold.training.rows == training.sorted() && fold.validation.rows == validation.sorted())
        }
        let again = try self.splits(text, sealed: sealed)
        #expect(again.folds.map(\.training.rows) == splits.folds.map(\.training.rows))
    }

    @Test(arguments: ["stratified:5", "nested:5x3", "purged:when:5", "purged:when:4:gap=5d:embargo=2"])
    func everyRowScoresOnce(_ text: String) throws {
        let splits = try splits(text)
        #expect(splits.folds.flatMap(\.validation.rows).sorted() == splits.unsealed.rows)
    }

    @Test func formsThatWereThereHaveTheirFolds() throws {
        #expect(try splits("nested:5x3").folds.map(\.validation.rows) == splits("cv:5").folds.map(\.validation.rows))
        #expect(try splits("holdout:0.2x6").folds[0].validation.rows == splits("holdout:0.2").folds[0].validation.rows)
        #expect(
            try splits("group:customer:4x3").folds[..<4].map(\.validation.rows)
                == splits("group:customer:4").folds.map(\.validation.rows))
    }

    @Test func repeatsDiffer() throws {
        let holdouts = try splits("holdout:0.2x6").folds
        #expect(holdouts.count == 6 && Set(holdouts.map(\.validation.rows)).count == 6)
        #expect(holdouts.allSatisfy { $0.validation.rows.count == 60 && $0.training.rows.count == 240 })
        let groups = try splits("group:customer:4x3").folds
        #expect(groups.count == 12)
        #expect(Set(groups.map(\.validation.rows)).count == 12)
        for start in stride(from: 0, to: 12, by: 4) {
            #expect(groups[start..<start + 4].flatMap(\.validation.rows).sorted() == Array(0..<300))
            for fold in groups[start..<start + 4] {
                #expect(customers(fold.training.rows).isDisjoint(with: customers(fold.validation.rows)))
                #expect((45...105).contains(fold.validation.rows.count))
            }
        }
    }

    @Test func strataHaveTheDistributionOfTheQuantity() throws {
        let q = try #require(Self.sample["q"]?.numbers)
        func spread(_ text: String) throws -> Double {
            let means = try splits(text).folds.map { fold in
                fold.validation.rows.reduce(0) { $0 + q[Int($1)] } / Double(fold.validation.rows.count)
            }
            return (means.max() ?? 0) - (means.min() ?? 0)
        }
        #expect(try spread("stratified:5") < spread("cv:5") / 4)
        let sorted = (0..<300).sorted { (q[$0], $0) < (q[$1], $1) }
        for fold in try splits("stratified:5").folds {
            #expect(fold.validation.rows.count == 60)
            // Of the lowest and of the highest quarter each fold has its share.
            let low = Set(sorted.prefix(75).map { Int32($0) })
            #expect((12...18).contains(fold.validation.rows.count { low.contains($0) }))
        }
        #expect(try splits("stratified:5", seed: 1).folds[0].validation.rows != splits("stratified:5").folds[0].validation.rows)
    }

    @Test(arguments: [("time:when:4:gap=7d", 7.0), ("time:when:4", 0), ("time:when:4:gap=12", 4)], [0, 0.2])
    func whatTrainsComesBeforeWithAGap(_ form: (String, Double), sealed: Double) throws {
        let splits = try splits(form.0, sealed: sealed)
        let plain = try self.splits("time:when:4", sealed: 0)
        for fold in splits.folds {
            let (last, first) = (try times(fold.training.rows).max() ?? 0, try times(fold.validation.rows).min() ?? 0)
            #expect(last <= first - max(form.1, 1) * Self.day)
        }
        if sealed == 0 {
            // The gap takes from what trains, never from what scores.
            #expect(splits.folds.map(\.validation.rows) == plain.folds.map(\.validation.rows))
            for (fold, wide) in zip(splits.folds, plain.folds) {
                let lost = wide.training.rows.count - fold.training.rows.count
                #expect(
                    form.0.hasSuffix("gap=12") ? (12...14).contains(lost) : form.1 == 7 ? (15...21).contains(lost) : lost == 0)
            }
        } else {
            let (last, first) = (try times(splits.unsealed.rows).max() ?? 0, try times(splits.sealed.rows).min() ?? 0)
            #expect(last <= first - max(form.1, 1) * Self.day)
        }
    }

    @Test func spansArePurgedOnBothSides() throws {
        for fold in try splits("purged:when:5:gap=3d:embargo=48h").folds {
            let scoring = try times(fold.validation.rows)
            let (low, high) = (scoring.min() ?? 0, scoring.max() ?? 0)
            for time in try times(fold.training.rows) { #expect(time <= low - 3 * Self.day || time >= high + 5 * Self.day) }
            // Nothing else is lost: 2 days before and 4 after have rows in the gap.
            #expect(fold.training.rows.count >= 300 - fold.validation.rows.count - 3 * 6)
        }
        #expect(try splits("purged:when:5").folds.allSatisfy { $0.training.rows.count + $0.validation.rows.count == 300 })
    }

    @Test(arguments: ["grouptime:customer:when:4", "grouptime:customer:when:4:gap=5d"], [0, 0.2])
    func laterRowsOfOtherGroupsScore(_ text: String, sealed: Double) throws {
        let splits = try splits(text, sealed: sealed)
        for fold in splits.folds {
            #expect(customers(fold.training.rows).isDisjoint(with: customers(fold.validation.rows)))
            let (last, first) = (try times(fold.training.rows).max() ?? 0, try times(fold.validation.rows).min() ?? 0)
            #expect(last < first - (text.hasSuffix("gap=5d") ? 4 * Self.day : 0))
            #expect(fold.validation.rows.count >= 10)
        }
        if sealed > 0 { #expect(customers(splits.unsealed.rows).isDisjoint(with: customers(splits.sealed.rows))) }
    }

    @Test func innerFoldsPartTheTrainingRows() throws {
        let splits = try splits("nested:5x3")
        let features = try FeatureTable([Recipe.Feature(column: "x", kind: .number)], of: Self.sample)
        let target = TargetValues.numbers(Array(try #require(Self.sample["q"]?.numbers)))
        for fold in splits.folds {
            let data = TrainingSet(features, target: target, rows: fold.training)
            let inner = data.divisions(share: 0.1, seed: 4)
            #expect(inner.count == 3)
            #expect(inner.flatMap(\.choosing.origin.rows).sorted() == fold.training.rows)
            for part in inner {
                #expect((part.fitting.origin.rows + part.choosing.origin.rows).sorted() == fold.training.rows)
            }
            #expect(data.divided(share: 0.1, seed: 4)?.choosing.origin.rows == inner[0].choosing.origin.rows)
        }
        let plain = TrainingSet(features, target: target, rows: try self.splits("cv:5").folds[0].training)
        #expect(plain.divisions(share: 0.1, seed: 4).count == 1)
    }

    @Test func innerDivisionsKeepTheGap() throws {
        let fold = try #require(try splits("time:when:4:gap=7d").folds.last)
        let features = try FeatureTable([Recipe.Feature(column: "x", kind: .number)], of: Self.sample)
        let target = TargetValues.numbers(Array(try #require(Self.sample["q"]?.numbers)))
        let inner = try #require(TrainingSet(features, target: target, rows: fold.training).divided(share: 0.25, seed: 0))
        #expect(
            try (times(inner.fitting.origin.rows).max() ?? 0) <= (times(inner.choosing.origin.rows).min() ?? 0) - 7 * Self.day)
    }

    @Test(arguments: [
        ("time:step:4:gap=7d", "split_gap"), ("time:when:4:gap=300", "empty_fold"), ("purged:when:5:embargo=999w", nil),
        ("purged:when:2:gap=999w", "empty_fold"), ("grouptime:customer:nowhere:4", "no_such_column"),
        ("nested:5x200", "too_few_rows"),
        ("grouptime:customer:when:200", "too_few_rows"),
    ])
    func whatCannotBeDividedIsSaid(_ text: String, _ code: String?) throws {
        do {
            _ = try splits(text)
            #expect(code == nil || text.hasPrefix("purged:when:5"))
        } catch let error as AssayError {
            #expect(error.code == code ?? "empty_fold" && !error.hint.isEmpty)
        }
    }
}
