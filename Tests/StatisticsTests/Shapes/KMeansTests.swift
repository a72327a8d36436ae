import Glibc
import Statistics
import Testing

@Suite struct KMeansTests {
    private let points = Points(
        columns: (0..<4).map { c in
            (0..<30).map { r -> Double in
                let (row, column) = (Double(r), Double(c))
                return sin(row * 1.1 + column) * (column + 1) + 0.3 * cos(row * column) + row * 0.05 * Double(c % 2)
            }
        })

    /// Against scikit-learn 1.9 from the same centers.
    @Test func lloydIsGolden() {
        let found = KMeans(points, from: [0, 10, 20].map { Array(points[$0]) })
        #expect(isClose(found.inertia, 146.3215217819362, relative: 1e-10))
        #expect(
            found.labels == [0, 2, 2, 2, 1, 1, 0, 2, 2, 2, 1, 1, 0, 2, 2, 1, 1, 0, 0, 2, 2, 1, 1, 0, 2, 2, 2, 1, 1, 0])
        #expect(isClose(found.centers[0][0], 0.6143082956865187, relative: 1e-10))
        #expect(isClose(found.silhouette(points), 0.40885923345515046, relative: 1e-10))
        #expect(found.sizes == [7, 10, 13])
    }

    @Test func clustersApartAreFound() {
        var random = Philox(seed: 1)
        let centers = [(0.0, 0.0), (10.0, 0.0), (0.0, 10.0), (10.0, 10.0)]
        let rows = (0..<400).map { (centers[$0 % 4].0 + random.normal(), centers[$0 % 4].1 + random.normal()) }
        let points = Points(columns: [rows.map(\.0), rows.map(\.1)])
        let found = KMeans(points, clusters: 4)
        for row in 0..<400 { #expect(found.labels[row] == found.labels[row % 4]) }
        #expect(found.silhouette(points, sample: 150) > 0.7)
        #expect(found == KMeans(points, clusters: 4))
        // More clusters never fit worse.
        #expect(KMeans(points, clusters: 5).inertia < found.inertia)
    }

    @Test func aClusterWithoutPointsTakesTheFarthest() {
        let points = Points(columns: [[0, 0.1, 0.2, 9]])
        let found = KMeans(points, from: [[0], [100], [200]])
        #expect(found.sizes.allSatisfy { $0 > 0 })
    }

    @Test func moreClustersThanPoints() {
        let points = Points(columns: [[1, 1, 2]])
        #expect(KMeans(points, clusters: 9).inertia == 0)
        #expect(KMeans(points, clusters: 1).silhouette(points).isNaN)
        #expect(KMeans(points, clusters: 0).labels == [-1, -1, -1])
        #expect(KMeans(Points(columns: []), clusters: 2).labels.isEmpty)
    }
}
