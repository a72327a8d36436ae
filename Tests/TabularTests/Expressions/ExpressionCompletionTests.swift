import Recipes
import Tabular
import Testing

@Suite struct ExpressionCompletionTests {
    private let columns = [
        ExpressionColumn(name: "tenure", kind: .number), ExpressionColumn(name: "total charges", kind: .number),
        ExpressionColumn(name: "monthly_total", kind: .number), ExpressionColumn(name: "day", kind: .date),
    ]

    private func texts(_ text: String, at offset: Int? = nil) -> [String] {
        Expression.completions(of: text, at: offset ?? text.count, columns: columns).map(\.text)
    }

    @Test func columnsComeFirst() {
        #expect(texts("to").prefix(2) == ["`total charges`", "to_number("])
        #expect(texts("1 + to").contains("monthly_total"))
        #expect(texts("").prefix(4) == ["tenure", "`total charges`", "monthly_total", "day"])
        #expect(texts("log(ten") == ["tenure"])
        #expect(texts("xyz").isEmpty)
    }

    @Test func whatFitsDependsOnWhatStandsBefore() {
        #expect(texts("tenure ") == ["and", "or", "in", "not in", "is missing", "is not missing", "over"])
        #expect(texts("tenure a") == ["and"])
        #expect(texts("sum(tenure) over (") == ["by", "order", "desc", "rows", "before"])
        #expect(texts("sum(tenure) over (by d").first == "day")
        #expect(texts("sum(tenure) over (by day o").first == "order")
        #expect(texts("'in a tex").isEmpty)
        #expect(texts("not ten").first == "tenure")
    }

    @Test func theWordIsReplaced() {
        let found = Expression.completions(of: "1 + `tot + 2", at: 8, columns: columns)
        #expect(found.map(\.text) == ["`total charges`", "monthly_total"])
        #expect(found.first?.replaces == 4..<8)
        #expect(Expression.completions(of: "é + ten", at: 7, columns: columns).first?.replaces == 4..<7)
    }

    @Test func everyFunctionHasASentence() {
        for completion in Expression.completions(of: "", at: 0, columns: columns) { #expect(completion.summary.count > 5) }
        #expect(Set(ExpressionFunction.all.map(\.name)).count == ExpressionFunction.all.count)
        #expect(Set(WindowFunction.all.map(\.name)).count == WindowFunction.all.count)
    }
}
