public import Recipes

extension AssayError {
    /// A project would start a program that nobody has agreed to.
    public static func untrusted(_ question: TrustQuestion) -> AssayError {
        AssayError(
            code: "untrusted", message: "\(question.project) would start a program that nobody agreed to: \(question.line)",
            hint: "look at it, then say --trust, or answer the question that assay asks on a terminal")
    }
}
