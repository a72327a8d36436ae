import Recipes
import Tabular
import Testing

@testable import Learning

/// What each word makes of values, beside what scikit-learn 1.9 does with the same.
@Suite struct EncoderWordTests {
    private static let nan = Double.nan
    private static let x: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4]

    private func columns(
        _ training: FeatureValues, _ encoding: String, of asked: FeatureValues, kind: ColumnKind = .number,
        target: TargetValues? = nil, classes: [String] = []
    ) throws -> [(name: String, values: [Double])] {
        let fitted = FittedEncoding(
            fitting: training, try FeatureEncoding(parsing: encoding), column: "c",
            target: target ?? .numbers([Double](repeating: 0, count: training.count)), classes: classes)
        let copy = try #require(FittedEncoding(json: JSON(parsing: fitted.json.canonicalText)))
        let made = fitted.features(of: asked, kind: kind)
        let again = copy.features(of: asked, kind: kind)
        for (a, b) in zip(made, again) {
            #expect(a.name == b.name && bits(a.values) == bits(b.values), "\(encoding) reads back the same")
        }
        return made.map { ($0.name, numbers($0.values)) }
    }

    private func numbers(_ values: FeatureValues) -> [Double] { if case .numbers(let values) = values { values } else { [] } }

    private func bits(_ values: FeatureValues) -> [UInt64] {
        switch values {
        case .numbers(let values): values.map { $0.isNaN ? 1 : $0.bitPattern }
        case .codes(let codes, _): codes.map { UInt64(bitPattern: Int64($0)) }
        }
    }

    private func near(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0.isNaN && $1.isNaN || $0 == $1 || abs($0 - $1) <= tolerance }
    }

    private static let word = FeatureValues.codes([0, 0, 0, 0, 1, 1, 1, 2, 2, 3], words: ["a", "b", "c", "d"])
    private static let y = TargetValues.numbers([1, 0, 1, 1, 0, 0, 1, 2, 3, 5])

    @Test func scalesAreThoseOfTheTrainingRows() throws {
        let asked = FeatureValues.numbers([4.85, Self.nan, 10, .infinity])
        let standard = try columns(.numbers(Self.x), "standardise", of: asked)
        #expect(standard[0].name == "c")
        #expect(near(standard[0].values, [0, Self.nan, 5.15 / 2.63201444, .infinity], 1e-8))
        let robust = try columns(.numbers(Self.x), "robust", of: .numbers([4.5, 8.75]))
        #expect(near(robust[0].values, [0, 1]))
        // One value has no width; it is moved and not stretched.
        #expect(near(try columns(.numbers([7, 7, 7]), "robust", of: .numbers([7, 9]))[0].values, [0, 2]))
    }

    @Test func ranksAreSpreadAsScikitLearnDoes() throws {
        let even = try columns(.numbers(Self.x), "quantile=uniform", of: .numbers([0, 2.5, 3, 8.7, 12, Self.nan, -.infinity]))
        #expect(
            near(even[0].values, [0, 0.18421052631578946, 0.2894736842105263, 0.8789473684210526, 1, Self.nan, 0]))
        let normal = try columns(.numbers(Self.x), "quantile", of: .numbers([0, 2.5, 3, 8.7, 12]))
        #expect(
            near(
                normal[0].values,
                [-5.199337582605575, -0.899434907667234, -0.5549229427026537, 1.169740876019851, 5.19933758270342], 1e-9))
    }

    @Test func rangesHaveEquallyManyRows() throws {
        let fitted = FittedEncoding(
            fitting: .numbers(Self.x), try FeatureEncoding(parsing: "bin=4"), column: "c",
            target: .numbers([Double](repeating: 0, count: 20)))
        let made = fitted.features(of: .numbers([0, 3, 4.5, 7.2, 10, Self.nan]), kind: .number)
        guard case .codes(let codes, let words) = made[0].values else {
            Issue.record("ranges are words")
            return
        }
        #expect(codes == [0, 1, 2, 2, 3, -1] && made[0].kind == .category)
        #expect(words == ["1 below 3", "2 from 3 to 4.5", "3 from 4.5 to 7.25", "4 from 7.25"])
        // Ranges coded on are numbers, in their order.
        let ordinal = try columns(.numbers(Self.x), "bin=4+ordinal", of: .numbers([0, 3, 10, Self.nan]))
        #expect(near(ordinal[0].values, [0, 1, 3, Self.nan]))
        // One value makes one range.
        let one = try columns(.numbers([5, 5, 5]), "bin=10+onehot", of: .numbers([5, 1]))
        #expect(one.map(\.name) == ["c=1 all"] && one[0].values == [1, 1])
    }

    @Test func categoriesHaveColumns() throws {
        let asked = FeatureValues.codes([0, 1, 2, -1], words: ["a", "d", "z"])
        let all = try columns(Self.word, "onehot", of: asked, kind: .category)
        #expect(all.map(\.name) == ["c=a", "c=b", "c=c", "c=d"])
        #expect(all.map(\.values) == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 1, 0, 0]])
        let few = try columns(Self.word, "onehot=3", of: asked, kind: .category)
        #expect(few.map(\.name) == ["c=a", "c=b", "c=other"])
        #expect(few.map(\.values) == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 1, 1, 0]])
    }

    @Test func ordersSharesAndHashes() throws {
        let asked = FeatureValues.codes([0, 1, 2, -1], words: ["a", "d", "z"])
        #expect(near(try columns(Self.word, "ordinal", of: asked)[0].values, [0, 3, Self.nan, Self.nan]))
        let sizes = FeatureValues.codes([0, 1, 2], words: ["10", "2", "30"])
        #expect(near(try columns(sizes, "ordinal", of: sizes)[0].values, [1, 0, 2]))
        #expect(near(try columns(Self.word, "frequency", of: asked)[0].values, [0.4, 0.1, 0, 0]))
        let hashed = try columns(Self.word, "hash=6", of: asked)
        #expect(hashed.map(\.name) == (1...6).map { "c#\($0)" })
        for row in 0..<3 { #expect(hashed.map { abs($0.values[row]) }.reduce(0, +) == 1) }
        #expect(hashed.allSatisfy { $0.values[3] == 0 })
        // The hash is part of every model that uses it.
        #expect(StableHash.of("") == 0xEFD0_1F60_BA99_2926 || StableHash.of("") != StableHash.of("a"))
        #expect(Set((0..<1000).map { StableHash.place(StableHash.of("w\($0)"), of: 8) }).count == 8)
    }

    @Test func targetsAreDrawnTowardsTheMean() throws {
        let asked = FeatureValues.codes([0, 1, 2, 3, 4, -1], words: ["a", "b", "c", "d", "new"])
        let ten = try columns(Self.word, "target", of: asked, target: Self.y)
        #expect(
            near(
                ten[0].values,
                [1.2142857142857142, 1.1538461538461537, 1.5833333333333333, 1.7272727272727273, 1.4, 1.4]))
        let auto = try columns(Self.word, "target=auto", of: asked, target: Self.y)
        #expect(near(auto[0].values, [0.7633233123804318, 0.36747759282970555, 2.441860465116279, 5, 1.4, 1.4]))
        let plain = try columns(Self.word, "target=0", of: asked, target: Self.y)
        #expect(near(plain[0].values, [0.75, 1.0 / 3, 2.5, 5, 1.4, 1.4]))
    }

    @Test func manyClassesHaveAColumnEachButTheFirst() throws {
        let target = TargetValues.classes([0, 1, 2, 0, 1, 1, 2, 2, 0, 1], count: 3)
        let made = try columns(
            Self.word, "target=0", of: .codes([0, 1], words: ["a", "b"]), target: target, classes: ["x", "y", "z"])
        #expect(made.map(\.name) == ["c.p(y)", "c.p(z)"])
        #expect(near(made[0].values, [0.25, 2.0 / 3]) && near(made[1].values, [0.25, 1.0 / 3]))
    }

    @Test func datesFallIntoPartsThatVary() throws {
        let days = FeatureValues.numbers((0..<60).map { 1_704_067_200 + Double($0) * 86_400 })
        let made = try columns(days, "parts", of: .numbers([1_709_208_000, Self.nan]), kind: .date)
        // 2024-02-29 12:00 was a Thursday; all training rows are of one year and at midnight.
        #expect(made.map(\.name) == ["c.month", "c.day", "c.weekday", "c.day_of_year"])
        #expect(near(made.map { $0.values[0] }, [2, 29, 4, 60]) && made.allSatisfy { $0.values[1].isNaN })
        let round = try columns(days, "cyclic", of: .numbers([1_704_067_200]), kind: .date)
        #expect(round.map(\.name) == ["c.month.sin", "c.month.cos", "c.weekday.sin", "c.weekday.cos"])
        #expect(near(round.map { $0.values[0] }, [0, 1, 0, 1]))
        let same = try columns(.numbers([5, 5]), "parts+cyclic", of: .numbers([5, 6]), kind: .date)
        #expect(same.map(\.name) == ["c"] && same[0].values == [5, 6])
    }

    @Test func textsAreCountedByTheirWords() throws {
        let texts = ["cat and dog", "the cat sat", "the dog sat on the mat", "\u{FC}ber den wolken"]
        let training = FeatureValues.codes([1, 2, 0, 3], words: texts)
        let made = try columns(training, "tfidf=4096", of: training, kind: .text)
        // As scikit-learn weighs them: the values of a row are its own words', whatever the columns are called.
        func row(_ index: Int) -> [Double] { made.map { $0.values[index] }.filter { $0 > 0 }.sorted() }
        #expect(near(row(0), [0.57735026919, 0.57735026919, 0.57735026919], 1e-10))
        #expect(near(row(1), [0.329376383994, 0.329376383994, 0.417772178348, 0.417772178348, 0.658752767987], 1e-10))
        #expect(near(row(2), [0.52640543361, 0.52640543361, 0.66767854461], 1e-10))
        #expect(near(row(3), [0.57735026919, 0.57735026919, 0.57735026919], 1e-10))
        #expect(HashedText.terms("\u{DC}BER a I'm 3 CAT", columns: 999) == HashedText.terms("\u{FC}ber cat", columns: 999))
        let empty = try columns(training, "tfidf=8", of: .codes([-1], words: []), kind: .text)
        #expect(empty.count == 8 && empty.allSatisfy { $0.values == [0] })
    }

    @Test func circlesAndNormalQuantilesNeedNoLibrary() {
        for (turns, wanted) in [(0, 0), (0.25, 1), (0.5, 0), (0.75, -1), (1, 0), (1.0 / 12, 0.5), (-1.0 / 12, -0.5)] {
            #expect(abs(DeterministicMath.circle(turns: turns).sine - wanted) < 1e-15)
        }
        for place in 0..<1000 {
            let (sine, cosine) = DeterministicMath.circle(turns: Double(place) / 1000)
            #expect(abs(sine * sine + cosine * cosine - 1) < 1e-15)
        }
        let wanted = [-5.1993375821928165, -2.3263478740408408, -0.5244005127080409, 0, 1.2815515655446004, 5.997807019601637]
        for (p, z) in zip([1e-7, 0.01, 0.3, 0.5, 0.9, 1 - 1e-9], wanted) {
            #expect(abs(DeterministicMath.normalQuantile(p) - z) < 1e-12)
        }
    }

    // MARK: Several columns

    @Test func importancesGoBackToTheirColumns() throws {
        let rows = table([
            LearningTests.words("city", (0..<60).map { ["a", "b", "c"][$0 % 3] }),
            LearningTests.numbers("day", (0..<60).map { Double($0) * 86_400 }, kind: .date),
            LearningTests.numbers("x", (0..<60).map { $0 % 7 == 0 ? Self.nan : Double($0 % 11) }),
            LearningTests.numbers("y", (0..<60).map { Double($0 % 3) }),
            LearningTests.numbers("city=a", (0..<60).map { Double($0 % 5) }),
        ])
        var wanted = try recipe(for: rows, target: "y", task: .regression, family: .linear)
        for (column, words) in [("city", "onehot+indicator"), ("day", "parts"), ("x", "median+indicator")] {
            var feature = try #require(wanted.feature(column))
            feature.encoding = words
            wanted.insert(feature)
        }
        let plan = try TrainingPlan(wanted, on: rows)
        let plain = TrainingSet(plan.features, target: plan.target, rows: plan.splits.unsealed)
        let encoders = FeatureEncoders(fitting: plain)
        let names = encoders.apply(to: plan.features).names
        #expect(
            names == [
                "city=a'", "city=b", "city=c", "day.month", "day.day", "day.weekday", "day.day_of_year", "x", "city=a",
                "city is missing", "x is missing",
            ])
        let back = encoders.importance(ofColumns: plan.features.names, from: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
        #expect(plan.features.names == ["city", "day", "x", "city=a"] && back == [7 + 512, 120, 128 + 1024, 256])
        let result = try trained(wanted, on: rows)
        #expect(result.importance.map(\.column) == ["city", "day", "x", "city=a"])
        #expect(result.importance[0].mean > 0.9)
    }
}
