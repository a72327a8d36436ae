import Recipes
import Testing

@testable import Learning

@Suite struct BoostingCategoryTests {
    @Test func fewCategoriesStandAgainstTheRest() throws {
        let sample = Sample(words: ["a", "a", "b", "b", "c", "c"], .numbers([0, 0, 6, 6, 0, 0]))
        let model = sample.fit(.exact())
        let node = try #require(model.trees[0].nodes.first)
        let words = try #require(model.features[0].words)
        let bin = try #require(words.firstIndex(of: "b")) + 1
        #expect(model.trees[0].sets == [SIMD4(1 << UInt64(bin), 0, 0, 0)])
        // Gradients 2 and -4: 8 * 8 / 2 + 8 * 8 / 4.
        #expect(node.gain == 48)
        #expect(try model.predict(sample.table.allRows, threads: 1) == [0, 0, 6, 6, 0, 0])
    }

    @Test func manyCategoriesAreSplitInTheOrderOfTheirMeans() throws {
        let words = ["a", "b", "c", "d", "e", "f"].flatMap { [$0, $0] }
        let y: [Double] = [9, 9, 0, 0, 9, 9, 0, 0, 9, 9, 0, 0]
        let sample = Sample(words: words, .numbers(y))
        let model = sample.fit(.exact())
        #expect(try model.predict(sample.table.allRows, threads: 1) == y)
    }

    @Test func penaltyAndSmoothingHoldBackSmallGroups() {
        let words = ["a", "b", "c", "d", "e", "f"].flatMap { [$0, $0] }
        let y: [Double] = [9, 9, 0, 0, 9, 9, 0, 0, 9, 9, 0, 0]
        let sample = Sample(words: words, .numbers(y))
        var parameters = BoostingParameters.exact()
        parameters.categoryLambda = 6
        // Six rows with gradient 4.5 either way: 27 / (6 + 6).
        #expect(sample.fit(parameters).trees[0].values.map(abs) == [2.25, 2.25])
        parameters = .exact()
        parameters.minGroupRows = 7
        #expect(sample.fit(parameters).trees[0].nodes.isEmpty)
        parameters = .exact()
        parameters.categorySmoothing = 3
        #expect(sample.fit(parameters).trees[0].nodes.isEmpty)
    }

    @Test func unknownAndMissingWordsGoTogether() throws {
        let sample = Sample(words: ["a", "a", "b", "b", "", ""], .numbers([0, 0, 8, 8, 1, 1]))
        let model = sample.fit(.exact(leaves: 3))
        var other = Sample([], .numbers([0, 0, 0, 0]))
        other.append("word", words: ["z", "", "b", "a"])
        let predicted = try model.predict(other.table.allRows, threads: 1)
        #expect(predicted == [1, 1, 8, 0])
    }

    @Test func rareCategoriesShareABin() throws {
        // 300 words once or twice each, of which 254 get a bin.
        let words = (0..<300).flatMap { place in Array(repeating: "w\(1000 + place)", count: place < 200 ? 2 : 1) }
        let sample = Sample(words: words, .numbers(words.indices.map { Double($0 % 7) }))
        let model = sample.fit(.few(2, minLeafRows: 1))
        #expect(model.features[0].words?.count == 254)
        #expect(model.features[0].words?.first == "w1000")
        #expect(try model.predict(sample.table.allRows, threads: 1).allSatisfy { $0.isFinite })
    }

    @Test func kindsMustAgree() {
        let model = Sample(words: ["a", "a", "b", "b"], .numbers([0, 0, 1, 1])).fit(.exact())
        let numbers = Sample([("word", [1, 2])], numbers: [0, 0])
        #expect(throws: AssayError.unlikeFeature("word", wantsWords: true)) {
            try model.predict(numbers.table.allRows, threads: 1)
        }
        let none = Sample([("other", [1, 2])], numbers: [0, 0])
        #expect(throws: AssayError.missingFeature("word")) { try model.predict(none.table.allRows, threads: 1) }
    }
}
