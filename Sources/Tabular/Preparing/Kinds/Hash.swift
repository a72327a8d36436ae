import Recipes

extension StepWork {
    /// `hash`: each value becomes the first 16 hexadecimal digits of the SHA-256 of salt and value, so that rows of one value stay
    /// together and the value is not told. Numbers are hashed as such, whatever digits they are shown with.
    func hashed() throws(AssayError) -> Outcome {
        let salt = Array(step.text("salt").utf8) + [0]
        return replacing(
            try columns("columns").map { column in
                let (codes, texts) = column.hashable()
                let kind: ColumnKind = column.kind == .identifier || column.kind == .flag ? column.kind : .category
                return Column(
                    name: column.name, kind: kind, codes: codes,
                    texts: texts.map { String(SHA256.hexDigest(of: salt + Array($0.utf8)).prefix(16)) })
            })
    }
}

extension Column {
    /// The different values as texts that do not depend on the other rows, and each row's place among them or -1.
    fileprivate func hashable() -> (codes: [Int32], texts: [String]) {
        guard case .numbers(let values) = storage else { return spelled() }
        let (codes, distinct) = Column.distinct(Array(values))
        return (codes, distinct.map(JSON.numberText))
    }
}
