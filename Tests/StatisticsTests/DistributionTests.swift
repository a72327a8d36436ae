import Statistics
import Testing

/// Against SciPy 1.17.
@Suite struct DistributionTests {
    @Test func normal() {
        let normal = NormalDistribution.standard
        #expect(isClose(normal.quantile(0.975), 1.959963984540054))
        #expect(isClose(normal.quantile(0.6), 0.2533471031357997))
        #expect(isClose(normal.quantile(1e-9), -5.9978070150076865))
        #expect(isClose(normal.quantile(1e-300), -37.0470962993612))
        #expect(isClose(normal.sf(10), 7.61985302416047e-24))
        #expect(normal.cdf(0) == 0.5)
        #expect(normal.quantile(0) == -.infinity && normal.quantile(1) == .infinity && normal.quantile(1.5).isNaN)
        let moved = NormalDistribution(mean: 3, standardDeviation: 2)
        #expect(isClose(moved.quantile(0.975), 3 + 2 * 1.959963984540054))
        #expect(isClose(moved.pdf(3), 0.19947114020071635))
    }

    @Test func studentT() {
        func t(_ n: Double) -> StudentTDistribution { StudentTDistribution(degreesOfFreedom: n) }
        #expect(isClose(t(4).sf(2.5), 0.03338327240599407))
        #expect(isClose(t(3).sf(50), 8.808576020635984e-06))
        #expect(isClose(t(9).cdf(-1e-5), 0.49999611965091134))
        #expect(isClose(t(1e5).sf(3), 0.0013502304420323617, relative: 1e-9))
        #expect(isClose(t(4).quantile(0.975), 2.7764451051977934))
        #expect(isClose(t(99).quantile(0.975), 1.9842169515864174))
        #expect(isClose(t(2.5).quantile(1e-10), -8765.437771364572, relative: 1e-11))
        #expect(isClose(t(.infinity).quantile(0.975), 1.959963984540054))
        #expect(
            isClose(StudentTDistribution(degreesOfFreedom: 4, location: 1, scale: 3).quantile(0.025), 1 - 3 * 2.7764451051977934))
        #expect(t(4).sf(.infinity) == 0 && t(4).sf(-.infinity) == 1 && t(4).sf(1e200) >= 0 && t(4).sf(.nan).isNaN)
    }

    @Test func chiSquared() {
        func chi(_ n: Double) -> ChiSquaredDistribution { ChiSquaredDistribution(degreesOfFreedom: n) }
        #expect(isClose(chi(1).sf(3.84), 0.05004352124870519))
        #expect(isClose(chi(5).sf(200), 2.8406228986415534e-41))
        #expect(isClose(chi(3).cdf(1e-3), 8.40791905804616e-06))
        #expect(isClose(chi(1000).sf(1100), 0.014614408126295192, relative: 1e-11))
        #expect(isClose(chi(7).quantile(0.95), 14.067140449340169))
        #expect(isClose(chi(0.5).quantile(1e-6), 1.3499395786223394e-24, relative: 1e-10))
        #expect(chi(2).sf(0) == 1 && chi(2).cdf(-1) == 0 && chi(2).sf(.infinity) == 0)
    }

    @Test func fisherSnedecor() {
        func f(_ m: Double, _ n: Double) -> FDistribution { FDistribution(numerator: m, denominator: n) }
        #expect(isClose(f(3, 15).sf(23.125), 7.043454404532645e-06))
        #expect(isClose(f(2, 7).cdf(0.01), 0.009936049463670403))
        #expect(isClose(f(2, 9).sf(1e4), 8.681146064122028e-16))
        #expect(isClose(f(3, 20).quantile(0.95), 3.098391212140781))
        #expect(isClose(f(1, 5).quantile(0.001), 1.7348926025692148e-06, relative: 1e-11))
        #expect(isClose(f(4, 4).quantile(0.999999), 1730.717377936182, relative: 1e-9))
        #expect(f(3, 4).sf(0) == 1 && f(3, 4).sf(.infinity) == 0)
    }

    @Test func binomial() {
        let binomial = BinomialDistribution(trials: 20, probability: 0.3)
        #expect(isClose(binomial.pmf(7), 0.1642619852172366))
        #expect(isClose(binomial.cdf(7), 0.7722717974181608))
        #expect(isClose(binomial.sf(7), 0.22772820258183926))
        #expect(isClose(BinomialDistribution(trials: 1000, probability: 0.45).cdf(400), 0.0007933693696643445, relative: 1e-10))
        #expect(binomial.cdf(20) == 1 && binomial.cdf(-1) == 0 && binomial.pmf(21) == 0)
        #expect(isClose((0...20).reduce(0) { $0 + binomial.pmf($1) }, 1))
    }

    @Test(arguments: [0.5, 1, 2, 3.7, 30, 400, 20_000]) func quantilesInvertTheTails(_ n: Double) {
        for p in [1e-12, 1e-6, 0.01, 0.3, 0.499, 0.5, 0.7, 0.99, 1 - 1e-9] {
            let t = StudentTDistribution(degreesOfFreedom: n)
            let chi = ChiSquaredDistribution(degreesOfFreedom: n)
            let f = FDistribution(numerator: n, denominator: 7)
            #expect(isClose(t.cdf(t.quantile(p)), p, relative: 1e-9))
            #expect(isClose(chi.cdf(chi.quantile(p)), p, relative: 1e-9))
            #expect(isClose(f.cdf(f.quantile(p)), p, relative: 1e-9))
        }
    }
}
