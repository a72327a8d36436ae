/// How probabilities are corrected after training, by what out-of-fold predictions came to.
public enum Calibration: String, Hashable, Sendable, CaseIterable {
    case none, platt, isotonic, temperature

    /// What it does, in one sentence.
    public var summary: String {
        switch self {
        case .none: "leaves probabilities as the model gives them"
        case .platt: "fits a logistic curve through the log-odds (Platt 1999); good from a hundred rows on"
        case .isotonic:
            "fits a rising step curve (Zadrozny and Elkan 2002, https://doi.org/10.1145/775047.775151); needs a thousand rows or more"
        case .temperature:
            "makes all probabilities sharper or flatter by one factor (Guo et al. 2017, https://arxiv.org/abs/1706.04599); never changes which class is likeliest"
        }
    }

    /// Reads the word.
    ///
    /// - Throws: ``AssayError`` with the nearest word.
    public init(parsing text: String) throws(AssayError) {
        guard let known = Calibration(rawValue: text) else {
            throw .unknownWord(text, kind: "calibration", known: Calibration.allCases.map(\.rawValue))
        }
        self = known
    }
}
