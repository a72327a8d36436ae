import Statistics
import Testing

@Suite struct PhiloxTests {
    /// The known answers that the authors give with their Random123 library.
    @Test func knownAnswers() {
        #expect(
            Philox.block(counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0))
                == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        #expect(
            Philox.block(counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
                == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        #expect(
            Philox.block(
                counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
                == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test func streamsRepeatAndDiffer() {
        func draw(_ seed: UInt64, _ stream: UInt64) -> [UInt64] {
            var random = Philox(seed: seed, stream: stream)
            return (0..<8).map { _ in random.next() }
        }
        #expect(draw(1, 2) == draw(1, 2))
        #expect(Set(draw(1, 2) + draw(1, 3) + draw(2, 2)).count == 24)
    }

    @Test func momentsOfTheDraws() {
        var random = Philox(seed: 5)
        let uniform = (0..<20_000).map { _ in random.uniform() }
        #expect(uniform.allSatisfy { (0..<1).contains($0) })
        #expect(abs(uniform.reduce(0, +) / 20_000 - 0.5) < 0.01)
        let normal = (0..<20_000).map { _ in random.normal() }
        #expect(abs(normal.reduce(0, +) / 20_000) < 0.03)
        #expect(abs(normal.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.05)
    }

    @Test func belowIsEven() {
        var random = Philox(seed: 9)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<14_000 { counts[random.below(7)] += 1 }
        let chi = counts.reduce(0.0) { $0 + (Double($1) - 2000) * (Double($1) - 2000) / 2000 }
        #expect(ChiSquaredDistribution(degreesOfFreedom: 6).sf(chi) > 0.001)
        #expect(random.below(1) == 0 && random.below(0) == 0)
    }

    @Test func shuffleKeepsTheElements() {
        var random = Philox(seed: 1)
        var values = Array(0..<100)
        random.shuffle(&values)
        #expect(values != Array(0..<100) && values.sorted() == Array(0..<100))
    }
}
