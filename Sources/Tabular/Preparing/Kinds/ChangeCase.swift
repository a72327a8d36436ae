import Recipes

extension StepWork {
    /// `case`: words in lower, upper or title case, by Unicode's rules and no country's.
    func changedCase() throws(AssayError) -> Outcome {
        let to = step.text("to")
        var changed: [Column] = []
        for column in try columns("columns") {
            guard case .codes(let codes, let words) = column.storage else { continue }
            let texts = words.map { word in
                switch to {
                case "upper": word.uppercased()
                case "title": Self.titled(word)
                default: word.lowercased()
                }
            }
            changed.append(column.respelled(codes.map { $0 }, texts))
        }
        return replacing(changed)
    }

    /// The first letter of each word large, the others small.
    static func titled(_ text: String) -> String {
        var result = ""
        var isInside = false
        for character in text {
            let isPart = character.isLetter || character.isNumber || character == "'" || character == "’"
            result += !isPart ? String(character) : isInside ? character.lowercased() : character.uppercased()
            isInside = isPart
        }
        return result
    }
}
