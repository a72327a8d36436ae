import Recipes
import Tabular
import Testing

@testable import Learning

/// What says nothing new about rows or columns changes nothing that an encoding learns.
@Suite("Encodings of what changes nothing")
struct EncoderPropertyTests {
    private static let count = 120

    /// A column for every kind of feature, and a target that leans on them.
    private static let columns: [Column] = {
        let random = CounterRandom(seed: 31)
        func unit(_ stream: Int, _ row: Int) -> Double { random.unit(stream * 10_000 + row) }
        let rows = 0..<count
        return [
            numbers("x", rows.map { unit(1, $0) < 0.05 ? .nan : unit(2, $0) * 100 }),
            words("town", rows.map { unit(3, $0) < 0.05 ? nil : "t\(Int(unit(4, $0) * 20))" }),
            numbers("day", rows.map { 1.7e9 + (unit(5, $0) * 1e7).rounded() }, kind: .date),
            words("note", rows.map { "w\(Int(unit(6, $0) * 4))x v\(Int(unit(7, $0) * 3))y" }, kind: .text),
            numbers("q", rows.map { unit(2, $0) + 0.3 * unit(4, $0) + 0.2 * unit(8, $0) }),
        ]
    }()

    private static let constants = [
        ColumnKind.number: numbers("c", Array(repeating: 0.1, count: count)),
        .category: words("c", Array(repeating: "same", count: count)),
        .date: numbers("c", Array(repeating: 1.7e9, count: count), kind: .date),
        .text: words("c", Array(repeating: "the same text", count: count), kind: .text),
    ]

    /// A family that adds columns up and one that looks at each.
    private static let families = [ModelFamily.linear, .tree]
    private static let plain = Result { try families.map { try predictions(columns, $0, [:]) } }

    private static func predictions(
        _ columns: [Column], _ family: ModelFamily, _ encodings: [String: String]
    ) throws -> [[Double]] {
        let rows = table(columns)
        var made = try recipe(
            for: rows, target: "q", task: .regression, family: family, split: .crossValidation(folds: 2, repeats: 1))
        for (column, text) in encodings {
            var feature = try #require(made.feature(column))
            feature.encoding = text
            made.insert(feature)
        }
        return try trained(made, on: rows).predictions.map(\.values)
    }

    @Test(arguments: EncodingWord.all)
    func aConstantColumn(_ word: EncodingWord) throws {
        for (kind, constant) in Self.constants where word.kinds.contains(kind) {
            for (family, plain) in zip(Self.families, try Self.plain.get()) {
                let wider = try Self.predictions([constant] + Self.columns, family, ["c": word.offered(for: kind)])
                #expect(wider == plain, "\(word.key) on \(kind), \(family.key)")
            }
        }
    }

    @Test(arguments: EncodingWord.all)
    func theOrderOfColumns(_ word: EncodingWord) throws {
        let encodings = Dictionary(
            uniqueKeysWithValues: Self.columns.dropLast().filter { word.kinds.contains($0.kind) }.map {
                ($0.name, word.offered(for: $0.kind))
            })
        for family in Self.families {
            let own = try Self.predictions(Self.columns, family, encodings)
            #expect(try Self.predictions(Self.columns.reversed(), family, encodings) == own, "\(word.key), \(family.key)")
        }
    }

    /// What ranks rows, or counts them beside one more: it moves by a row's share where there are twice as many.
    private static let ranks: Set<String> = ["median", "clip", "bin", "robust", "quantile", "tfidf"]

    @Test(arguments: EncodingWord.all)
    func rowsGivenTwiceWithHalfTheWeight(_ word: EncodingWord) throws {
        let target = FeatureValues(Self.columns[4], as: .number)
        guard case .numbers(let truth) = target else { return }
        for column in Self.columns.dropLast() where word.kinds.contains(column.kind) {
            // Of a normal variable the outermost would move far.
            let text = word.key == "quantile" ? "quantile=uniform" : word.offered(for: column.kind)
            let encoding = try FeatureEncoding(parsing: text)
            let values = FeatureValues(column, as: column.kind)
            let twice = (0..<Int32(Self.count)).map { $0 } + (0..<Int32(Self.count)).map { $0 }
            let once = FittedEncoding(fitting: values, encoding, column: "c", target: .numbers(truth))
            let both = FittedEncoding(
                fitting: values.gathered(at: twice), encoding, column: "c", target: .numbers(gather(truth, at: twice)),
                weights: Array(repeating: 0.5, count: twice.count))
            #expect(once.names == both.names)
            for (a, b) in zip(once.features(of: values, kind: column.kind), both.features(of: values, kind: column.kind)) {
                let (a, b) = (plain(a.values), plain(b.values))
                let (low, high) = (a.filter { !$0.isNaN }.min() ?? 0, a.filter { !$0.isNaN }.max() ?? 0)
                let tolerance = (Self.ranks.contains(word.key) ? 0.03 : 1e-12) * max(high - low, 1)
                let apart = zip(a, b).count { $0.isNaN != $1.isNaN || abs($0 - $1) > tolerance }
                // A row at the edge of a range may change sides.
                #expect(apart <= (word.key == "bin" ? 4 : 0), "\(word.key) on \(column.kind): \(apart)")
            }
        }
    }

    /// Means and deviations have the rows' weights, so that it does not matter which rows are given twice.
    @Test(arguments: ["standardise", "mean", "target"])
    func someRowsGivenTwice(_ text: String) throws {
        let values = FeatureValues(
            text == "target" ? Self.columns[1] : Self.columns[0], as: text == "target" ? .category : .number)
        guard case .numbers(let truth) = FeatureValues(Self.columns[4], as: .number) else { return }
        let places = (0..<Int32(Self.count)).map { $0 } + (0..<Int32(Self.count)).filter { $0 % 3 == 0 }
        func columns(_ rows: [Int32], _ weights: [Double]?) throws -> [Double] {
            let fitted = FittedEncoding(
                fitting: values.gathered(at: rows), try FeatureEncoding(parsing: text), column: "c",
                target: .numbers(gather(truth, at: rows)), weights: weights)
            return fitted.features(of: values, kind: .number).flatMap { plain($0.values) }
        }
        let once = try columns(Array(places.prefix(Self.count)), nil)
        let twice = try columns(places, places.map { $0 % 3 == 0 ? 0.5 : 1 })
        let unweighted = try columns(places, nil)
        func distance(_ other: [Double]) -> Double {
            zip(once, other).reduce(0) { $1.0.isNaN && $1.1.isNaN ? $0 : max($0, abs($1.0 - $1.1)) }
        }
        #expect(distance(twice) < 1e-12)
        #expect(distance(unweighted) > 1e-4, "the weights matter here")
    }

    @Test func weightsOfStandardising() {
        let values: [Double] = [3, 1, .nan, 4, 1e9, .infinity]
        let plain = NumberEncoding(fitting: Array(values[..<4]))
        // One of weight 0 is none, whatever it is; equal weights are none, to the bit, whatever their unit.
        for unit in [1, 0.3, 1e-200, 1e300] {
            #expect(NumberEncoding(fitting: values, weights: [unit, unit, unit, unit, 0, 0]) == plain)
        }
        let twice = NumberEncoding(fitting: values, weights: [2, 1, 1, 1, 0, 0])
        let rows = NumberEncoding(fitting: [3, 3, 1, .nan, 4])
        #expect(abs(twice.mean - rows.mean) < 1e-15 && abs(twice.deviation - rows.deviation) < 1e-15)
        #expect(NumberEncoding(fitting: values, weights: [1, 1, 0, 1, 0, 0]).marksMissing == false)
        #expect(NumberEncoding(fitting: [1, 2], weights: [0, 0]) == NumberEncoding(fitting: [1, 2]))
    }

    /// Values as numbers.
    private func plain(_ values: FeatureValues) -> [Double] {
        switch values {
        case .numbers(let values): values
        case .codes(let codes, _): codes.map { $0 < 0 ? .nan : Double($0) }
        }
    }
}
