import ArgumentParser
import Glibc
import Recipes

/// The command line of `assay`.
public enum CommandLineTool {
    /// Runs the verb that the arguments name.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit status of the contract: 0 done, 1 could not be done, 2 unusable arguments, 130 interrupted.
    public static func run(_ arguments: [String]) -> Int32 {
        // A reader that goes away ends the writing and not the program.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try AssayCommand.parseAsRoot(arguments)
            try command.run()
            return 0
        } catch {
            return Failure(error).report(asJSON: arguments.contains("--json"))
        }
    }
}

/// A verb: parses its arguments, then does its work and throws what is in the way.
protocol Verb: ParsableCommand {
    var common: CommonOptions { get }
    /// Does it.
    ///
    /// - Returns: the exit status.
    func perform() throws(AssayError) -> Int32
}

extension Verb {
    /// What the parser calls.
    func run() throws {
        let status = try perform()
        if status != 0 { throw ExitCode(status) }
    }

    /// Standard output, for people.
    var console: Console { .standard }

    /// Prints the one document that `--json` asks for.
    func printDocument(_ document: JSON) { console.document(document.indentedText) }

    /// A remark on standard error, unless it is to be quiet.
    func remark(_ text: String) {
        if !common.quiet { console.errorLine(text) }
    }
}
