import Recipes
import Testing

@testable import Learning

@Suite struct BoostingWeightTests {
    /// A row that counts twice is as good as two.
    @Test(arguments: ["auto", "absolute", "huber", "quantile", "poisson", "tweedie"]) func weightsAreRows(objective: String)
        throws
    {
        let x: [Double] = [1, 2, 3, 4, 5, 6, 7, 8]
        let y: [Double] = [0, 1, 2, 9, 8, 7, 20, 21]
        let weights: [Double] = [1, 2, 1, 3, 1, 1, 2, 1]
        let twice = x.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
        var parameters = BoostingParameters.exact(leaves: 3)
        parameters.trees = 3
        parameters.minLeafRows = 0
        parameters.objective = try #require(BoostingParameters.Objective(rawValue: objective))
        var weighted = Sample([("x", x)], numbers: y)
        weighted.weights = weights
        let repeated = Sample([("x", twice.map { x[$0] })], numbers: twice.map { y[$0] })
        let own = try weighted.fit(parameters).predict(weighted.table.allRows, threads: 1)
        let other = try repeated.fit(parameters).predict(weighted.table.allRows, threads: 1)
        for (a, b) in zip(own, other) { #expect(abs(a - b) < 1e-6 * max(1, abs(b))) }
    }

    @Test(arguments: [2, 3]) func weightsAreRowsForClasses(classes: Int) throws {
        let x = (0..<24).map { Double($0) }
        let y = noise(24, stream: 3).map { Int32($0 * Double(classes)) }
        let weights = noise(24, stream: 4).map { ($0 * 3).rounded() + 1 }
        let twice = x.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
        var parameters = BoostingParameters.exact(leaves: 4)
        parameters.trees = 2
        parameters.learningRate = 0.3
        parameters.lambda = 1
        parameters.minLeafHessian = 0.5
        var weighted = Sample([("x", x)], classes: y, count: classes)
        weighted.weights = weights
        let repeated = Sample([("x", twice.map { x[$0] })], classes: twice.map { y[$0] }, count: classes)
        let own = try weighted.fit(parameters).predict(weighted.table.allRows, threads: 1)
        let other = try repeated.fit(parameters).predict(weighted.table.allRows, threads: 1)
        for (a, b) in zip(own, other) { #expect(abs(a - b) < 1e-6) }
    }

    @Test func weightlessRowsTeachNothing() throws {
        var sample = Sample([("x", [1, 2, 3, 4, 5, 6])], numbers: [0, 0, 0, 10, 10, 99])
        sample.weights = [1, 1, 1, 1, 1, 0]
        #expect(try sample.fit(.exact()).predict(sample.table.allRows, threads: 1) == [0, 0, 0, 10, 10, 10])
    }

    /// Only what weights are to one another matters where nothing else has their unit.
    @Test(arguments: [1e-200, 1e-3, 1, 1e6, 1e308]) func sizesOfWeights(scale: Double) throws {
        for classes in [0, 2, 3] {
            var sample = Sample.mixed(200, classes: classes)
            var parameters = BoostingParameters.few(3)
            parameters.minLeafHessian = 0
            parameters.categoryLambda = 0
            parameters.categorySmoothing = 0
            let plain = try sample.fit(parameters).predict(sample.table.allRows, threads: 1)
            sample.weights = [Double](repeating: scale, count: 200)
            let own = try sample.fit(parameters).predict(sample.table.allRows, threads: 1)
            for (a, b) in zip(own, plain) { #expect(abs(a - b) < 1e-4) }
        }
    }

    /// Early stopping counts the choosing rows' weights.
    @Test func weightsReachTheChoiceOfSteps() throws {
        var sample = Sample.mixed(400, classes: 2)
        let set: [String: ParameterValue] = ["early_stopping_rounds": .integer(3), "n_estimators": .integer(60)]
        let plain = try sample.learnt(set)
        sample.weights = [Double](repeating: 1, count: 400)
        let ones = try sample.learnt(set)
        #expect(abs((ones.bestStep ?? 0) - (plain.bestStep ?? 0)) <= 1, "\(ones.bestStep) \(plain.bestStep)")
        sample.weights = noise(400, stream: 9).map { $0 < 0.5 ? 0.001 : 1 }
        #expect(try sample.learnt(set) != ones)
    }
}
