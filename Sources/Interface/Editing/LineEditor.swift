public import Terminal

/// A line of text that is being typed, with the keys of a shell's line.
public struct LineEditor: Equatable, Sendable {
    private var characters: [Character]
    /// The place of the cursor: characters before it.
    public private(set) var cursor: Int

    /// A text with the cursor at its end.
    public init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    public var text: String {
        get { String(characters) }
        set {
            characters = Array(newValue)
            cursor = characters.count
        }
    }

    public var isEmpty: Bool { characters.isEmpty }

    /// The text before the cursor, for completion.
    public var head: String { String(characters.prefix(cursor)) }

    /// Does what a key does to a line: characters, arrows, Home, End, Backspace, Delete, Ctrl-A E B F D H K U W, Alt-B F.
    ///
    /// - Returns: false for a key that means nothing here.
    @discardableResult
    public mutating func handle(_ key: Key) -> Bool {
        if key.control {
            guard case .character(let letter) = key.code else { return jump(key) }
            switch letter {
            case "a": cursor = 0
            case "e": cursor = characters.count
            case "b": cursor = max(0, cursor - 1)
            case "f": cursor = min(characters.count, cursor + 1)
            case "d": remove(cursor..<min(cursor + 1, characters.count))
            case "k": remove(cursor..<characters.count)
            case "u": remove(0..<cursor)
            case "w": remove(wordStart(blanksOnly: true)..<cursor)
            default: return false
            }
            return true
        }
        if key.alt {
            switch key.code {
            case .character("b"), .left: cursor = wordStart()
            case .character("f"), .right: cursor = wordEnd()
            case .character("d"): remove(cursor..<wordEnd())
            case .backspace: remove(wordStart()..<cursor)
            default: return false
            }
            return true
        }
        switch key.code {
        case .character(let character): insert(String(character))
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = characters.count
        case .backspace: remove(max(0, cursor - 1)..<cursor)
        case .delete: remove(cursor..<min(cursor + 1, characters.count))
        default: return false
        }
        return true
    }

    /// Puts a text in at the cursor; line breaks and tabs become blanks.
    public mutating func insert(_ text: String) {
        let clean = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
        let count = characters.count
        let after = characters[cursor...]
        // Joined as text, so that a mark typed after its letter combines with it.
        characters = Array(String(characters[..<cursor]) + String(clean) + String(after))
        cursor = min(characters.count, max(0, cursor + characters.count - count))
    }

    private mutating func jump(_ key: Key) -> Bool {
        switch key.code {
        case .left: cursor = wordStart()
        case .right: cursor = wordEnd()
        default: return false
        }
        return true
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private func wordStart(blanksOnly: Bool = false) -> Int {
        func isPart(_ character: Character) -> Bool {
            blanksOnly ? !character.isWhitespace : character.isLetter || character.isNumber || character == "_"
        }
        var index = cursor
        while index > 0, !isPart(characters[index - 1]) { index -= 1 }
        while index > 0, isPart(characters[index - 1]) { index -= 1 }
        return index
    }

    private func wordEnd() -> Int {
        func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
        var index = cursor
        while index < characters.count, !isPart(characters[index]) { index += 1 }
        while index < characters.count, isPart(characters[index]) { index += 1 }
        return index
    }

    /// Draws the line into one row, scrolled so that the cursor is seen.
    ///
    /// - Returns: the cell of the cursor, for the terminal's own one.
    @discardableResult
    public func draw(on surface: inout Surface, x: Int, y: Int, width: Int, style: Style, placeholder: StyledText? = nil)
        -> Point?
    {
        guard width > 0 else { return nil }
        surface.fill(Rect(x: x, y: y, width: width, height: 1), style: style)
        if isEmpty, let placeholder {
            surface.write(placeholder.text, x: x, y: y, style: placeholder.style, width: width)
            return Point(x, y)
        }
        var start = 0
        var before = TerminalText.columns(of: String(characters[start..<cursor]))
        while before >= width, start < cursor {
            before -= TerminalText.columns(of: String(characters[start]))
            start += 1
        }
        surface.withClip(Rect(x: x, y: y, width: width, height: 1)) { surface in
            surface.write(String(characters[start...]), x: x, y: y, style: style, width: Int(Int16.max))
        }
        return Point(x + min(before, width - 1), y)
    }
}
