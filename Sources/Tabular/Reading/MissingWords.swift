/// The words of a table that mean a missing value: the usual ones, and those that a person adds.
struct MissingWords {
    /// The words that mean a missing value as they stand here. `none` in lower case is left alone: it often is a category.
    private static let exact: Set<String> = ["NA", "na", "None", "?", "-"]
    /// The words that mean it in any case.
    private static let anyCase: Set<String> = ["n/a", "nan", "null", "#n/a", "missing", "<na>", "#na"]
    static let usual = MissingWords([])

    let added: Set<String>
    /// Those of the added words that are numbers: a column of numbers is searched for these by value.
    let numbers: [Double]
    private let limit: Int

    init(_ added: [String]) {
        self.added = Set(added)
        numbers = added.sorted().compactMap { Double($0) }.filter { $0.isFinite }
        limit = added.reduce(7) { max($0, $1.utf8.count) }
    }

    /// Whether a word means that a value is missing.
    func matches(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if count == 0 { return true }
        if count > limit { return false }
        let word = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        return Self.exact.contains(word) || Self.anyCase.contains(word.lowercased()) || added.contains(word)
    }
}
