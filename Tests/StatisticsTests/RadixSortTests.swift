import Statistics
import Testing

@Suite struct RadixSortTests {
    /// Numbers of every size and sign, with repeats.
    private func numbers(_ count: Int, seed: UInt64) -> [Double] {
        var random = Philox(seed: seed)
        return (0..<count).map { _ in
            switch random.below(8) {
            case 0: Double(random.below(10))
            case 1: -random.uniform() * 0x1p-1060
            case 2: [.infinity, -.infinity, 0, -0.0, 1, .greatestFiniteMagnitude][random.below(6)]
            default: random.normal() * 1e6
            }
        }
    }

    /// Lengths on both sides of every change of method.
    @Test(arguments: [0, 1, 2, 3, 63, 64, 65, 1000, 4095, 4096, 20_000])
    func sortsAsComparisonDoes(count: Int) {
        let values = numbers(count, seed: UInt64(count))
        let sorted = RadixSort.sorted(values)
        #expect(sorted == values.sorted())
        // The total order has -0 before 0.
        let zeros = sorted.filter { $0 == 0 }
        let positive = zeros.drop { $0.sign == .minus }
        #expect(positive.allSatisfy { $0.sign == .plus })
    }

    @Test(arguments: [2, 50, 500, 5000])
    func notANumberStandsLast(count: Int) {
        var values = numbers(count, seed: 5)
        values[0] = -.nan
        values[count / 2] = .nan
        let sorted = RadixSort.sorted(values)
        let numbers = values.filter { !$0.isNaN }.sorted()
        #expect(Array(sorted.prefix(numbers.count)) == numbers)
        #expect(!sorted.dropFirst(numbers.count).contains { !$0.isNaN })
    }

    @Test(arguments: [1, 2, 63, 64, 700, 4096, 9000])
    func orderIsStable(count: Int) {
        var random = Philox(seed: 9)
        let values = (0..<count).map { _ in Double(random.below(20)) - 10 }
        let order = RadixSort.order(of: values)
        let expected = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        #expect(order.map(Int.init) == expected)
    }

    @Test func withoutEnoughScratchTheResultIsTheSame() {
        var values = numbers(3000, seed: 3)
        let expected = values.sorted()
        values.withUnsafeMutableBufferPointer { RadixSort.sort($0, scratch: UnsafeMutableBufferPointer(start: nil, count: 0)) }
        #expect(values == expected)
    }

    /// Values that differ in their last bits alone, which the first passes do not see.
    @Test(arguments: [200, 3000, 10_000]) func neighboursOfOneNumber(count: Int) {
        var random = Philox(seed: 2)
        let values = (0..<count).map { _ in 1 + Double(random.below(1 << 18)) * Double.ulpOfOne }
        #expect(RadixSort.sorted(values) == values.sorted())
        let expected = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        #expect(RadixSort.order(of: values).map(Int.init) == expected)
    }

    @Test func whatIsSortedStays() {
        let values = (0..<10_000).map { Double($0) / 7 }
        #expect(RadixSort.sorted(values) == values)
        #expect(RadixSort.sorted(values.reversed()) == values)
    }

    @Test func momentsMerge() {
        let values = numbers(500, seed: 1).filter { $0.isFinite && abs($0) < 1e12 }
        var merged = SampleMoments([])
        for start in stride(from: 0, to: values.count, by: 37) {
            merged.merge(SampleMoments(Array(values[start..<min(start + 37, values.count)])))
        }
        let whole = SampleMoments(values)
        #expect(merged.count == whole.count)
        #expect(isClose(merged.mean, whole.mean, relative: 1e-10))
        #expect(isClose(merged.variance, whole.variance, relative: 1e-12))
        #expect(isClose(merged.skewness, whole.skewness, relative: 1e-9))
        #expect(isClose(merged.kurtosis, whole.kurtosis, relative: 1e-10))
    }
}
