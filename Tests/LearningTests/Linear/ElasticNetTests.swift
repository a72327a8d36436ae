import Recipes
import Testing

@testable import Learning

/// Lasso and elastic net against closed forms and the conditions of their least.
@Suite struct ElasticNetTests {
    private let random = CounterRandom(seed: 31)

    private func matrix(rows: Int, columns: Int) -> DesignMatrix {
        var matrix = DesignMatrix(rowCount: rows, denseWidth: columns, slotCount: 0, width: columns)
        for column in 0..<columns {
            matrix.setDense(column, (0..<rows).map { random.unit(column * 1000 + $0) + 0.3 * random.unit($0) - 0.5 })
        }
        return matrix
    }

    @Test(arguments: [0.1, 0.3, 1.0], [30, 90])
    func meetsTheConditionsOfTheLeast(_ share: Double, _ rows: Int) {
        let (columns, alpha) = (40, 0.02)
        let design = matrix(rows: rows, columns: columns)
        let y = (0..<rows).map { row in
            3 + 2 * design.dense[row * columns] - design.dense[row * columns + 7] + random.unit(90_000 + row)
        }
        let net = ElasticNet(absolute: alpha * share, square: alpha * (1 - share), tolerance: 1e-13, passes: 100_000)
        let products = ElasticNet.Products(design, y, rowWeights: nil, threads: 2)
        let (weights, gap) = net.solve(products)
        #expect(gap <= 1e-13 * products.targetSquare)
        let fitted = design.product(weights, threads: 1)
        let slopes = design.transposedProduct(zip(y, fitted).map { ($0 - $1) / Double(rows) }, threads: 1)
        // The intercept is free.
        #expect(abs(slopes[columns]) < 1e-9)
        for column in 0..<columns {
            let slope = slopes[column] - net.square * weights[column]
            if weights[column] == 0 {
                #expect(slope.magnitude <= net.absolute + 1e-7)
            } else {
                #expect(abs(slope - (weights[column] < 0 ? -net.absolute : net.absolute)) < 1e-6)
            }
        }
        if share == 1 { #expect(weights.dropLast().contains(0)) }
    }

    /// With one standardised column of deviation 1 the weight is the soft threshold of the covariance.
    @Test func oneColumn() throws {
        let x = (0..<50).map { random.unit($0) }
        let y = x.enumerated().map { 8 * $0.element + random.unit(300 + $0.offset) }
        let sample = Sample([("x", x)], numbers: y)
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let deviation = mean(x.map { ($0 - mean(x)) * ($0 - mean(x)) }).squareRoot()
        let covariance = mean(zip(x, y).map { ($0 - mean(x)) / deviation * ($1 - mean(y)) })
        for (penalty, alpha, share) in [("lasso", 0.7, 1.0), ("elastic_net", 0.7, 0.25), ("lasso", 50, 1.0)] {
            var model = Recipe.Model(.linear)
            try model.set("penalty", penalty)
            try model.set("alpha", String(alpha))
            try model.set("l1_ratio", String(share))
            try model.set("tol", "1e-12")
            let training = sample.training()
            let fitted = try LinearLearner().fit(
                training, watching: nil, context: FitContext(task: .regression, parameters: model))
            let weight = max(0, covariance - alpha * share) / (1 + alpha * (1 - share))
            let predicted = try fitted.predict(training.features, threads: 1)
            for row in x.indices {
                #expect(abs(predicted[row] - (mean(y) + weight * (x[row] - mean(x)) / deviation)) < 1e-8)
            }
        }
    }

    /// Without absolute values it is ridge regression, whose penalty is on the sum and not on half the mean.
    @Test func squaresAloneAreRidge() throws {
        let x = (0..<80).map { random.unit($0) }
        let sample = Sample([("x", x)], numbers: x.indices.map { 3 * x[$0] + random.unit(70_000 + $0) })
        func fit(_ penalty: String, _ alpha: Double) throws -> String {
            var model = Recipe.Model(.linear)
            try model.set("penalty", penalty)
            try model.set("alpha", String(alpha))
            try model.set("l1_ratio", "0")
            return try LinearLearner().fit(
                sample.training(), watching: nil, context: FitContext(task: .regression, parameters: model)
            ).json.canonicalText
        }
        let ridge = try fit("ridge", 0.5 * 80)
        #expect(try fit("elastic_net", 0.5) == ridge)
    }

    @Test func tooManyColumnsAreRefused() throws {
        let features = (0..<8001).map { column in
            FeatureTable.Feature(name: "x\(column)", kind: .number, values: .numbers([0, 1, Double(column)]))
        }
        var sample = Sample([], numbers: [1, 2, 3])
        sample.features = features
        var model = Recipe.Model(.linear)
        try model.set("penalty", "lasso")
        #expect(throws: AssayError.self) {
            try LinearLearner().fit(
                sample.training(), watching: nil, context: FitContext(task: .regression, parameters: model))
        }
    }
}
