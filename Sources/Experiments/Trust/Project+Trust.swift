public import Recipes

/// A project may come from a stranger. It starts no program before a person has seen the command and agreed; the answer stands outside of the
/// project, by its folder and by what would be started, so that nothing in the project can give it.
extension Project {
    private static let mostAnswers = 500

    /// What has to be agreed to before a trainer is started; nil where that was done.
    ///
    /// Another command, another program under its name, or a changed script is asked for anew.
    public func trustQuestion(for trainer: OutsideTrainer) -> TrustQuestion? {
        if trainer.isLines { return nil }
        let question = TrustQuestion(trainer, in: folder)
        return answers.contains(question.hash) ? nil : question
    }

    /// Keeps that a person agreed.
    ///
    /// - Throws: ``AssayError`` where that cannot be kept.
    public func trust(_ question: TrustQuestion) throws(AssayError) {
        let known = answers.filter { $0 != question.hash }.suffix(Self.mostAnswers - 1)
        guard let trustFolder, let trustFile else {
            throw AssayError(
                code: "untrusted", message: "there is no place to keep the answer in: HOME is not set",
                hint: "name a folder with XDG_STATE_HOME")
        }
        try FilePath.makeFolder(trustFolder)
        try FilePath.replace(trustFile, text: (known + [question.hash]).joined(separator: "\n") + "\n")
    }

    private var answers: [String] {
        (trustFile.flatMap { FilePath.text(of: $0) } ?? "").split(separator: "\n").map(String.init)
    }

    private var trustFile: String? { trustFolder.map { $0 + "/" + SHA256.hexDigest(of: Array(folder.utf8)) } }
}
