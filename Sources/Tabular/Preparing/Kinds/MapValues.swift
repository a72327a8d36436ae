import Recipes

extension StepWork {
    /// `map`: values become other values. The empty text stands for a missing value on both sides.
    func mapped() throws(AssayError) -> Outcome {
        let column = try column("column")
        var mapping: [String: String] = [:]
        for (from, to) in step.value("values")?.objectValue ?? [:] { mapping[from] = to.stringValue ?? "" }
        var (codes, texts) = column.spelled()
        let known = Set(texts)
        let absent = mapping.keys.filter { !$0.isEmpty && !known.contains($0) }.sorted()
        var changed = texts.map { mapping[$0] ?? $0 }
        if let filling = mapping[""], !filling.isEmpty {
            let code = Int32(texts.count)
            texts.append("")
            changed.append(filling)
            codes = codes.map { $0 < 0 ? code : $0 }
        }
        let remarks = absent.isEmpty || isScoring ? [] : ["no value of \(column.name) is \(Self.listed(absent))"]
        return replacing([column.respelled(codes, changed)], remarks: remarks)
    }

    /// A few values in quotes.
    static func listed(_ values: [String]) -> String {
        let few = values.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
        return values.count > 3 ? "\(few) and \(values.count - 3) more" : few
    }
}
