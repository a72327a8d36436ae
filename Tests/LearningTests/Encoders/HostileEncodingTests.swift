import Recipes
import Tabular
import Testing

@testable import Learning

/// Whatever a column holds, every word makes something of it, and the model can be fitted and read back.
@Suite("Hostile encodings")
struct HostileEncodingTests {
    private static let count = 60

    private static func column(_ kind: ColumnKind, _ name: String) -> [Column] {
        let rows = 0..<count
        if kind == .number || kind == .date {
            return [
                numbers(name, rows.map { _ in .nan }, kind: kind), numbers(name, rows.map { _ in 7 }, kind: kind),
                numbers(name, rows.map { $0 % 3 == 0 ? .infinity : $0 % 3 == 1 ? -.infinity : 1 }, kind: kind),
                numbers(name, rows.map { $0 % 2 == 0 ? 1e308 : -1e308 }, kind: kind),
                numbers(name, rows.map { Double($0 - 30) * .leastNonzeroMagnitude }, kind: kind),
                numbers(name, rows.map { $0 == 3 ? 1 : .nan }, kind: kind),
            ]
        }
        return [
            words(name, rows.map { _ in nil }, kind: kind), words(name, rows.map { _ in "one" }, kind: kind),
            words(name, rows.map { "w\($0)" }, kind: kind), words(name, rows.map { $0 == 3 ? "x" : nil }, kind: kind),
            words(name, rows.map { $0 % 2 == 0 ? "" : "\u{1F469}\u{200D}\u{1F52C} \u{E9}\u{301}" }, kind: kind),
            words(name, rows.map { $0 % 2 == 0 ? "other" : "other'" }, kind: kind),
        ]
    }

    @Test(arguments: EncodingWord.all)
    func everyWordTakesEveryColumn(_ word: EncodingWord) throws {
        for kind in ColumnKind.allCases where word.kinds.contains(kind) {
            for column in Self.column(kind, "c") {
                for target in ["y", "q"] {
                    let rows = table([
                        column, words("y", (0..<Self.count).map { $0 % 3 == 0 ? "a" : "b" }),
                        numbers("q", (0..<Self.count).map { Double($0) * 1e306 }),
                    ])
                    let task: LearningTask = target == "y" ? .classification : .regression
                    for family in [target == "y" ? ModelFamily.logistic : .linear, .boosting] {
                        var made = try recipe(
                            for: rows, target: target, task: task, family: family, split: .holdout(0.4),
                            set: family.key == "boosting" ? ["n_estimators": "2"] : [:], features: ["c"], refit: true)
                        made.insert(Recipe.Feature(column: "c", kind: kind, encoding: word.offered(for: kind)))
                        let result = try trained(made, on: rows)
                        for fold in result.predictions {
                            #expect(fold.values.allSatisfy { $0.isFinite }, "\(word.key) on \(kind), \(family.key)")
                        }
                        let bytes = try #require(result.model)
                        let model = try TrainedModel(bytes: bytes)
                        #expect(model.bytes == bytes)
                        #expect(try model.predict(rows, threads: 1).allSatisfy { $0.isFinite })
                        let isNumber = kind == .number || kind == .date
                        let none = table([isNumber ? numbers("c", [], kind: kind) : words("c", [], kind: kind)])
                        #expect(try model.predict(none, threads: 1).isEmpty)
                    }
                }
            }
        }
    }

    @Test func aHundredThousandCategoriesTakeTheirTime() throws {
        let count = 100_000
        let values = FeatureValues.codes((0..<Int32(count)).map { $0 }, words: (0..<count).map { "w\(1_000_000 + $0)" })
        let target = TargetValues.numbers((0..<count).map { Double($0 % 7) })
        for text in ["onehot=4", "ordinal", "frequency", "target=auto", "hash=4", "tfidf=4", "rare=2+onehot=4"] {
            let fitted = FittedEncoding(
                fitting: values, try FeatureEncoding(parsing: text), column: "c", target: target)
            let made = fitted.features(of: values, kind: .category)
            #expect(made.count == fitted.names.count && made.allSatisfy { $0.values.count == count }, "\(text)")
        }
    }
}
