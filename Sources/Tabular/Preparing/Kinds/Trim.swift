import Recipes

extension StepWork {
    /// `trim`: no blanks at the ends of words, and one between them where there were several.
    func trimmed() throws(AssayError) -> Outcome {
        var changed: [Column] = []
        for column in try columns("columns") {
            // Numbers have no blanks.
            guard case .codes(let codes, let words) = column.storage else { continue }
            let texts = words.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            changed.append(column.respelled(codes.map { $0 }, texts))
        }
        return replacing(changed)
    }
}
