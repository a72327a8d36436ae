public import Recipes

extension HeadlessDriver.Step {
    /// Reads a script: words with blanks between them.
    ///
    /// - `Down`, `R`, `Ctrl-P`, `Space`: keys as ``Key/init(named:)`` reads them
    /// - `"some text"`: each character typed; `\"` and `\n` inside of it
    /// - `shot:NAME`: keep the frame; `wait:MS`: wait; `size:WxH`: resize
    /// - `click:X,Y`, `wheel-up:X,Y`, `wheel-down:X,Y`, `paste:"text"`
    ///
    /// - Throws: `unknown_step` with the word.
    public static func parse(_ script: String) throws(AssayError) -> [HeadlessDriver.Step] {
        var steps: [HeadlessDriver.Step] = []
        for word in words(of: script) {
            if let text = quoted(word) {
                steps += text.map { .input(.key($0 == "\n" ? Key(.enter) : Key($0))) }
            } else if let key = Key(named: word) {
                steps.append(.input(.key(key)))
            } else if let step = verb(word) {
                steps.append(step)
            } else {
                throw AssayError(
                    code: "unknown_step", message: "\"\(word)\" is no step of a key script",
                    hint: "use keys (Down, R, Ctrl-P), \"text\", shot:NAME, wait:MS, size:WxH, click:X,Y", isUsage: true)
            }
        }
        return steps
    }

    private static func verb(_ word: String) -> HeadlessDriver.Step? {
        guard let colon = word.firstIndex(of: ":") else { return nil }
        let argument = String(word[word.index(after: colon)...])
        switch word[..<colon] {
        case "shot": return .shot(argument)
        case "wait": return Int(argument).map { .wait($0) }
        case "size":
            let parts = argument.split(separator: "x").compactMap { Int($0) }
            return parts.count == 2 ? .input(.resize(Size(parts[0], parts[1]))) : nil
        case "paste": return quoted(argument).map { .input(.paste($0)) }
        case "click": return mouse(.press, argument)
        case "release": return mouse(.release, argument)
        case "drag": return mouse(.drag, argument)
        case "wheel-up": return mouse(.wheelUp, argument)
        case "wheel-down": return mouse(.wheelDown, argument)
        default: return nil
        }
    }

    private static func mouse(_ action: MouseEvent.Action, _ place: String) -> HeadlessDriver.Step? {
        let parts = place.split(separator: ",").compactMap { Int($0) }
        return parts.count == 2 ? .input(.mouse(MouseEvent(action, at: Point(parts[0], parts[1])))) : nil
    }

    private static func quoted(_ word: String) -> String? {
        guard word.count >= 2, word.first == "\"", word.last == "\"" else { return nil }
        var text = ""
        var isEscaped = false
        for character in word.dropFirst().dropLast() {
            if isEscaped {
                text.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// Words at blanks, but for those inside of quotes.
    private static func words(of script: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        var isEscaped = false
        for character in script {
            if isQuoted {
                word.append(character)
                if !isEscaped, character == "\"" { isQuoted = false }
                isEscaped = !isEscaped && character == "\\"
            } else if character.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                // A lone quotation mark that begins a word, or follows a verb's colon, opens a text.
                isQuoted = character == "\"" && (word.isEmpty || word.hasSuffix(":"))
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
