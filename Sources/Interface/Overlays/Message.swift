/// What the program says in the last line: an answer, a warning, an error.
public struct Message: Equatable, Sendable {
    /// How it is meant.
    public enum Kind: Hashable, Sendable {
        case answer, good, warning, error

        /// The role that it is drawn in.
        public var role: Role {
            switch self {
            case .answer: .text
            case .good: .good
            case .warning: .warning
            case .error: .error
            }
        }
    }

    public var text: String
    public var kind: Kind

    /// A message.
    public init(_ text: String, _ kind: Kind = .answer) {
        self.text = text
        self.kind = kind
    }
}
