import Statistics
import Testing

/// Against SciPy's fits by maximum likelihood.
@Suite struct DistributionFitTests {
    private let gammaLike: [Double] = [
        0.346, 0.582, 0.748, 0.886, 1.01, 1.123, 1.23, 1.331, 1.429, 1.524, 1.616, 1.707, 1.796, 1.884, 1.971, 2.058, 2.144, 2.23,
        2.317, 2.403, 2.49, 2.577, 2.665, 2.754, 2.844, 2.935, 3.027, 3.12, 3.215, 3.311, 3.41, 3.51, 3.613, 3.718, 3.826, 3.937,
        4.051, 4.169, 4.29, 4.416, 4.547, 4.683, 4.826, 4.975, 5.132, 5.297, 5.472, 5.659, 5.859, 6.076, 6.311, 6.569, 6.857,
        7.181,
        7.556, 7.999, 8.547, 9.268, 10.342, 12.585,
    ]
    private let betaLike: [Double] = [
        0.0268, 0.0477, 0.0628, 0.0757, 0.0872, 0.0978, 0.1078, 0.1174, 0.1266, 0.1355, 0.1442, 0.1528, 0.1612, 0.1695, 0.1777,
        0.1859, 0.194, 0.2022, 0.2103, 0.2185, 0.2267, 0.2349, 0.2433, 0.2517, 0.2602, 0.2688, 0.2775, 0.2864, 0.2955, 0.3047,
        0.3142, 0.3239, 0.3339, 0.3442, 0.3549, 0.3659, 0.3774, 0.3895, 0.4021, 0.4155, 0.4297, 0.4449, 0.4613, 0.4793, 0.4993,
        0.5221, 0.5488, 0.5818, 0.6266, 0.7057,
    ]

    private func fit(_ name: String, _ values: [Double]) throws -> DistributionFit {
        try #require(DistributionFit.ranked(values).first { $0.distribution.name == name })
    }

    /// SciPy stops its search at about six digits of the parameters; the likelihood there has twice as many.
    @Test(arguments: [
        ("gamma", 2.3438314230879302, 1.663615094039573, -131.75334025879465),
        ("Weibull", 1.6211502926474628, 4.369267383045161, -132.23528964404744),
        ("log-normal", 1.1325404385307645, 0.7248029114501624, -133.77740786252642),
        ("normal", 3.8992333333333336, 2.5261815543534385, -140.73884572795956),
    ])
    func twoParameters(name: String, first: Double, second: Double, likelihood: Double) throws {
        let fit = try fit(name, gammaLike)
        let parameters = fit.distribution.parameters.map(\.value)
        #expect(isClose(parameters[0], first, relative: 2e-5) && isClose(parameters[1], second, relative: 2e-5), "\(parameters)")
        #expect(isClose(fit.logLikelihood, likelihood, relative: 1e-9), "\(fit.logLikelihood)")
        #expect(fit.logLikelihood >= likelihood - 1e-9)
        #expect(fit.criterion == 4 - 2 * fit.logLikelihood)
    }

    @Test func others() throws {
        #expect(isClose(try fit("exponential", gammaLike).logLikelihood, -141.64679715686424, relative: 1e-12))
        let beta = try fit("beta", betaLike)
        #expect(isClose(beta.logLikelihood, 24.67263959930785, relative: 1e-9))
        #expect(isClose(beta.distribution.parameters[1].value, 5.123667947175829, relative: 1e-4))
    }

    @Test func theBestComesFirst() throws {
        let ranked = DistributionFit.ranked(gammaLike)
        let best = try #require(ranked.first)
        #expect(best.distribution.name == "gamma")
        #expect(isClose(best.distance, 0.010926956730357096, relative: 1e-3))
        #expect(ranked.map(\.criterion) == ranked.map(\.criterion).sorted())
        #expect(!ranked.contains { $0.distribution.name == "beta" })
        #expect(DistributionFit.ranked((0..<500).map { Double($0) / 499 - 3 }).first?.distribution.name == "uniform")
    }

    /// The density of each is the slope of its distribution function.
    @Test func densitiesAreSlopes() {
        let all: [FittedDistribution] = [
            .normal(mean: 1, deviation: 2), .logNormal(mean: 0.2, deviation: 0.7), .exponential(rate: 1.5),
            .gamma(shape: 2.3, scale: 1.7), .uniform(low: -1, high: 4), .weibull(shape: 1.6, scale: 4.4), .beta(a: 2, b: 5),
        ]
        for distribution in all {
            for x in [0.05, 0.3, 0.61, 0.9] {
                let slope = (distribution.cdf(x + 1e-5) - distribution.cdf(x - 1e-5)) / 2e-5
                #expect(isClose(distribution.density(x), slope, relative: 1e-6), "\(distribution) \(x)")
            }
            #expect(distribution.cdf(-50) < 1e-12 && distribution.cdf(1e6) > 1 - 1e-9)
        }
    }

    @Test func valuesWithoutSpreadHaveNoFit() {
        #expect(DistributionFit.ranked([]).isEmpty && DistributionFit.ranked([2, 2, 2]).isEmpty)
        #expect(DistributionFit.ranked([1, .infinity, .nan]).isEmpty)
    }
}
