extension StepField {
    /// What it means, with what it is where it is left out.
    public var meaning: String {
        if isRequired { return summary }
        let standard = standard.flatMap { form.text(of: $0) } ?? ""
        return standard.allSatisfy(\.isWhitespace) ? "\(summary) (may be left out)" : "\(summary) (default: \(standard))"
    }
}
