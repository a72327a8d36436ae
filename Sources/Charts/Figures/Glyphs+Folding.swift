public import Terminal

extension Glyphs {
    /// A figure's text in the characters that this terminal shows.
    public func folded(_ text: String) -> String {
        if isUnicode { return text }
        return text.reduce(into: "") { result, character in
            switch character {
            case "−": result += minus
            case "—": result += missing
            case "±": result += plusMinus
            case "≈": result += same
            case "×": result += times
            case "·": result += dot
            case "→": result += arrow
            case "µ": result += "u"
            case "∞": result += "inf"
            default: result.append(character)
            }
        }
    }
}
