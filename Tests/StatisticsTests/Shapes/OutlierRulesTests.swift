import Statistics
import Testing

@Suite struct OutlierRulesTests {
    @Test func fences() throws {
        // Quartiles 3 and 7.
        let values: [Double] = [-20, 2, 3, 4, 5, 6, 7, 13.5, 40]
        let fences = try #require(values.withUnsafeBufferPointer { TukeyFences(sorted: $0) })
        #expect(fences.near == -3...13 && fences.far == -9...19)
        #expect(fences.outside == 3 && fences.farOut == 2)
        #expect([].withUnsafeBufferPointer { TukeyFences(sorted: $0) } == nil)
        #expect([5.0, 5, 5, 5, 9].withUnsafeBufferPointer { TukeyFences(sorted: $0) }?.farOut == 1)
    }

    @Test func modifiedZ() {
        let z = ModifiedZ([1, 2, 3, 4, 100, .nan])
        #expect(z.median == 3 && isClose(z.score(100), 0.6745 * 97))
        #expect(z.isOutlier(100) && !z.isOutlier(4) && !z.isFallback)
        let flat = ModifiedZ([5, 5, 5, 5, 9])
        #expect(flat.isFallback && isClose(flat.score(9), 4 / (1.253314 * 0.8)))
        let constant = ModifiedZ([5, 5])
        #expect(constant.score(5) == 0 && constant.score(6) == .infinity && constant.isOutlier(4))
        #expect(ModifiedZ([]).score(1).isNaN && z.score(.nan).isNaN)
    }
}
