import Synchronization

/// A pattern of text: a regular expression without back references, so that finding takes time linear in text times pattern.
///
/// It knows characters, `.`, classes (`[a-z]`, `[^,]`, `\d \w \s \D \W \S`), `^`, `$`, groups, `|`, and `* + ?` with `?` behind them for as few as
/// possible, and `{2,3}`. After R. Pike and K. Thompson (CACM 11, 1968, doi:10.1145/363347.363387): all ways through the pattern are followed at once.
struct TextPattern: Sendable {
    enum Instruction: Sendable {
        case character(Unicode.Scalar)
        case any
        case oneOf([ClosedRange<UInt32>], isNegated: Bool)
        case start, end
        /// Both ways, the first one preferred.
        case split(Int, Int)
        case jump(Int)
        /// Notes the place.
        case save(Int)
        case match
    }

    let program: [Instruction]
    /// Whether it has a group, whose text is the match.
    let hasGroup: Bool

    /// Reads a pattern.
    static func reading(_ text: String) -> Result<TextPattern, TextPatternProblem> {
        var parser = TextPatternParser(text)
        do throws(TextPatternProblem) { return .success(try parser.parse()) } catch { return .failure(error) }
    }

    /// Reads a pattern that was read lately without doing so again; nil where it cannot be read.
    static func cached(_ text: String) -> TextPattern? {
        last.withLock { last in
            if let last, last.text == text { return last.pattern }
            let pattern: TextPattern? = if case .success(let pattern) = reading(text) { pattern } else { nil }
            last = (text, pattern)
            return pattern
        }
    }

    private static let last = Mutex<(text: String, pattern: TextPattern?)?>(nil)

    /// The text of the first group in the leftmost match, or of the whole match where there is no group; nil where nothing matches.
    ///
    /// - Complexity: O(text x pattern).
    func firstMatch(in text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        var current = Threads(count: program.count)
        var next = Threads(count: program.count)
        var found: [Int]?
        for place in 0...scalars.count {
            if found == nil { follow(0, [-1, -1, -1, -1], place, scalars.count, &current) }
            if current.list.isEmpty { break }
            next.clear()
            for thread in current.list {
                if case .match = program[thread.instruction] {
                    // Threads behind a match are less preferred than it.
                    found = thread.saved
                    break
                }
                if place < scalars.count, accepts(program[thread.instruction], scalars[place]) {
                    follow(thread.instruction + 1, thread.saved, place + 1, scalars.count, &next)
                }
            }
            swap(&current, &next)
        }
        guard let found else { return nil }
        let (start, end) = hasGroup ? (found[2], found[3]) : (found[0], found[1])
        // A group that the match went round has no text.
        guard start >= 0, end >= start else { return "" }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return String(view)
    }

    private struct Threads {
        var list: [(instruction: Int, saved: [Int])] = []
        var isThere: [Bool]

        init(count: Int) { isThere = [Bool](repeating: false, count: count) }

        mutating func clear() {
            list.removeAll(keepingCapacity: true)
            for index in isThere.indices { isThere[index] = false }
        }
    }

    /// Adds the thread, and all that it reaches without reading a character.
    private func follow(_ first: Int, _ saved: [Int], _ place: Int, _ count: Int, _ threads: inout Threads) {
        var pending = [(first, saved)]
        while let (instruction, saved) = pending.popLast() {
            if threads.isThere[instruction] { continue }
            threads.isThere[instruction] = true
            switch program[instruction] {
            case .jump(let target): pending.append((target, saved))
            case .split(let preferred, let other):
                pending.append((other, saved))
                pending.append((preferred, saved))
            case .save(let slot):
                var noted = saved
                noted[slot] = place
                pending.append((instruction + 1, noted))
            case .start: if place == 0 { pending.append((instruction + 1, saved)) }
            case .end: if place == count { pending.append((instruction + 1, saved)) }
            case .character, .any, .oneOf, .match: threads.list.append((instruction, saved))
            }
        }
    }

    private func accepts(_ instruction: Instruction, _ scalar: Unicode.Scalar) -> Bool {
        switch instruction {
        case .character(let wanted): scalar == wanted
        case .any: scalar != "\n"
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar.value) } != isNegated
        default: false
        }
    }
}
