import Glibc
import Statistics
import Testing

/// Against scikit-learn 1.9's full decomposition.
@Suite struct PrincipalComponentsTests {
    private let points = Points(
        columns: (0..<4).map { c in
            (0..<30).map { r -> Double in
                let (row, column) = (Double(r), Double(c))
                return sin(row * 1.1 + column) * (column + 1) + 0.3 * cos(row * column) + row * 0.05 * Double(c % 2)
            }
        })

    private func check(_ values: [Double], _ expected: [Double], relative: Double = 1e-9) {
        #expect(values.count == expected.count)
        for (value, other) in zip(values, expected) { #expect(isClose(value, other, relative: relative), "\(value) \(other)") }
    }

    @Test func covarianceIsGolden() {
        let found = PrincipalComponents(points, count: 3, isStandardised: false)
        check(found.components[0], [-0.1991299332055486, -0.10352977293454124, 0.45385870888673974, 0.8623462924981691])
        check(found.components[1], [0.11087770157884215, 0.6677695715187371, 0.6896644847902917, -0.2572019305238922])
        check(found.explainedVariance, [10.893187886661876, 5.169021170654041, 0.27161133924749864])
        check(found.explainedShare, [0.666814063832579, 0.31641573143715335, 0.016626378135678587])
        #expect(found.method == .covariance)
    }

    @Test func correlationIsGolden() {
        let found = PrincipalComponents(points, count: 3)
        check(found.components[0], [0.6410048122484457, 0.3164123079037029, -0.2949973513530507, -0.6340131266591188])
        check(found.explainedVariance, [2.415849393699659, 1.5167955039981773, 0.06443079539482514])
    }

    @Test func projectionHasTheVariance() {
        let found = PrincipalComponents(points, count: 3)
        for (scores, variance) in zip(found.projected(points), found.explainedVariance) {
            #expect(isClose(SampleMoments(scores).variance, variance, relative: 1e-10))
        }
        #expect(found.projected(Points(columns: [[1, 2]])).isEmpty)
    }

    private func wide(_ rows: Int, _ columns: Int) -> Points {
        Points(
            columns: (0..<columns).map { c in
                (0..<rows).map { r -> Double in
                    let (row, column) = (Double(r), Double(c))
                    return sin(row * 1.1 + column * 0.7) * Double(c % 5 + 1) + cos(row * column * 0.3)
                }
            })
    }

    @Test func moreColumnsThanRows() {
        let found = PrincipalComponents(wide(8, 12), count: 3, isStandardised: false, exactLimit: 10)
        #expect(found.method == .gram)
        check(found.explainedVariance, [44.035075171424566, 24.761406627863476, 1.4558981600647094])
        check(Array(found.components[1].prefix(3)), [0.0842995377837592, 0.2776856246638877, 0.46131514849241045])
        // Both sides of the matrix tell the same.
        let other = PrincipalComponents(wide(8, 12), count: 3, isStandardised: false)
        #expect(other.method == .covariance)
        for (a, b) in zip(found.components, other.components) { check(a, b, relative: 1e-8) }
    }

    @Test func randomisedAgreesWithExact() {
        let points = wide(60, 50)
        let exact = PrincipalComponents(points, count: 4)
        let quick = PrincipalComponents(points, count: 4, exactLimit: 20)
        #expect(quick.method == .randomised)
        check(quick.explainedVariance, exact.explainedVariance, relative: 1e-6)
        check(quick.components[0], exact.components[0], relative: 1e-4)
        #expect(quick == PrincipalComponents(points, count: 4, exactLimit: 20))
    }

    @Test func fullDecompositionAddsUp() {
        let found = PrincipalComponents(wide(200, 40), count: 40)
        #expect(isClose(found.explainedShare.reduce(0, +), 1, relative: 1e-10))
        for i in 0..<40 {
            for j in 0...i {
                let product = zip(found.components[i], found.components[j]).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-10)
            }
        }
    }

    @Test func constantAndMissingColumns() {
        let found = PrincipalComponents(Points(columns: [[1, 1, 1], [1, 2, 3], [.nan, 5, .infinity]]))
        #expect(Points(columns: [[1, 1, 1], [.nan, 5, .infinity]]).filled == 2)
        #expect(isClose(found.explainedShare[0], 1))
        #expect(PrincipalComponents(Points(columns: [])).components.isEmpty)
        #expect(PrincipalComponents(Points(columns: [[1], [2]])).explainedShare.isEmpty)
    }
}
