import Glibc
public import Recipes

/// What running an outside program may come to.
extension AssayError {
    /// A line that cannot be understood.
    static func malformedLine(_ why: String) -> AssayError { AssayError(code: "malformed_line", message: why) }

    /// Too many of them.
    static func tooManyMalformed(_ trainer: String, last why: String) -> AssayError {
        AssayError(
            code: "malformed_lines",
            message: "\(trainer) wrote more than \(LineReader.mostMalformed) lines that are no messages; the last: \(why)",
            hint: "let it print JSON lines on standard output and everything else on standard error (docs/trainers.md)")
    }

    static func noSuchProgram(_ name: String, folder: String) -> AssayError {
        AssayError(
            code: "no_trainer", message: "the program \(name) is neither on the PATH nor in \(folder)",
            hint: "install it, or name it by its path in the recipe's trainer")
    }

    static func cannotStartTrainer(_ trainer: OutsideTrainer, errno number: Int32) -> AssayError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return AssayError(
            code: "no_trainer", message: "\(trainer.name) could not be started (\(reason))",
            hint: "start it by hand: \(trainer.line)")
    }

    /// The program ended in another way than well.
    static func trainerFailed(_ trainer: OutsideTrainer, how: String, words: String?) -> AssayError {
        AssayError(
            code: "trainer_failed", message: "\(trainer.name) \(how)" + (words.map { ": \($0)" } ?? ""))
    }

    /// The program said that it failed.
    static func trainerSaysNo(_ trainer: String, _ words: String) -> AssayError {
        AssayError(
            code: "trainer_failed", message: "\(trainer) says that it failed" + (words.isEmpty ? "" : ": \(words)"))
    }

    /// Predictions that cannot be taken.
    static func unusablePredictions(_ trainer: String, _ why: String, hint: String = "") -> AssayError {
        AssayError(code: "predictions", message: "\(trainer): \(why)", hint: hint)
    }

    /// A run of `assay log` or of another tracker cannot be made again.
    public static let linesCannotBeHadAgain = AssayError(
        code: "not_repeatable", message: "the points of this run came from another program, and cannot be had again",
        hint: "run that program once more, with `| assay log`")
}
