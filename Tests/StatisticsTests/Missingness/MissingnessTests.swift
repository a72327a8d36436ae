import Glibc
import Statistics
import Testing

@Suite struct MissingnessTests {
    /// Three columns with holes.
    private func columns() -> [[Double]] {
        let rows = (0..<40).map { Double($0) }
        var a = rows.map { sin($0 * 1.7) * 2 + $0 * 0.05 }
        var b = rows.map { cos($0 * 0.9) + sin($0 * 1.7) }
        var c = rows.map { sin($0 * 2.3 + 1) * 3 }
        for i in 0..<40 {
            if i % 5 == 2 { a[i] = .nan }
            if i % 7 == 3 { b[i] = .nan }
            if i % 9 == 4 && i % 5 != 2 { c[i] = .nan }
        }
        (a[11], b[11], c[11]) = (.nan, .nan, .nan)
        return [a, b, c]
    }

    @Test func correlationsOfHoles() {
        let columns = columns()
        let holes = columns.map { $0.map(\.isNaN) }
        #expect(isClose(Missingness.correlation(holes[0], holes[1]), 0.06696391397229079))
        let square = Missingness.correlations(holes)
        #expect(square.count == 9 && isClose(square[0], 1) && square[1] == square[3])
        #expect(Missingness.correlation([true, true], [false, true]).isNaN)
        #expect(Missingness.correlation([true, false], [false, true]) == -1)
    }

    /// Against an expectation-maximisation written apart, in NumPy.
    @Test func littleIsGolden() {
        let result = Missingness.littleTest(columns())
        #expect(isClose(result.statistic, 5.236044717280801, relative: 1e-7), "\(result.statistic)")
        #expect(result.degreesOfFreedom == [8] && result.n == 39)
        #expect(isClose(result.p, 0.7320751355353884, relative: 1e-7))
        // Units do not matter.
        let scaled = Missingness.littleTest(columns().map { $0.map { 1e6 + 1e4 * $0 } })
        #expect(isClose(scaled.statistic, result.statistic, relative: 1e-6))
    }

    @Test func littleSeesWhatDependsOnAnother() {
        var random = Philox(seed: 2)
        let x = (0..<300).map { _ in random.normal() }
        let y = x.map { $0 * 0.5 + random.normal() }
        let chance = x.indices.map { _ in random.uniform() < 0.3 }
        let byChance = zip(y, chance).map { $0.1 ? Double.nan : $0.0 }
        let byX = zip(y, x).map { $0.1 > 0.5 ? Double.nan : $0.0 }
        #expect(Missingness.littleTest([x, byChance]).p > 0.01)
        #expect(Missingness.littleTest([x, byX]).p < 1e-10)
        #expect(!Missingness.littleTest([x, x.map { 2 * $0 }, byX]).isMade)
        #expect(!Missingness.littleTest([x, y]).isMade)
    }

    @Test func holesThatTellTheTarget() {
        let missing = (0..<200).map { $0 % 4 == 0 }
        let target = (0..<200).map { Int32($0 % 4 == 0 ? ($0 % 3 == 0 ? 0 : 1) : 0) }
        let choice = Missingness.ofClass(missing, target: target, classes: 2)
        #expect(choice.method == .chiSquared && choice.result.p < 1e-9)
        let number = Missingness.ofNumber(missing, target: (0..<200).map { ($0 % 4 == 0 ? 1.0 : 0) + sin(Double($0)) })
        #expect(number.p < 1e-6 && (number.effect?.value ?? 0) > 0)
        #expect(!Missingness.ofNumber([true, false], target: [1, 2]).isMade)
    }
}
