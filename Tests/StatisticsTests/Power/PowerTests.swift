import Statistics
import Testing

/// Against SciPy's noncentral t, and the examples of R's power.prop.test and of Cohen's tables.
@Suite struct PowerTests {
    @Test(arguments: [
        (0.5, 64, 0.8014595579222543), (0.2, 393, 0.7995942411619142), (0.2, 394, 0.8005931284024346),
        (0.8, 26, 0.8074866151465276), (1.5, 4, 0.42999755618003055), (0.2, 100, 0.2906458716590867), (3, 2, 0.3874001285259709),
    ])
    func ofMeans(d: Double, rows: Int, power: Double) {
        #expect(isClose(Power.ofMeans(d, rows: rows), power, relative: 1e-9))
    }

    @Test(arguments: [(0.1, 1571), (0.2, 394), (0.5, 64), (0.8, 26), (1.2, 12), (3, 4)])
    func rowsForMeans(d: Double, rows: Int) {
        #expect(Power.rows(forMeans: d) == rows)
        let smallest = Power.smallestMeans(rows: rows)
        #expect(smallest <= d && isClose(Power.ofMeans(smallest, rows: rows), 0.8, relative: 1e-9))
    }

    @Test func shares() {
        #expect(isClose(Power.ofShares(0.5, 0.75, rows: 50), 0.7401659013313878, relative: 1e-9))
        #expect(Power.rows(forShares: 0.5, 0.75, power: 0.9) == 77)
        let rise = Power.smallestRise(above: 0.5, rows: 77, power: 0.9)
        #expect(rise < 0.25 && rise > 0.24)
    }

    @Test func correlation() {
        // Exact: 84 rows for 0.3 (Cohen's table has 85, by the same approximation without its correction).
        #expect(Power.rows(forCorrelation: 0.3) == 84)
        let smallest = Power.smallestCorrelation(rows: 84)
        #expect(smallest <= 0.3 && smallest > 0.29)
    }

    @Test func areaUnderTheCurve() throws {
        // The example of Hanley and McNeil's paper: 0.893 with 51 abnormal and 58 normal images has an error of 0.0325.
        #expect(abs(Power.errorOfArea(0.893, positives: 51, negatives: 58) - 0.0325) < 5e-4)
        let rows = try #require(Power.rows(forArea: 0.7, positiveShare: 0.2))
        #expect(Power.ofArea(0.7, rows: rows, positiveShare: 0.2) >= 0.8)
        #expect(Power.ofArea(0.7, rows: rows - 5, positiveShare: 0.2) < 0.8)
        #expect(Power.smallestArea(rows: rows, positiveShare: 0.2) <= 0.7)
    }

    @Test func whatCannotBeSeen() {
        #expect(Power.rows(forMeans: 0) == nil && Power.rows(forShares: 0.3, 0.3) == nil)
        #expect(Power.rows(forCorrelation: 0) == nil && Power.rows(forArea: 0.5, positiveShare: 0.5) == nil)
        #expect(Power.ofMeans(1, rows: 1).isNaN && Power.smallestMeans(rows: 0).isNaN)
        #expect(Power.ofMeans(0.5, rows: 64, alpha: 0).isNaN && Power.rows(forMeans: 0.5, power: 1) == nil)
        #expect(Power.smallestRise(above: 0.9, rows: 5).isNaN && Power.ofShares(2, 0, rows: 5).isNaN)
        #expect(Power.rows(forMeans: .nan) == nil && Power.rows(forMeans: 1e300) != 1)
        #expect(Power.errorOfArea(0.7, positives: 0, negatives: 5).isNaN)
    }
}
