import Glibc
import Statistics
import Testing

@Suite struct MixedAssociationTests {
    @Test func numbersKeepTheirSign() {
        let x: [Double] = [1, 2, 3, 4, .nan, 6]
        let mixed = MixedAssociation(.number(x), .number(x.map { -exp($0) }))
        #expect(mixed.measure == .spearman && mixed.n == 5)
        #expect(isClose(mixed.signed, -1) && isClose(mixed.value, 1))
    }

    @Test func categories() {
        let codes: [Int32] = [0, 0, 1, 1, 2, 2, -1, 0, 1, 2]
        let same = MixedAssociation(.category(codes, count: 3), .category(codes, count: 3))
        #expect(same.measure == .cramersV && same.n == 9 && isClose(same.value, 1))
        #expect(MixedAssociation(.category(codes, count: 3), .category([Int32](repeating: 0, count: 10), count: 1)).value.isNaN)
    }

    @Test func aNumberAndACategory() {
        let codes: [Int32] = [0, 0, 0, 1, 1, 1, 9]
        let values: [Double] = [1, 2, 3, 11, 12, 13, 5]
        let (a, b) = (MixedAssociation.Column.number(values), MixedAssociation.Column.category(codes, count: 2))
        #expect(MixedAssociation(a, b) == MixedAssociation(b, a))
        #expect(MixedAssociation(a, b).measure == .correlationRatio && MixedAssociation(a, b).n == 6)
        #expect(MixedAssociation(a, b).value > 0.95)
    }

    @Test func uncertaintyHasADirection() {
        // The row tells the column, the column does not tell the row.
        let table = ContingencyTable([[10, 0], [0, 10], [10, 0]])
        #expect(isClose(table.uncertaintyOfColumnsByRows, 1))
        #expect(isClose(table.uncertaintyOfRowsByColumns, (log(3) - 2 * log(2) / 3) / log(3), relative: 1e-12))
        #expect(ContingencyTable([[3], [4]]).uncertaintyOfColumnsByRows.isNaN)
    }

    /// Against scikit-learn 1.9's estimators, without the noise.
    @Test func neighboursAreGolden() {
        let u = (0..<60).map { sin(Double($0) * 1.3) * 2 + 0.01 * Double($0) }
        let v = (0..<60).map { u[$0] * u[$0] + cos(Double($0) * 2.1) * 0.3 }
        let classes = (0..<60).map { Int32(($0 * 7 % 5 > 1 ? 1 : 0) + (u[$0] > 1 ? 1 : 0)) }
        #expect(isClose(NeighbourInformation.ofNumbers(u, v, seed: nil), 1.3272079229363063, relative: 1e-9))
        #expect(isClose(NeighbourInformation.ofNumbers(u, v, neighbours: 5, seed: nil), 1.072412151613832, relative: 1e-9))
        #expect(isClose(NeighbourInformation.ofNumber(u, classes: classes, seed: nil), 0.2624581947958129, relative: 1e-9))
        #expect(NeighbourInformation.ofNumbers(u, v) == NeighbourInformation.ofNumbers(u, v))
    }

    /// A normal pair of correlation r shares -ln(1 - r^2) / 2.
    @Test func informationOfNormalPairs() {
        var random = Philox(seed: 4)
        let x = (0..<2000).map { _ in random.normal() }
        let y = x.map { 0.8 * $0 + 0.6 * random.normal() }
        #expect(abs(NeighbourInformation.ofNumbers(x, y) - 0.5108) < 0.06)
        let other = (0..<2000).map { _ in random.normal() }
        #expect(NeighbourInformation.ofNumbers(x, other) < 0.05)
    }
}
