import Actions
import ArgumentParser
import Experiments
import Glibc
import Recipes

/// What a verb takes that may start a program of the project's.
struct TrustOptions: ParsableArguments {
    @Flag(help: "Agree to the program that the project would start: for scripts, in place of the question.")
    var trust = false
}

extension Verb {
    /// Sees to it that somebody agreed to the program that a recipe would start: asks on a terminal, once for each command and content.
    ///
    /// - Throws: ``AssayError`` with code `untrusted` where nobody did.
    func requireTrust(_ recipe: Recipe, in session: Session, _ options: TrustOptions) throws(AssayError) {
        guard let question = session.trustQuestion(for: recipe) else { return }
        if options.trust || ask(question) { return try session.trust(question) }
        throw .untrusted(question)
    }

    /// Asks on a terminal; false where there is none.
    private func ask(_ question: TrustQuestion) -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1, !common.quiet else { return false }
        console.errorLine(question.text)
        console.errorLine(
            "Start it? It may do whatever you may do. The answer holds until the command or the script changes. y/n")
        guard let answer = readLine() else { return false }
        return ["y", "yes"].contains(answer.lowercased().trimmingPrefix(" "))
    }
}
