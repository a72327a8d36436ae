import Statistics
import Testing

@Suite struct SamplingErrorTests {
    @Test func sharesAreWilsons() throws {
        let interval = try #require(SamplingError.share(count: 30, of: 100))
        #expect(isClose(interval.lowerBound, try #require(ScoreInterval.wilson(successes: 30, trials: 100)).lowerBound))
        let part = try #require(SamplingError.share(count: 30, of: 100, population: 200))
        #expect(part.lowerBound > interval.lowerBound && part.upperBound < interval.upperBound)
        #expect(SamplingError.share(count: 30, of: 100, population: 100) == 0.3...0.3)
        #expect(SamplingError.share(count: 1, of: 0) == nil && SamplingError.share(count: 5, of: 3) == nil)
        #expect(try #require(SamplingError.share(count: 0, of: 50)).lowerBound == 0)
    }

    @Test func theWholeHasNoError() throws {
        let values = (0..<50).map(Double.init)
        let mean = try #require(SamplingError.mean(SampleMoments(values), population: 50))
        #expect(mean.lowerBound == 24.5 && mean.upperBound == 24.5)
        values.withUnsafeBufferPointer {
            #expect(SamplingError.quantile(0.5, ofSorted: $0, population: 50) == 24.5...24.5)
        }
        #expect(SamplingError.mean(SampleMoments([1])) == nil)
    }

    /// Intervals of 95 % hold what they should in about 95 % of samples, also where the sample is a good part of the whole.
    @Test func intervalsHold() throws {
        var random = Philox(seed: 8)
        let table = (0..<2000).map { _ in random.normal() }
        let sorted = table.sorted()
        let median = (sorted[999] + sorted[1000]) / 2
        let upper = sorted[1799]
        let mean = table.reduce(0, +) / 2000
        var held = (mean: 0, median: 0, upper: 0)
        for _ in 0..<400 {
            var rows = table
            for i in 0..<400 { rows.swapAt(i, i + random.below(2000 - i)) }
            let sample = rows.prefix(400).sorted()
            let meanInterval = try #require(SamplingError.mean(SampleMoments(sample), population: 2000))
            if meanInterval.contains(mean) { held.mean += 1 }
            sample.withUnsafeBufferPointer {
                if SamplingError.quantile(0.5, ofSorted: $0, population: 2000)?.contains(median) == true { held.median += 1 }
                if SamplingError.quantile(0.9, ofSorted: $0, population: 2000)?.contains(upper) == true { held.upper += 1 }
            }
        }
        #expect(held.mean > 368 && held.median > 368 && held.upper > 368, "\(held)")
    }

    @Test func fewValuesDoNotBoundATail() throws {
        try [1.0, 2, 3].withUnsafeBufferPointer {
            let interval = try #require(SamplingError.quantile(0.99, ofSorted: $0))
            #expect(interval.upperBound == .infinity)
        }
        [Double]().withUnsafeBufferPointer { #expect(SamplingError.quantile(0.5, ofSorted: $0) == nil) }
    }

    @Test func distinctValues() {
        let estimate = DistinctEstimate(distinct: 100, once: 40, twice: 20, n: 1000, population: 100_000)
        #expect(estimate.value == 60 + 40 * 10)
        #expect(estimate.bounds == 100...4060)
        #expect(isClose(estimate.chao1, 100 + 40 * 39 / 42.0))
        let whole = [1.0, 1, 2, 5, 5, 5].withUnsafeBufferPointer { DistinctEstimate(sorted: $0, population: 6) }
        #expect(whole.value == 3 && whole.bounds == 3...3 && whole.chao1 == 3)
        #expect(DistinctEstimate(distinct: 0, once: 0, twice: 0, n: 0, population: 0).value == 0)
        // Unlike values stay below the rows of the table.
        #expect(DistinctEstimate(distinct: 10, once: 10, twice: 0, n: 10, population: 20).bounds.upperBound == 20)
    }
}
