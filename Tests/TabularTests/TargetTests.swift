import Recipes
import Tabular
import Testing

@Suite struct TargetTests {
    private let data: Table

    init() throws {
        var text = "price,grade,two,flag,word,bad,const,none,neg,when\n"
        for row in 0..<40 {
            text += "\(row).5,\(row % 3 + 1),\(row % 2),\(row % 2 == 0 ? "No" : "Yes"),\(["b", "a"][row % 2]),"
            text += "\(row % 4 == 0 ? "" : ["x", "z", "y"][row % 3]),7,,\(row % 2 == 0 ? "-1" : "1"),2024-01-\(10 + row % 3)\n"
        }
        data = try table(text)
    }

    @Test func defaultsAreTheContracts() throws {
        #expect(try data.target("price") == Recipe.Target(column: "price", task: .regression))
        #expect(try data.target("grade") == Recipe.Target(column: "grade", task: .classification))
        #expect(try data.target("two") == Recipe.Target(column: "two", task: .classification, positive: "1"))
        #expect(try data.target("flag") == Recipe.Target(column: "flag", task: .classification, positive: "Yes"))
        #expect(try data.target("word") == Recipe.Target(column: "word", task: .classification, positive: "b"))
        #expect(try data.target("neg") == Recipe.Target(column: "neg", task: .classification, positive: "1"))
        #expect(try data.target("when").task == .regression)
        #expect(try data.target("grade", task: .regression).task == .regression)
        #expect(try data.target("word", positive: "a").positive == "a")
    }

    @Test func classesAreSortedAndThePositiveOneIsLast() throws {
        let grade = data.classes(of: try data.target("grade"))
        #expect(grade.labels == ["1", "2", "3"])
        #expect(grade.codes.prefix(4) == [0, 1, 2, 0])
        let word = data.classes(of: try data.target("word", positive: "a"))
        #expect(word.labels == ["b", "a"])
        #expect(word.codes.prefix(2) == [0, 1])
        let bad = data.classes(of: try data.target("bad"))
        #expect(bad.labels == ["x", "y", "z"])
        #expect(bad.codes.prefix(4) == [-1, 2, 1, 0])
        let neg = data.classes(of: try data.target("neg"))
        #expect(neg.labels == ["-1", "1"])
        #expect(data.targetNumbers(of: try data.target("price")).prefix(2) == [0.5, 1.5])
    }

    @Test func numbersSortByValue() throws {
        let table = try table("y,x\n" + [10, 9, 2, 10, 9, 2].map { "\($0),1" }.joined(separator: "\n"))
        #expect(table.classes(of: try table.target("y")).labels == ["2", "9", "10"])
    }

    @Test func manyWholeNumbersAreAQuantity() throws {
        let twenty = try table("y,x\n" + (0..<100).map { "\($0 * 7 % 20),1" }.joined(separator: "\n"))
        #expect(try twenty.target("y").task == .classification)
        let more = try table("y,x\n" + (0..<100).map { "\($0 * 8 % 21),1" }.joined(separator: "\n"))
        #expect(try more.target("y").task == .regression)
    }

    @Test(
        arguments: [
            ("pirce", nil, nil, "no_such_column"), ("const", nil, nil, "target_constant"), ("none", nil, nil, "target_missing"),
            ("word", .regression, nil, "target_not_number"), ("word", nil, "c", "no_such_class"),
            ("grade", nil, "1", "positive_not_used"), ("price", nil, "1", "positive_not_used"),
        ] as [(String, LearningTask?, String?, String)])
    func whatCannotBeIsSaid(_ column: String, _ task: LearningTask?, _ positive: String?, _ code: String) {
        let error = #expect(throws: AssayError.self) { try data.target(column, task: task, positive: positive) }
        #expect(error?.code == code)
        if code == "no_such_column" { #expect(error?.hint == "did you mean price?") }
    }
}
