import Glibc
import Synchronization
import Testing

@testable import Learning

/// The parts that boosting is made of.
@Suite struct BoostingPartsTests {
    @Test func exponentialsOfFourAreAccurate() {
        for step in -7000...7000 {
            let x = Double(step) / 10
            let expected = Glibc.exp(x)
            let found = VectorMath.exp(SIMD4(0, x, 1, -1e9))
            #expect(found[0] == 1)
            #expect(abs(found[1] - expected) <= expected * 4.5e-16)
            #expect(found[3] < 1e-300)
        }
    }

    @Test func distinctValuesComeSorted() {
        let values: [Double] = [3, -1, .nan, 0, -0.0, 1e308, -.infinity, 3, tiny, -1e308, .infinity, 3]
        let sorter = ValueSorter(capacity: values.count, keepsPlaces: true)
        let rows = values.indices.map { Int32($0) }
        for _ in 0..<2 {
            let found = values.withUnsafeBufferPointer { EdgeFinder(sorted: sorter.sorted($0, rows: rows)) }
            #expect(found.values == [-.infinity, -1e308, -1, 0, tiny, 3, 1e308, .infinity])
            #expect(found.counts == [1, 1, 1, 2, 1, 3, 1, 1])
            let (sorted, places) = values.withUnsafeBufferPointer { sorter.ordered($0) }
            #expect(Array(sorted) == [-.infinity, -1e308, -1, 0, 0, tiny, 3, 3, 3, 1e308, .infinity])
            #expect((0..<11).map { places[$0] } == [6, 9, 1, 3, 4, 8, 0, 7, 11, 5, 10])
        }
    }

    @Test func edgesLieHalfWayBetweenNeighbours() {
        let finder = EdgeFinder(values: [1, 2, 4, 9], counts: [1, 1, 5, 1])
        #expect(finder.edges(bins: 255, rowsPerBin: 1) == [1.5, 3, 6.5])
        #expect(finder.edges(bins: 255, rowsPerBin: 3) == [6.5])
        #expect(EdgeFinder(values: [7], counts: [9]).edges(bins: 255, rowsPerBin: 1).isEmpty)
        let next = 1.0.nextUp
        #expect(EdgeFinder.edge(1, next) == 1)
        #expect(EdgeFinder.edge(-1e308, 1e308) == 0)
        #expect(EdgeFinder.edge(2, .infinity) == 2)
        #expect(EdgeFinder.edge(-.infinity, .infinity) == -.infinity)
    }

    @Test func crowdedBinsHoldEqualShares() {
        let even = EdgeFinder(values: (0..<1000).map(Double.init), counts: [Int](repeating: 1, count: 1000))
        let edges = even.edges(bins: 10, rowsPerBin: 1)
        #expect(edges == (1..<10).map { Double($0 * 100) - 0.5 })
        // A value with half of the rows stands alone, and does not use up the others' bins.
        var counts = [Int](repeating: 1, count: 1000)
        counts[500] = 1000
        let skewed = EdgeFinder(values: even.values, counts: counts).edges(bins: 11, rowsPerBin: 1)
        #expect(skewed.contains(499.5) && skewed.contains(500.5))
        #expect(skewed.count == 10)
    }

    @Test func binsAreWhatEdgesSay() {
        let edges = noise(254, stream: 3).sorted()
        let values = noise(500, stream: 4) + edges + [-.infinity, .infinity, .nan]
        var bins = [UInt8](repeating: 0, count: values.count)
        bins.withUnsafeMutableBufferPointer { target in
            guard let base = target.baseAddress else { return }
            Binner(.numeric(edges: edges, hasMissing: false))
                .apply(to: .numbers(values), rows: (0..<Int32(values.count)).map { $0 }, into: base)
        }
        for (bin, value) in zip(bins, values) where !value.isNaN { #expect(Int(bin) == edges.count { $0 < value }) }
        #expect(bins.last == 255)
    }

    @Test func threadsDoEverythingOnce() {
        for threads in [1, 2, 5] {
            let team = ThreadTeam(threads: threads, exactly: true)
            let done = NativeBuffer<Int32>(1000, repeating: 0)
            for _ in 0..<50 { team.forEach(below: 1000) { item, _ in done.base[item] += 1 } }
            #expect((0..<1000).allSatisfy { done.base[$0] == 50 })
            let seen = Atomic<Int>(0)
            team.run { _ in seen.wrappingAdd(1, ordering: .relaxed) }
            #expect(seen.load(ordering: .relaxed) == team.count)
        }
    }

    @Test func sumsFitTheirFields() {
        var layout = PairLayout(shift: 32, gradientUnit: 1, hessianUnit: 1)
        layout.fit(gradient: 300, hessian: 90, count: 1000, countsRows: false)
        #expect(layout.holds(gradient: 300, hessian: 90, count: 1000))
        #expect(300 / layout.gradientUnit > layout.gradientLimit / 4)
        let sum: Int64 = (-5 << 32) + 7
        #expect(layout.gradient(sum) == -5)
        #expect(layout.hessian(sum) == 7)
    }

    @Test func samplesHaveTheirSize() {
        let random = CounterRandom(seed: 5, stream: 1)
        #expect(random.sample(30, below: 100).count == 30)
        #expect(random.sample(100, below: 100) == (0..<100).map { UInt32($0) })
        #expect(random.sample(3, below: 1000) != CounterRandom(seed: 6, stream: 1).sample(3, below: 1000))
    }
}
