import Recipes
import Statistics
import Tabular
import TestSupport
import Testing

/// Rows as points, and what the target is like where values are missing.
@Suite struct TablePointsTests {
    private static func sample() throws -> Table {
        var text = "x,flag,constant,word,gap,y\n"
        for row in 0..<400 {
            let gap = row % 8 == 0 ? "" : "\(row % 17)"
            text += "\(row % 31),\(row % 4 == 0 ? "yes" : "no"),7,w\(row % 5),\(gap),\(row % 8 == 0 ? "up" : "down")\n"
        }
        return try table(text)
    }

    @Test func numbersAndFlagsThatVaryArePoints() throws {
        let points = try TablePoints(Self.sample(), leavingOut: ["y"])
        #expect(points.columns == ["x", "flag", "gap"])
        #expect(points.rows == Array(0..<400) && points.of == 400)
        #expect(points.points.filled == 50 && points.points[4].first == 4)
        #expect(points.points[0].dropFirst().first == 1 && points.points[1].dropFirst().first == 0)
        #expect(try TablePoints(Self.sample(), leavingOut: ["y"], hasFlags: false).columns == ["x", "gap"])
    }

    @Test func theFarthestCoordinateComesFirst() throws {
        let points = try TablePoints(table("a,b\n1,10\n2,10.5\n3,11\n2,10.25\n2,99\n"))
        let far = points.farthest(4, from: points.medians(), scales: [1, 1])
        #expect(points.medians() == [2, 10.5])
        #expect(far.map(\.column) == [1, 0] && far[0].distance == 88.5)
    }

    @Test func manyRowsAreSampledEvenly() throws {
        var text = "a\n"
        for row in 0..<50_000 { text += "\(row)\n" }
        let points = try TablePoints(table(text), rows: 20_000)
        #expect(points.rows.count == 20_000 && points.of == 50_000)
        #expect(points.rows.first == 1 && points.rows.last == 49_998)
    }

    @Test func patternsKnowTheTarget() throws {
        let table = try Self.sample()
        let matrix = try MissingnessMatrix(table)
        let means = try #require(try matrix.targetMeans(table, target: table.target("y")))
        #expect(matrix.columns == ["gap"] && matrix.patterns.map(\.count) == [350, 50])
        #expect(Set(means) == [0, 1] && means[0] != means[1])
        let numbers = try #require(try matrix.targetMeans(table, target: table.target("x", task: .regression)))
        let expected = stride(from: 0, to: 400, by: 8).map { Double($0 % 31) }.reduce(0, +) / 50
        #expect(abs(numbers[1] - expected) < 1e-12)
    }
}
