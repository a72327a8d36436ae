import Statistics
import Testing

@Suite struct SingleSplitTests {
    let isPositive = (0..<18).map { $0 >= 10 }
    let first = [0.1, 0.2, 0.3, 0.35, 0.4, 0.15, 0.55, 0.6, 0.25, 0.05, 0.5, 0.8, 0.9, 0.45, 0.7, 0.65, 0.3, 0.95]
    let second = [0.3, 0.1, 0.5, 0.45, 0.2, 0.6, 0.4, 0.7, 0.35, 0.15, 0.55, 0.6, 0.75, 0.2, 0.9, 0.4, 0.5, 0.85]

    /// The two areas, variances and z of DeLong's test.
    @Test func areaUnderCurve() throws {
        let result = PairedComparison.areaUnderCurve(isPositive: isPositive, a: first, b: second, equivalence: 0.01)
        #expect(isClose(result.difference, 0.775 - 0.89375))
        #expect(isClose(try #require(result.p), 0.28647209897636516, relative: 1e-9))
        let half = 1.959963984540054 * (0.005693204365079365 + 0.013452380952380952 - 2 * 0.0033668154761904755).squareRoot()
        #expect(isClose(try #require(result.interval).upperBound, result.difference + half, relative: 1e-9))
        #expect(result.evidence == .weak && abs(result.worse + result.same + result.better - 1) < 1e-12)
    }

    @Test func areaNeedsBothClasses() {
        let none = PairedComparison.areaUnderCurve(isPositive: [true, true], a: [1, 2], b: [2, 1], equivalence: 0.01)
        #expect(none.difference.isNaN && none.interval == nil)
        let one = PairedComparison.areaUnderCurve(
            isPositive: [true, false, false], a: [1, 2, 0], b: [3, 1, 0], equivalence: 0.01)
        #expect(one.difference == 0.5 && one.interval == nil)
    }

    /// A plain paired t test over the rows.
    @Test func rows() throws {
        let a = [1.0, 2, 3, 4, 5, 6]
        let b = [1.5, 2.1, 3.3, 4.9, 5.2, 6.1]
        let result = PairedComparison.overRows(a: a, b: b, higherIsBetter: false, equivalence: 0.05)
        #expect(isClose(result.difference, 0.35))
        // scipy.stats.ttest_rel(b, a)
        #expect(isClose(try #require(result.p), 0.03883229741814112, relative: 1e-6))
        #expect(result.worse > result.better)
    }

    @Test func rootMeanSquares() throws {
        let a = [1.0, -2, 0.5, 3, -1, 0.2, -0.7, 1.1]
        let b = [0.9, -1.5, 0.5, 2, -1.2, 0.1, -0.6, 1.0]
        let result = PairedComparison.rootMeanSquares(a: a, b: b, equivalence: 0.01)
        func root(_ e: [Double]) -> Double { (e.reduce(0) { $0 + $1 * $1 } / Double(e.count)).squareRoot() }
        #expect(isClose(result.difference, root(b) - root(a)))
        #expect(result.better > 0.5 && result.interval?.contains(result.difference) == true)
        let bootstrap = PairedComparison.resampling(rows: 8, higherIsBetter: false, equivalence: 0.01) { rows in
            (root(rows.map { a[$0] }), root(rows.map { b[$0] }))
        }
        #expect(isClose(bootstrap.difference, result.difference))
        #expect(bootstrap.better > 0.5)
    }

    @Test func perfectModelsAreTheSame() {
        let zeros = [Double](repeating: 0, count: 5)
        let result = PairedComparison.rootMeanSquares(a: zeros, b: zeros, equivalence: 0.01)
        #expect(result.difference == 0 && result.same == 1)
    }

    /// On a mean over rows the bootstrap and the normal interval agree.
    @Test func resamplingAgreesWithTheMean() throws {
        var random = Philox(seed: 2)
        let a = (0..<400).map { _ in random.normal() }
        let b = a.map { $0 + 0.05 + 0.3 * random.normal() }
        let plain = PairedComparison.overRows(a: a, b: b, higherIsBetter: true, equivalence: 0.02)
        let drawn = PairedComparison.resampling(rows: 400, seed: 4, higherIsBetter: true, equivalence: 0.02) { rows in
            let count = Double(rows.count)
            return (rows.reduce(0) { $0 + a[$1] } / count, rows.reduce(0) { $0 + b[$1] } / count)
        }
        #expect(isClose(plain.difference, drawn.difference, relative: 1e-9))
        #expect(abs(plain.better - drawn.better) < 0.05)
        #expect(abs(try #require(plain.interval).lowerBound - (try #require(drawn.interval)).lowerBound) < 0.006)
        #expect(abs(drawn.worse + drawn.same + drawn.better - 1) < 1e-12)
    }

    @Test func nothingToResample() {
        let result = PairedComparison.resampling(rows: 0, higherIsBetter: true, equivalence: 0.01) { _ in (.nan, .nan) }
        #expect(result.difference.isNaN && result.interval == nil)
    }
}
