/// What went wrong, in words a person can act on: what, where, what to do.
///
/// Every layer throws this one type. Each declares its own errors as static functions in a file named `AssayError+<Layer>`,
/// so that a sentence is written once and tests can name it by its code.
public struct AssayError: Error, Equatable, Sendable {
    /// A short stable word, such as `no_such_file`, that scripts and tests may rely on.
    public var code: String
    /// What happened and where, without a full stop at the end.
    public var message: String
    /// What to do about it, or empty.
    public var hint: String
    /// True where the arguments were unusable (exit status 2), false where the work could not be done (1).
    public var isUsage: Bool
    /// Where a text that was read stops making sense, in characters from 0, so that a caret can be drawn there; nil where the error
    /// has no such place.
    public var offset: Int?

    public init(code: String, message: String, hint: String = "", isUsage: Bool = false, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        self.isUsage = isUsage
        self.offset = offset
    }

    /// Message and hint as one line.
    public var sentence: String { hint.isEmpty ? message : "\(message): \(hint)" }

    /// The document that `--json` prints.
    public var json: JSON {
        ["error": ["code": .string(code), "message": .string(message), "hint": .string(hint)]]
    }
}

extension AssayError: CustomStringConvertible {
    public var description: String { sentence }
}

extension AssayError {
    /// A word that is none of the known ones; the hint names the nearest.
    public static func unknownWord(_ word: String, kind: String, known: [String]) -> AssayError {
        let nearest = nearestWord(to: word, among: known)
        let hint = nearest.map { "did you mean \($0)?" } ?? "one of \(known.joined(separator: ", "))"
        return AssayError(
            code: "unknown_" + kind.replacing(" ", with: "_"), message: "there is no \(kind) \"\(word)\"", hint: hint,
            isUsage: true)
    }

    /// The word with the smallest edit distance, when it is near enough to be a slip of the keys.
    ///
    /// - Complexity: O(k n m) for k words.
    public static func nearestWord(to word: String, among known: [String]) -> String? {
        let wanted = Array(word.lowercased())
        let ranked = known.map { ($0, editDistance(wanted, Array($0.lowercased()))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
        if let prefixed = known.first(where: { !wanted.isEmpty && $0.lowercased().hasPrefix(word.lowercased()) }) {
            return prefixed
        }
        return best.1 <= max(2, wanted.count / 3) ? best.0 : nil
    }

    /// Levenshtein's distance.
    static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
        var previous = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var row = [i + 1]
            for (j, y) in b.enumerated() {
                row.append(min(previous[j + 1] + 1, row[j] + 1, previous[j] + (x == y ? 0 : 1)))
            }
            previous = row
        }
        return previous[b.count]
    }
}
