extension RowFilter {
    /// The names of the columns that the condition reads, as they are written; nil where a bare word looks at all of them.
    public var columns: [String]? { Self.columns(root) }

    private static func columns(_ node: Node) -> [String]? {
        switch node {
        case .all: []
        case .and(let a, let b), .or(let a, let b): columns(a).flatMap { first in columns(b).map { first + $0 } }
        case .not(let a): columns(a)
        case .missing(let word), .compare(let word, _, _): [word.text]
        case .anywhere: nil
        }
    }
}
