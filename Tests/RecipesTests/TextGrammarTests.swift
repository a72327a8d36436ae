import Recipes
import Testing

@Suite struct TextGrammarTests {
    @Test func directions() throws {
        let found = try TextGrammar.directions("age:+1, price:-1,\"a, \"\"b\"\": c\":1,x:0")
        #expect(found.map(\.feature) == ["age", "price", "a, \"b\": c"])
        #expect(found.map(\.direction) == [1, -1, 1])
        #expect(try TextGrammar.directions("none").isEmpty)
        for text in ["age", "age:2", ":+1", "a:+1,", "\"a:+1", "a\"b:1", "a:b:1"] {
            #expect(throws: AssayError.self) { try TextGrammar.directions(text) }
        }
    }

    @Test func groups() throws {
        #expect(try TextGrammar.groups("a, b;c,\"d;e\"") == [["a", "b"], ["c", "d;e"]])
        #expect(try TextGrammar.groups("none").isEmpty)
        for text in ["a,", ";", "a;;b", "\"\""] { #expect(throws: AssayError.self) { try TextGrammar.groups(text) } }
    }

    @Test func parametersOfText() throws {
        let parameter = try #require(ModelFamily.boosting.parameter("monotone"))
        #expect(parameter.standard == .text("none"))
        #expect(try parameter.parse("") == .text("none"))
        #expect(try parameter.parse(" age:+1 ") == .text("age:+1"))
        #expect(throws: AssayError.self) { try parameter.parse("age") }
        #expect(parameter.stepped(.text("age:+1"), 1) == .text("age:+1"))
    }
}
