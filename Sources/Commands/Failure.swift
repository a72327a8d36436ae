import ArgumentParser
import Recipes
import Terminal

/// What ended a verb, as an exit status and the one line that people get.
struct Failure {
    private enum Outcome {
        /// The verb chose a status and said all there is to say.
        case status(Int32)
        /// Help or the version was asked for.
        case help(String)
        case error(AssayError)
    }

    private let outcome: Outcome

    init(_ error: any Error) {
        switch error {
        case let error as AssayError: outcome = .error(error)
        case let status as ExitCode: outcome = .status(status.rawValue)
        default:
            if AssayCommand.exitCode(for: error) == .success {
                outcome = .help(AssayCommand.fullMessage(for: error))
            } else {
                outcome = .error(Self.usageError(AssayCommand.message(for: error)))
            }
        }
    }

    /// Says it, and returns the exit status.
    func report(asJSON: Bool, console: Console = .standard) -> Int32 {
        switch outcome {
        case .status(let status): return status
        case .help(let text):
            console.line(text)
            return 0
        case .error(let error):
            console.errorLine("assay: " + error.sentence)
            if asJSON { console.document(error.json.indentedText) }
            return error.isUsage ? 2 : 1
        }
    }

    /// The parser's message as one sentence of ours: its first line, begun in lower case, with what to do.
    private static func usageError(_ text: String) -> AssayError {
        let line = text.split(separator: "\n").first.map(String.init) ?? "the arguments cannot be used"
        var message = line.hasPrefix("Error: ") ? String(line.dropFirst(7)) : line
        var hint = "`assay --help` and `assay VERB --help` list what there is"
        if let range = message.firstRange(of: ". Did you mean ") {
            hint = "did you mean " + message[range.upperBound...]
            message = String(message[..<range.lowerBound])
        }
        message = message.prefix(1).lowercased() + message.dropFirst()
        while message.hasSuffix(".") { message.removeLast() }
        return AssayError(code: "usage", message: message, hint: hint, isUsage: true)
    }
}
