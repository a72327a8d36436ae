import Recipes

/// Turns bytes into messages. What is no message is counted and told; more than a hundred such lines end the reading.
struct LineReader {
    static let mostMalformed = 100
    /// Predictions of many rows make long lines; one that is longer than this is passed over.
    static let longestLine = 64 << 20

    /// Who writes, for sentences.
    private let name: String
    private var splitter: LineSplitter
    private var lines = 0
    /// Lines that were no messages.
    private(set) var malformed = 0
    /// What was wrong with the first of them.
    private(set) var firstMalformed = ""
    /// Whether the last message ended the run.
    private var hasEnded = false

    init(_ name: String, longestLine: Int = LineReader.longestLine) {
        self.name = name
        splitter = LineSplitter(limit: longestLine)
    }

    /// Takes what was read.
    ///
    /// - Parameters:
    ///   - bytes: the next ones.
    ///   - tell: called with a sentence for each line that is no message.
    ///   - body: called with each message.
    /// - Throws: ``AssayError`` of too many lines that are none, or what `body` throws.
    mutating func take(
        _ bytes: UnsafeRawBufferPointer, tell: (String) -> Void, _ body: (TrainerMessage) throws(AssayError) -> Void
    ) throws(AssayError) {
        var pieces: [LineSplitter.Piece] = []
        splitter.take(bytes) { pieces.append($0) }
        for piece in pieces { try take(piece, isCut: false, tell, body) }
    }

    /// Takes the line that had no end, if there is one.
    mutating func finish(
        tell: (String) -> Void, _ body: (TrainerMessage) throws(AssayError) -> Void
    ) throws(AssayError) {
        if let piece = splitter.remainder() { try take(piece, isCut: true, tell, body) }
    }

    private mutating func take(
        _ piece: LineSplitter.Piece, isCut: Bool, _ tell: (String) -> Void,
        _ body: (TrainerMessage) throws(AssayError) -> Void
    ) throws(AssayError) {
        lines += 1
        let message: TrainerMessage
        do throws(AssayError) {
            switch piece {
            case .tooLong: throw .malformedLine("it is longer than \(splitter.limit >> 20) MiB")
            case .line(let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
                message = try TrainerMessage(line: bytes)
            }
        } catch {
            let why = isCut ? "it was cut off (\(error.message))" : error.message
            malformed += 1
            let sentence = "line \(lines) is no message: \(why)"
            if malformed == 1 { firstMalformed = sentence }
            tell(sentence + Self.excerpt(piece))
            guard malformed <= Self.mostMalformed else { throw .tooManyMalformed(name, last: sentence) }
            return
        }
        // What is said after the end changes nothing any more.
        if hasEnded { return }
        if case .end = message { hasEnded = true }
        try body(message)
    }

    private static func excerpt(_ piece: LineSplitter.Piece) -> String {
        guard case .line(let bytes) = piece else { return "" }
        let text = String(decoding: bytes.prefix(160), as: UTF8.self)
        return " | " + text + (bytes.count > 160 ? "..." : "")
    }
}
