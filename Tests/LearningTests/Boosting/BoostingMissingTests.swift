import Recipes
import Testing

@testable import Learning

@Suite struct BoostingMissingTests {
    private func tree(_ x: [Double], _ y: [Double]) -> BoostedTree {
        Sample([("x", x)], numbers: y).fit(.exact()).trees[0]
    }

    @Test func missingValuesGoWhereTheyGainMost() {
        let right = tree([1, 2, 3, 4, .nan, .nan], [0, 0, 9, 9, 9, 9])
        #expect(right.nodes[0].threshold == 2.5)
        #expect(!right.nodes[0].missingGoesLeft)
        let left = tree([1, 2, 3, 4, .nan, .nan], [0, 0, 9, 9, 0, 0])
        #expect(left.nodes[0].threshold == 2.5)
        #expect(left.nodes[0].missingGoesLeft)
    }

    @Test func missingValuesCanStandAlone() throws {
        let sample = Sample([("x", [1, 2, 3, 4, .nan, .nan])], numbers: [0, 0, 0, 0, 9, 9])
        let model = sample.fit(.exact())
        #expect(model.trees[0].nodes[0].threshold == .infinity)
        #expect(try model.predict(sample.table.allRows, threads: 1) == [0, 0, 0, 0, 9, 9])
        let read = try BoostedModel(json: model.json)
        #expect(read == model)
    }

    @Test func whatIsMissingForTheFirstTimeGoesWithTheLargerSide() throws {
        for (y, expected) in [([0.0, 0, 0, 0, 9, 9], 0.0), ([0.0, 0, 9, 9, 9, 9], 9.0)] {
            let sample = Sample([("x", [1, 2, 3, 4, 5, 6])], numbers: y)
            let unknown = Sample([("x", [.nan])], numbers: [0])
            #expect(try sample.fit(.exact()).predict(unknown.table.allRows, threads: 1) == [expected])
        }
    }

    @Test func infiniteValuesAreOrdinaryEnds() throws {
        let x = [-Double.infinity, -.infinity, -1e308, 0, 1e308, .infinity, .infinity, .infinity]
        let sample = Sample([("x", x)], numbers: [5, 5, 1, 1, 1, 7, 7, 7])
        let model = sample.fit(.exact(leaves: 3))
        #expect(try model.predict(sample.table.allRows, threads: 1) == [5, 5, 1, 1, 1, 7, 7, 7])
        #expect(try BoostedModel(json: JSON(parsing: model.json.canonicalText)) == model)
    }
}
