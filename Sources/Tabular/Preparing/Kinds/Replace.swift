import Recipes

extension StepWork {
    /// `replace`: a part of a text, or the whole of it, becomes another text.
    func replaced() throws(AssayError) -> Outcome {
        let column = try column("column")
        let (find, with) = (step.text("find"), step.text("with"))
        let isWhole = step.value("whole")?.boolValue ?? false
        if find.isEmpty, !isWhole { throw .stepValue("find", "is empty") }
        let (codes, texts) = column.spelled()
        let changed = texts.map { isWhole ? ($0 == find ? with : $0) : $0.replacing(find, with: with) }
        if changed == texts { return replacing([], remarks: ["\"\(find)\" stands nowhere in \(column.name)"]) }
        return replacing([column.respelled(codes, changed)])
    }
}
