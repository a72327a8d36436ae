import Recipes
import Testing

@testable import Learning

/// Tables that must not bring it down.
@Suite struct BoostingHostileTests {
    private func expectFinite(_ sample: Sample, _ parameters: BoostingParameters = .few(3, minLeafRows: 1)) throws {
        let model = sample.fit(parameters, threads: 2)
        let predictions = try model.predict(sample.table.allRows, threads: 2)
        #expect(predictions.count == sample.target.count * sample.target.width)
        #expect(predictions.allSatisfy { $0.isFinite })
        let importance = model.importance ?? [-1]
        #expect(importance.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(try BoostedModel(json: JSON(parsing: model.json.canonicalText)) == model)
    }

    @Test func emptyColumnsAndRows() throws {
        try expectFinite(Sample([("x", [.nan, .nan, .nan]), ("c", [1, 1, 1])], numbers: [1, 2, 3]))
        try expectFinite(Sample([("x", [1])], numbers: [4]))
        try expectFinite(Sample([("x", [1])], classes: [0]))
        try expectFinite(Sample([], numbers: [1, 2, 3]))
        try expectFinite(Sample(words: ["", "", ""], .numbers([1, 2, 3])))
        try expectFinite(Sample([("x", [1, 2, 3, 4])], classes: [0, 0, 0, 0]))
        try expectFinite(Sample([("x", [1, 2, 3, 4])], classes: [1, 1, 1, 1]))
        try expectFinite(Sample([("x", [1, 2, 3, 4])], classes: [0, 0, 0, 0], count: 1))
        try expectFinite(Sample([("x", [1, 2, 3, 4])], classes: [0, 0, 3, 3], count: 5))
    }

    @Test func extremeNumbers() throws {
        let extremes = [1e308, -1e308, .infinity, -.infinity, tiny, -0.0, 0, .nan, 1e-300, 1]
        try expectFinite(Sample([("x", extremes)], numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
        try expectFinite(Sample([("x", [1, 2, 3, 4])], numbers: [1e308, -1e308, 1e308, -1e308]))
        try expectFinite(Sample([("x", [1, 2, 3, 4])], numbers: [tiny, 0, tiny, 0]))
        try expectFinite(Sample([("x", [1, 2, 3, 4])], numbers: [7, 7, 7, 7]))
    }

    @Test func hugeTargetsAreStillLearnt() throws {
        let sample = Sample([("x", [1, 2, 3, 4])], numbers: [-1e299, -1e299, 1e299, 1e299])
        let predictions = try sample.fit(.exact()).predict(sample.table.allRows, threads: 1)
        for (a, b) in zip(predictions, [-1e299, -1e299, 1e299, 1e299]) { #expect(abs(a - b) < 1e290) }
    }

    @Test func extremeParameters() throws {
        let sample = Sample([("x", noise(200, stream: 1))], numbers: noise(200, stream: 2))
        var parameters = BoostingParameters.few(2, minLeafRows: 1)
        parameters.minLeafHessian = 0
        parameters.leaves = 4096
        try expectFinite(sample, parameters)
        parameters.maxBin = 2
        try expectFinite(sample, parameters)
        parameters.lambda = 1e300
        parameters.alpha = 1e300
        try expectFinite(sample, parameters)
        parameters = .few(2)
        parameters.minLeafRows = 1_000_000
        try expectFinite(sample, parameters)
        parameters = .few(2, minLeafRows: 1)
        parameters.subsample = 1e-9
        parameters.subsampleEvery = 1
        parameters.featureShare = 1e-9
        try expectFinite(sample, parameters)
    }

    @Test func hundredThousandCategories() throws {
        let rows = 100_000
        let values = FeatureValues.codes((0..<Int32(rows)).map { $0 }, words: (0..<rows).map { "w\($0)" })
        var sample = Sample([], classes: (0..<Int32(rows)).map { $0 % 2 })
        sample.features = [.init(name: "id", kind: .category, values: values)]
        let model = sample.fit(.few(1))
        #expect(model.features[0].words?.count == 254)
    }

    @Test func damagedModelsAreRefused() throws {
        let model = Sample([("x", [1, 2, 3, 4])], numbers: [0, 0, 9, 9]).fit(.exact())
        let text = model.json.canonicalText
        for (from, to) in [
            ("\"left\":[-1]", "\"left\":[0]"), ("\"left\":[-1]", "\"left\":[-9]"), ("\"feature\":[0]", "\"feature\":[3]"),
            ("\"version\":1", "\"version\":9"), ("\"value\":[", "\"value\":[1,"), ("\"classes\":0", "\"classes\":7"),
        ] {
            let damaged = text.replacing(from, with: to)
            #expect(damaged != text)
            #expect(throws: AssayError.self) { try BoostedModel(json: JSON(parsing: damaged)) }
        }
    }
}
