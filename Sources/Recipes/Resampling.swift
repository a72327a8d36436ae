/// How the training rows of a fold are brought nearer to equal classes. Rows that score are left as they are.
public struct Resampling: Hashable, Sendable, CustomStringConvertible {
    /// What is done.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        case none, under, over, smote

        /// What it does, in one sentence.
        public var summary: String {
            switch self {
            case .none: "takes the training rows as they are"
            case .under: "leaves out rows of the larger classes"
            case .over: "repeats rows of the smaller classes"
            case .smote:
                "makes new rows of the smaller classes, each between a row and one of its five nearest neighbours "
                    + "(Chawla et al. 2002, https://doi.org/10.1613/jair.953); of words it takes the commonest of the neighbours'"
            }
        }
    }

    public let method: Method
    /// Rows of a small class by rows of the largest that are aimed at, above 0 and at most 1; 1 without a method.
    public let ratio: Double

    /// Rows as they are.
    public static let none = Resampling(.none)

    /// - Precondition: `ratio` is above 0 and at most 1.
    public init(_ method: Method, ratio: Double = 1) {
        self.method = method
        self.ratio = method == .none ? 1 : min(max(ratio, 1e-6), 1)
    }

    /// Reads `none`, `over` or `smote=0.5`.
    ///
    /// - Throws: ``AssayError`` with the nearest word, or what a ratio may be.
    public init(parsing text: String) throws(AssayError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let method = Method(rawValue: parts[0]) else {
            throw .unknownWord(parts[0], kind: "resampling", known: Method.allCases.map(\.rawValue))
        }
        guard parts.count == 2 else {
            self.init(method)
            return
        }
        guard method != .none, let ratio = FeatureEncoding.number(parts[1]), ratio >= 1e-6, ratio <= 1 else {
            throw AssayError(
                code: "resample", message: "resample cannot be \(text)",
                hint: "write under, over or smote, with a ratio of the small class to the large one such as over=0.5",
                isUsage: true)
        }
        self.init(method, ratio: ratio)
    }

    /// The form that recipes hold.
    public var description: String { ratio == 1 ? method.rawValue : "\(method.rawValue)=\(JSON.numberText(ratio))" }
}
