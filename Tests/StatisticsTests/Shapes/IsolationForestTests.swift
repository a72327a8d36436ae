import Statistics
import Testing

@Suite struct IsolationForestTests {
    private func cloud(_ count: Int, with outlier: [Double]) -> Points {
        var random = Philox(seed: 6)
        return Points(rowByRow: (0..<2 * count).map { _ in random.normal() } + outlier, dimensions: 2)
    }

    @Test func whatLiesApartScoresHighest() {
        let points = cloud(1000, with: [8, -8])
        let scores = IsolationForest(points).scores(points)
        #expect(scores.indices.max { scores[$0] < scores[$1] } == 1000)
        #expect(scores[1000] > 0.7)
        let mean = scores.reduce(0, +) / 1001
        #expect(mean > 0.4 && mean < 0.55)
        #expect(!scores.contains { $0 <= 0 || $0 > 1 })
    }

    @Test func runsAgree() {
        let points = cloud(300, with: [5, 5])
        #expect(IsolationForest(points, seed: 3).scores(points) == IsolationForest(points, seed: 3).scores(points))
        #expect(IsolationForest(points, seed: 3).scores(points) != IsolationForest(points, seed: 4).scores(points))
    }

    /// Only the order within each column counts, so its unit does not.
    @Test func unitsDoNotMatter() {
        let points = cloud(200, with: [6, 6])
        let scaled = Points(rowByRow: points.values.enumerated().map { $0 % 2 == 0 ? $1 * 1024 : $1 }, dimensions: 2)
        #expect(IsolationForest(points).scores(points) == IsolationForest(scaled).scores(scaled))
    }

    @Test func equalPointsAllScoreTheSame() {
        let points = Points(columns: [[Double](repeating: 2, count: 50), [Double](repeating: 1, count: 50)])
        let scores = IsolationForest(points).scores(points)
        #expect(Set(scores).count == 1 && isClose(scores[0], 0.5))
        #expect(IsolationForest(Points(columns: [[1]])).scores(Points(columns: [[1]]))[0].isNaN)
        let large = Points(columns: [[1.7e308, -1.7e308, 0, 1]])
        #expect(!IsolationForest(large).scores(large).contains { $0.isNaN })
    }
}
