extension Expression {
    /// Words that can stand where the cursor is, the best first: columns, functions and words of the grammar that begin with what stands before the
    /// cursor, then those that contain it.
    ///
    /// - Parameters:
    ///   - text: what has been typed so far, which need not make sense.
    ///   - offset: where the cursor stands, in characters.
    ///   - columns: those that may be read; leave out the target.
    /// - Returns: nothing inside of a text.
    /// - Complexity: O(text + columns).
    public static func completions(of text: String, at offset: Int, columns: [ExpressionColumn]) -> [Completion] {
        let before = String(text.prefix(max(0, offset)))
        guard let cut = Cut(before) else { return [] }
        let replaces = before.count - cut.word.count - (cut.isQuoted ? 1 : 0)..<before.count
        var found: [(rank: Int, completion: Completion)] = []
        func offer(_ name: String, _ text: String, _ kind: Completion.Kind, _ summary: String) {
            guard let rank = rank(of: cut.word, in: name) else { return }
            found.append((rank, Completion(text: text, kind: kind, summary: summary, replaces: replaces)))
        }
        if cut.wantsValue {
            for column in columns {
                offer(column.name, ExpressionNode.columnText(column.name), .column, "a column: \(column.type.noun)")
            }
        }
        if !cut.isQuoted {
            if cut.wantsValue {
                for function in ExpressionFunction.all {
                    offer(function.name, function.name + "(", .function, "\(function.usage): \(function.summary)")
                }
                for function in WindowFunction.all {
                    let usage = "\(function.usage) over (..)"
                    offer(function.name, function.name + "(", .function, "\(usage): \(function.summary)")
                }
            }
            for (word, summary) in cut.wantsValue ? valueWords : cut.isInWindow ? windowWords : joiningWords {
                offer(word, word, .keyword, summary)
            }
        }
        return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element.completion)
    }

    /// 0 where the name begins with the word in any case, 1 where a part of it does, 2 where it stands somewhere in it.
    private static func rank(of word: String, in name: String) -> Int? {
        if word.isEmpty { return 0 }
        let (word, name) = (word.lowercased(), name.lowercased())
        if name.hasPrefix(word) { return 0 }
        let parts = name.split { !$0.isLetter && !$0.isNumber }
        if parts.contains(where: { $0.hasPrefix(word) }) { return 1 }
        return name.holds(word) ? 2 : nil
    }

    private static let valueWords: [(String, String)] = [
        ("not", "true where what follows is false"), ("missing", "no value"), ("true", "the flag that is true"),
        ("false", "the flag that is false"),
    ]

    private static let joiningWords: [(String, String)] = [
        ("and", "true where both are"), ("or", "true where either is"), ("in", "one of a list, such as in (1, 2)"),
        ("not in", "none of a list"), ("is missing", "true where there is no value"),
        ("is not missing", "true where there is a value"),
        ("over", "the rows of a window, such as over (by customer order day rows 3 before)"),
    ]

    private static let windowWords: [(String, String)] = [
        ("by", "the groups, such as by customer"), ("order", "what rows are sorted by, such as a date"),
        ("desc", "the greatest first"),
        ("rows", "so many rows at most, up to this one"), ("before", "without this row"),
    ]

    /// What stands before the cursor.
    private struct Cut {
        /// The word that the cursor stands behind, or empty.
        var word = ""
        /// Whether a backquote stands before it.
        var isQuoted = false
        /// Whether a value has to come, rather than what joins two.
        var wantsValue = true
        /// Whether a window is open.
        var isInWindow = false

        /// Nil inside of a text.
        init?(_ text: String) {
            let scalars = Array(text.unicodeScalars)
            var place = 0
            var isValueBefore = false
            var windows: [Bool] = []
            var wasOver = false
            var start = 0
            while place < scalars.count {
                let scalar = scalars[place]
                start = place
                switch scalar {
                case "\"", "'":
                    place += 1
                    while place < scalars.count, scalars[place] != scalar { place += scalars[place] == "\\" ? 2 : 1 }
                    if place >= scalars.count { return nil }
                    place += 1
                    isValueBefore = true
                case "`":
                    place += 1
                    while place < scalars.count, scalars[place] != "`" { place += 1 }
                    if place >= scalars.count {
                        word = Self.string(scalars[(start + 1)...])
                        isQuoted = true
                        wantsValue = !isValueBefore
                        return
                    }
                    place += 1
                    isValueBefore = true
                case "(":
                    windows.append(wasOver)
                    place += 1
                    // A window begins with a word of its own.
                    isValueBefore = wasOver
                case ")":
                    _ = windows.popLast()
                    place += 1
                    isValueBefore = true
                default:
                    guard ExpressionLexer.continuesWord(scalar) else {
                        place += 1
                        if !scalar.properties.isWhitespace { isValueBefore = false } else { continue }
                        break
                    }
                    while place < scalars.count, ExpressionLexer.continuesWord(scalars[place]) { place += 1 }
                    let found = Self.string(scalars[start..<place])
                    if place == scalars.count {
                        word = ExpressionLexer.startsWord(scalar) ? found : ""
                        wantsValue = !isValueBefore && ExpressionLexer.startsWord(scalar)
                        isInWindow = windows.last == true
                        if !ExpressionLexer.startsWord(scalar) { return nil }
                        return
                    }
                    wasOver = found.lowercased() == "over"
                    isValueBefore = !Self.joins(found, inWindow: windows.last == true)
                    continue
                }
                wasOver = false
            }
            wantsValue = !isValueBefore
            isInWindow = windows.last == true
        }

        private static func joins(_ word: String, inWindow: Bool) -> Bool {
            let word = word.lowercased()
            return ["and", "or", "not", "in"].contains(word) || inWindow && ["by", "order", "rows"].contains(word)
        }

        private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
    }
}
