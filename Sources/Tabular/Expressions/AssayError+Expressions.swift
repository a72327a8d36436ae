import Recipes

extension AssayError {
    /// An expression that cannot be read or does not fit the columns; `place` counts Unicode scalars of its text from 0.
    static func expression(_ reason: String, hint: String = "", in text: String, at place: Int) -> AssayError {
        let scalars = text.unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: max(0, place), limitedBy: scalars.endIndex) ?? scalars.endIndex
        let offset = text[..<end].count
        let position = "see character \(offset + 1)"
        return AssayError(
            code: "expression", message: reason, hint: hint.isEmpty ? position : "\(hint) (\(position))", isUsage: true,
            offset: offset)
    }
}
