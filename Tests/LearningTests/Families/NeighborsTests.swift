import Recipes
import Testing

@testable import Learning

@Suite("Nearest neighbours")
struct NeighborsTests {
    /// Exact, but where rows are equally far: digits has many such, and scikit-learn takes any of them.
    @Test(
        .enabled(if: ReferenceFolds.isThere),
        arguments: [
            "iris", "wine", "breast_cancer", "make_classification_bin_2000x20", "make_classification_4cls_2000x20",
            "make_classification_imb95_3000x20",
        ])
    func classesAreScikitLearns(_ name: String) throws {
        let result = try ReferenceFolds.run(name, .classification, .knn)
        for metric in ["accuracy", "balanced_accuracy", "mcc", "log_loss"] {
            let wanted = try #require(try ReferenceFolds.scores(name, "kNN_scaled", metric))
            for (fold, value) in zip(result.folds, wanted) {
                let own = fold.metrics[metric] ?? .nan
                #expect(abs(own - value) <= 1e-6 * max(1, value), "\(metric) of fold \(fold.fold): \(own), not \(value)")
            }
        }
    }

    @Test(.enabled(if: ReferenceFolds.isThere), arguments: ReferenceTests.regression)
    func numbersAreScikitLearns(_ name: String) throws {
        let result = try ReferenceFolds.run(name, .regression, .knn)
        for metric in ["r2", "rmse", "mae"] {
            let wanted = try #require(try ReferenceFolds.scores(name, "kNN_scaled", metric))
            for (fold, value) in zip(result.folds, wanted) {
                let own = fold.metrics[metric] ?? .nan
                #expect(abs(own - value) <= 1e-6 * max(1, value), "\(metric) of fold \(fold.fold): \(own), not \(value)")
            }
        }
    }

    private func fit(
        _ sample: Sample, _ parameters: [String: String], weights: [Double]? = nil
    ) throws -> any FittedModel {
        var model = Recipe.Model(.knn)
        for (name, value) in parameters { try model.set(name, value) }
        return try NeighborsLearner().fit(
            sample.training(weights: weights), watching: nil, context: FitContext(task: .classification, parameters: model))
    }

    private func matrix(_ rows: Int, _ columns: Int, stream: Int, far: Double = 1) -> DesignMatrix {
        let values = noise(rows * columns, stream: stream).enumerated().map {
            ($0.element - 0.5) * 4 * ($0.offset % 37 == 0 ? far : 1)
        }
        return DesignMatrix(
            rowCount: rows, denseWidth: columns, slotCount: 1, width: columns + 3, dense: values,
            slots: noise(rows, stream: stream + 1).map { $0 < 0.2 ? -1 : Int32(columns + Int($0 * 3)) })
    }

    /// The quick search finds what measuring all rows finds, ties and rows far out among them.
    @Test(arguments: [1, 2, 3, 7, 28, 65], [1, 2])
    func roundedRowsLoseNone(_ columns: Int, _ power: Int) {
        for far in [1.0, 1e6] {
            // Every row but one is there twice.
            let points = matrix(205, columns, stream: 3, far: far).gathered(at: (0..<409).map { Int32($0 % 205) })
            let queries = matrix(67, columns, stream: 9, far: far)
            let wanted = (0..<queries.rowCount).map { query in
                let all = (0..<points.rowCount).map { row -> (distance: Double, row: Int32) in
                    let search = NeighborSearch(points, queries, query..<query + 1, 1, power)
                    search.measure(query, row)
                    return (search.neighbours(of: query)[0].distance, Int32(row))
                }
                return Array(all.sorted { $0 < $1 }.prefix(6))
            }
            let index = NeighborIndex(points, power: power)
            for threads in [1, 3] {
                index.search(queries, count: 6, threads: threads) { query, found in
                    #expect(found.map(\.row) == wanted[query].map(\.row))
                    #expect(found.map(\.distance) == wanted[query].map(\.distance))
                }
            }
        }
    }

    @Test func nearerOnesCountMore() throws {
        let sample = Sample([("x", [0, 1, 3, 10])], numbers: [0, 10, 40, 70])
        let asked = Sample([("x", [2, 1])], numbers: [0, 0])
        let even = try fit(sample, ["n_neighbors": "3"]).predict(asked.table.allRows, threads: 1)
        #expect(abs(even[0] - 50.0 / 3) < 1e-12)
        let near = try fit(sample, ["n_neighbors": "3", "weights": "distance"]).predict(asked.table.allRows, threads: 1)
        // Distances 2, 1, 1.
        #expect(abs(near[0] - (0 * 0.5 + 10 + 40) / 2.5) < 1e-9)
        #expect(near[1] == 10)
    }

    @Test func weightsAreVotes() throws {
        let sample = Sample([("x", [0, 1, 2])], classes: [0, 1, 1])
        let model = try fit(sample, ["n_neighbors": "3"], weights: [6, 1, 1])
        #expect(abs(try model.predict(sample.table.allRows, threads: 1)[0] - 0.75) < 1e-12)
        let without = try fit(sample, ["n_neighbors": "2"], weights: [0, 1, 1])
        #expect(try without.predict(sample.table.allRows, threads: 1) == [0, 1, 0, 1, 0, 1])
    }

    @Test func wordsAreColumns() throws {
        let sample = Sample(words: ["a", "b", "c", "a"], .classes([0, 1, 1, 0], count: 2))
        let model = try fit(sample, ["n_neighbors": "1"])
        #expect(try model.predict(sample.table.allRows, threads: 1) == [1, 0, 0, 1, 0, 1, 1, 0])
        let text = model.json.canonicalText
        let again = try NeighborsLearner().model(from: JSON(parsing: text))
        #expect(again.json.canonicalText == text)
        #expect(try again.predict(sample.table.allRows, threads: 1) == model.predict(sample.table.allRows, threads: 1))
    }
}
