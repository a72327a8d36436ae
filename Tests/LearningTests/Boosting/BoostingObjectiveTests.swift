import Recipes
import Testing

@testable import Learning

@Suite struct BoostingObjectiveTests {
    private let steps = Sample([("x", [1, 2, 3, 4, 5, 6])], numbers: [0, 1, 2, 10, 11, 90])

    private func parameters(_ objective: BoostingParameters.Objective, leaves: Int = 2) -> BoostingParameters {
        var parameters = BoostingParameters.exact(leaves: leaves)
        parameters.objective = objective
        return parameters
    }

    @Test func absoluteErrorTakesMedians() throws {
        let model = steps.fit(parameters(.absolute))
        #expect(model.start == [6])
        #expect(try model.predict(steps.table.allRows, threads: 1) == [1, 1, 1, 11, 11, 11])
    }

    @Test(arguments: [0.25, 0.5, 0.9]) func quantilesTakeQuantiles(share: Double) throws {
        var wanted = parameters(.quantile)
        wanted.quantile = share
        // One leaf each for two groups of 40 rows, whose quantiles can be counted.
        let values = noise(80, stream: 2)
        let x = (0..<80).map { $0 < 40 ? 0.0 : 1.0 }
        let sample = Sample([("x", x)], numbers: values.enumerated().map { $1 + ($0 < 40 ? 0 : 5) })
        let predicted = try sample.fit(wanted).predict(sample.table.allRows, threads: 1)
        for group in [0..<40, 40..<80] {
            let sorted = values[group].sorted()
            let place = share * 40
            let expected = place.rounded() == place ? (sorted[Int(place) - 1] + sorted[Int(place)]) / 2 : sorted[Int(place)]
            #expect(abs(predicted[group.lowerBound] - expected - (group.lowerBound == 0 ? 0 : 5)) < 1e-12)
        }
    }

    @Test func huberHoldsBackOutliers() throws {
        var wanted = parameters(.huber)
        wanted.huberDelta = 3
        let predicted = try steps.fit(wanted).predict(steps.table.allRows, threads: 1)
        // All errors are beyond 3, so 90 stands alone. The others' median is 2, moved by the mean of -2, -1, 0, 3 and 3.
        #expect(abs(predicted[0] - 2.6) < 1e-9)
        #expect(abs(predicted[5] - 90) < 1e-9)
        wanted.huberDelta = 1e9
        let squared = try steps.fit(parameters(.squared)).predict(steps.table.allRows, threads: 1)
        for (a, b) in zip(try steps.fit(wanted).predict(steps.table.allRows, threads: 1), squared) { #expect(abs(a - b) < 1e-6) }
    }

    @Test(arguments: [BoostingParameters.Objective.poisson, .tweedie]) func amountsStayAboveZero(
        objective: BoostingParameters.Objective
    ) throws {
        var wanted = parameters(objective)
        wanted.trees = 60
        // Rows are estimated from second derivatives, which are those of the means here.
        wanted.minLeafRows = 0
        wanted.learningRate = 0.5
        let sample = Sample([("x", [1, 1, 1, 2, 2, 2])], numbers: [0, 1, 2, 10, 20, 30])
        let model = sample.fit(wanted)
        let predicted = try model.predict(sample.table.allRows, threads: 1)
        // The mean of each side is where the deviance is least.
        for (found, expected) in zip(predicted, [1, 1, 1, 20, 20, 20]) { #expect(abs(found - Double(expected)) < 0.01) }
        let read = try BoostedModel(json: JSON(parsing: model.json.canonicalText))
        #expect(read == model)
        #expect(try read.predict(sample.table.allRows, threads: 1) == predicted)
    }

    @Test func lossesFallWhereTheyAreMadeSmall() throws {
        var sample = Sample.mixed(600, classes: 0)
        guard case .numbers(let usual) = sample.target else { return }
        // A twentieth of the rows is far off, which draws the means up and the medians hardly.
        let y = zip(usual, noise(600, stream: 31)).map { $0 + ($1 < 0.05 ? 30 : 0) }
        sample.target = .numbers(y)
        func predictions(_ objective: BoostingParameters.Objective) throws -> [Double] {
            var wanted = BoostingParameters.few(30)
            wanted.objective = objective
            wanted.huberDelta = 0.05
            wanted.quantile = 0.9
            return try sample.fit(wanted).predict(sample.table.allRows, threads: 2)
        }
        func mean(_ values: [Double], _ loss: (Double) -> Double) -> Double {
            zip(values, y).reduce(0) { $0 + loss($1.1 - $1.0) } / Double(y.count)
        }
        let squared = try predictions(.squared)
        #expect(mean(try predictions(.absolute), abs) < mean(squared, abs) * 0.9)
        #expect(mean(try predictions(.huber), abs) < mean(squared, abs) * 0.9)
        let high = try predictions(.quantile)
        let below = zip(high, y).count { $0 >= $1 }
        #expect(abs(Double(below) / Double(y.count) - 0.9) < 0.06)
    }

    @Test func liveNumbersAreTheModels() throws {
        let sample = Sample.mixed(200, classes: 0)
        for objective in BoostingParameters.Objective.allCases {
            let witness = KeepingObserver(keeping: [])
            let model = try sample.learnt(
                ["n_estimators": .integer(3), "objective": .text(objective.rawValue)], observer: witness)
            #expect(try witness.training.last == model.predict(sample.table.allRows, threads: 1))
        }
    }

    @Test func unsuitableTargetsAreRefused() throws {
        var wanted = parameters(.poisson)
        #expect(throws: AssayError.negativeTarget("poisson", count: 2)) {
            try Sample([("x", [1, 2, 3])], numbers: [-1, 2, -3]).checkedFit(wanted)
        }
        wanted.objective = .absolute
        #expect(throws: AssayError.objectiveNeedsNumbers("absolute")) {
            try Sample([("x", [1, 2, 3])], classes: [0, 1, 1]).checkedFit(wanted)
        }
    }

    /// What must not bring a fit down.
    @Test(arguments: BoostingParameters.Objective.allCases) func hostileTargets(objective: BoostingParameters.Objective) throws {
        for target in [[1e308, 0, 1e308, 5], [tiny, 0, tiny, 0], [0, 0, 0, 0], [7, 7, 7, 7], [1e-300, 1e300, 1, 0]] as [[Double]]
        {
            for weights in [nil, [1e-308, 1, 1e308, 0]] as [[Double]?] {
                var sample = Sample([("x", [1, 2, 3, 4])], numbers: target)
                sample.weights = weights
                var wanted = parameters(objective)
                wanted.trees = 4
                #expect(try sample.fit(wanted, threads: 2).predict(sample.table.allRows, threads: 1).allSatisfy { $0.isFinite })
            }
        }
        let one = Sample([("x", [1])], numbers: [3])
        #expect(try abs(one.fit(parameters(objective)).predict(one.table.allRows, threads: 1)[0] - 3) < 1e-9)
    }
}

@Suite struct QuantileTests {
    @Test func quantilesOfSortedRows() {
        for count in [1, 2, 3, 10, 40, 999] {
            let values = noise(count, stream: count).map { ($0 * 50).rounded() }
            let sorted = values.sorted()
            for share in [0.001, 0.1, 0.25, 0.5, 0.9, 0.999] {
                let place = Double(count) * share
                let isMet = abs(place - place.rounded()) < 1e-9 && Int(place.rounded()) >= 1 && Int(place.rounded()) < count
                let expected =
                    isMet
                    ? (sorted[Int(place.rounded()) - 1] + sorted[Int(place.rounded())]) / 2
                    : sorted[min(max(Int(place.rounded(.up)) - 1, 0), count - 1)]
                var own = values
                #expect(Quantile.of(&own, share: share) == expected)
                #expect(own.sorted() == sorted)
                let twice = values + values
                let halves = [Double](repeating: 0.5, count: 2 * count)
                #expect(Quantile.of(twice, weights: halves, share: share) == expected)
            }
        }
        var none: [Double] = []
        #expect(Quantile.of(&none, share: 0.5) == 0)
        #expect(Quantile.of([3, 9], weights: [0, 1], share: 0.5) == 9)
    }
}
