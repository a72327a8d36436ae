import Glibc
import Testing

@testable import Learning

@Suite("Arithmetic that does not depend on the C library")
struct ArithmeticTests {
    private func ulps(_ a: Double, _ b: Double) -> Double {
        a == b ? 0 : abs(a - b) / max(b.ulp, Double.leastNonzeroMagnitude)
    }

    @Test func exponential() {
        let random = CounterRandom(seed: 1)
        var worst = 0.0
        for index in 0..<200_000 {
            let x = index % 2 == 0 ? random.unit(index) * 1454 - 745 : random.unit(index) * 4 - 2
            worst = max(worst, ulps(DeterministicMath.exp(x), Glibc.exp(x)))
        }
        #expect(worst <= 2)
        #expect(DeterministicMath.exp(0) == 1)
        #expect(DeterministicMath.exp(-.infinity) == 0 && DeterministicMath.exp(-1e300) == 0)
        #expect(DeterministicMath.exp(.infinity) == .infinity && DeterministicMath.exp(710) == .infinity)
        #expect(DeterministicMath.exp(.nan).isNaN)
    }

    @Test func logarithm() {
        let random = CounterRandom(seed: 2)
        var worst = 0.0
        for index in 0..<200_000 {
            let x =
                switch index % 3 {
                case 0: Double(bitPattern: random.bits(index) % 0x7FF0_0000_0000_0000)
                case 1: 0.5 + random.unit(index)
                default: 1 + (random.unit(index) - 0.5) * 1e-6
                }
            worst = max(worst, ulps(DeterministicMath.log(x), Glibc.log(x)))
            let small = random.unit(index) * (index % 2 == 0 ? 1 : 1e-9)
            worst = max(worst, ulps(DeterministicMath.log1p(small), Glibc.log1p(small)))
        }
        #expect(worst <= 2)
        #expect(DeterministicMath.log(1) == 0)
        #expect(DeterministicMath.log(0) == -.infinity)
        #expect(DeterministicMath.log(-1).isNaN && DeterministicMath.log(.nan).isNaN)
        #expect(DeterministicMath.log(.infinity) == .infinity)
    }

    @Test func logisticNeverOverflows() {
        for x in [-1e308, -800, -40, -1e-9, 0, 1e-9, 40, 800, 1e308] {
            #expect(abs(DeterministicMath.logistic(x) + DeterministicMath.logistic(-x) - 1) <= 1e-15)
            #expect(DeterministicMath.softplus(x) >= max(0, x))
        }
        #expect(DeterministicMath.logistic(0) == 0.5)
    }

    /// Known answers of Philox 2x64-10, from the test vectors that its authors publish (Random123, kat_vectors).
    @Test func philox() {
        #expect(CounterRandom(seed: 0, stream: 0).bits(0) == 0xCA00_A045_9843_D731)
        #expect(CounterRandom(seed: -1, stream: -1).bits(-1) == 0x65B0_21D6_0CD8_310F)
    }

    @Test func randomNumbersAreUniform() {
        let random = CounterRandom(seed: 3, stream: 9)
        let mean = (0..<100_000).reduce(0) { $0 + random.unit($1) } / 100_000
        #expect(abs(mean - 0.5) < 0.005)
        #expect((0..<10_000).allSatisfy { (0..<7).contains(random.integer($0, below: 7)) })
        #expect(random.permutation(1000).sorted() == (0..<1000).map { Int32($0) })
        #expect(random.permutation(1000) == CounterRandom(seed: 3, stream: 9).permutation(1000))
        #expect(random.permutation(1000) != CounterRandom(seed: 4, stream: 9).permutation(1000))
    }

    @Test func choleskySolvesAndRefusesDependentColumns() throws {
        let factor = try #require(Cholesky([4, 0, 2, 3], side: 2, ridge: 0, smallest: 1e-12))
        let x = factor.solve([8, 7])
        #expect(abs(x[0] - 1.25) < 1e-15 && abs(x[1] - 1.5) < 1e-15)
        #expect(Cholesky([1, 0, 1, 1], side: 2, ridge: 0, smallest: 1e-12) == nil)
    }
}
