import Recipes
import Tabular
import Testing

@testable import Learning

/// What says nothing new about rows or columns changes no family's predictions.
@Suite("What changes nothing")
struct FamilyPropertyTests {
    private static let count = 160
    private static let rows = mixedTable(count)
    /// Two folds; the column is none of the features.
    private static let split = SplitScheme.column("fold")
    private static let fold = numbers("fold", (0..<count).map { Double($0 % 2) })

    private static let constants = [
        numbers("a seven", Array(repeating: 7, count: count)), numbers("a tenth", Array(repeating: 0.1, count: count)),
        words("m same", Array(repeating: "same", count: count)), numbers("no number", Array(repeating: .nan, count: count)),
        words("no word", Array(repeating: nil, count: count)),
        numbers("z day", Array(repeating: 1.7e9, count: count), kind: .date),
    ]

    /// Whatever is drawn by column is drawn; boosting draws none unless it is told to.
    private static func drawing(_ family: ModelFamily) -> [String: String] {
        family == .boosting ? ["colsample_bytree": "0.6", "subsample": "0.8", "subsample_freq": "1"] : [:]
    }

    /// To the bit, for what is drawn by column too: features are taken in the order of their names, and those that are the same in all rows
    /// are not among them.
    @Test(arguments: FamilyCase.all)
    func constantColumnsAndTheOrderOfColumns(_ wanted: FamilyCase) throws {
        let plain = Self.rows.columns + [Self.fold]
        let names = Self.constants.map(\.name)
        func run(_ columns: [Column], _ features: [String] = mixedInputs) throws -> TrainingResult {
            let rows = table(columns)
            let set = Self.drawing(wanted.family)
            return try trained(wanted.recipe(for: rows, split: Self.split, set: set, features: features), on: rows)
        }
        let own = try run(plain)
        let mixed: [Column] = [
            Array(Self.constants[..<3]), Array(plain[..<2]), Array(Self.constants[3...]), Array(plain[2...]),
        ].flatMap { $0 }
        let wider = try run(mixed, mixedInputs + names)
        #expect(gap(own, wider) == 0)
        #expect(haveEqualImportance(own, wider))
        #expect(wider.importance.filter { names.contains($0.column) }.allSatisfy { $0.mean == 0 })
        let turned = try run(Array(plain[2...].reversed()) + Array(plain[..<2]))
        #expect(gap(own, turned) == 0)
        #expect(haveEqualImportance(own, turned))
    }

    /// What a family needs for rows that are given twice with half the weight to be what they were, and how far predictions may be apart.
    struct Doubling {
        var set: [String: String] = [:]
        /// The same where there are twice as many rows: for what counts rows and not weights.
        var doubled: [String: String] = [:]
        /// Whether the same holds where some rows only are given twice.
        var holdsForSome = true
        var tolerance = 1e-9

        init(_ wanted: FamilyCase) {
            switch wanted.family {
            case .logistic:
                // Two ways to one place, each as far as the solver goes.
                set = ["tol": "1e-9"]
                tolerance = 1e-6
            case .knn:
                // Neighbours are rows.
                (set, doubled) = (["n_neighbors": "5"], ["n_neighbors": "10"])
                holdsForSome = false
            case .forest:
                // Rows that are drawn are others where there are twice as many.
                set = ["bootstrap": "false"]
            case .boosting:
                // Bins get equal numbers of rows, and three at the least: of fifteen both have the same edges. Leaves are bounded by their
                // second derivatives and not by rows. Gradients are rounded to steps, half of one otherwise than the whole, which
                // may decide between questions that part few rows alike.
                set = [
                    "max_bin": "15", "min_child_samples": "1", "min_child_weight": wanted.task == .regression ? "10" : "2",
                    "cat_smooth": "0", "cat_l2": "0",
                    "min_data_per_group": "1",
                ]
                holdsForSome = false
                tolerance = 1e-5
            case .mlp:
                // Whole batches; what RealMLP starts from are rows that are drawn. Sums in another order are rounded otherwise, and Adam
                // takes whole steps for the smallest gradients.
                set = [
                    "preset": "sklearn", "batch_size": "10000", "alpha": "0", "validation_fraction": "0", "n_iter_no_change": "0",
                ]
                tolerance = 5e-3
            default: break
            }
        }
    }

    @Test(arguments: FamilyCase.all, [false, true])
    func rowsGivenTwiceWithHalfTheWeight(_ wanted: FamilyCase, someOnly: Bool) throws {
        let doubling = Doubling(wanted)
        guard doubling.holdsForSome || !someOnly else { return }
        let plain = table(Self.rows.columns + [Self.fold])
        let again = (0..<Self.count).filter { !someOnly || $0 % 3 == 0 }
        let places = Array(0..<Self.count) + again
        let weights: [Double] = places.map { !someOnly || $0 % 3 == 0 ? 0.5 : 1 }
        let twice = table(plain.columns.map { $0.rows(places) } + [numbers("w", weights)])
        let first = try wanted.recipe(for: plain, split: Self.split, set: doubling.set)
        var second = try wanted.recipe(
            for: twice, split: Self.split, set: someOnly ? doubling.set : doubling.set.merging(doubling.doubled) { $1 })
        second.weight = "w"
        let a = try trained(first, on: plain)
        let b = try trained(second, on: twice)
        #expect(a.predictions.count == 2)
        let scale = a.predictions.flatMap(\.values).reduce(1) { max($0, $1.magnitude) }
        #expect(gap(a, b) <= doubling.tolerance * scale)
    }

    /// How far predictions for the rows of one run are from those of another, at the most.
    private func gap(_ a: TrainingResult, _ b: TrainingResult) -> Double {
        guard a.predictions.count == b.predictions.count else { return .infinity }
        return zip(a.predictions, b.predictions).reduce(0) { gap, pair in
            let (a, b) = pair
            let width = a.values.count / a.rows.count
            let places = Dictionary(uniqueKeysWithValues: b.rows.enumerated().map { ($0.element, $0.offset) })
            return a.rows.enumerated().reduce(gap) { gap, row in
                guard let place = places[row.element] else { return .infinity }
                return (0..<width).reduce(gap) { max($0, abs(a.values[row.offset * width + $1] - b.values[place * width + $1])) }
            }
        }
    }

    /// Up to the rounding of sums in another order, for the columns of the first.
    private func haveEqualImportance(_ a: TrainingResult, _ b: TrainingResult) -> Bool {
        a.importance.allSatisfy { own in b.importance.contains { $0.column == own.column && abs($0.mean - own.mean) < 1e-12 } }
    }
}
