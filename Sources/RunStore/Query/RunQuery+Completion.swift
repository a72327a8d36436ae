import Recipes

/// What a query that is being typed may go on with.
public struct RunQueryCompletion: Sendable, Equatable {
    /// Where the word begins that is being typed, in characters.
    public var start: Int
    /// The words that it may become, the likeliest first; a field comes with its colon or without, as it is asked.
    public var words: [String]

    /// Completes the last word of a query.
    ///
    /// - Parameters:
    ///   - head: what stands before the cursor.
    ///   - runs: whose tags, features and tables are offered as values.
    public init(_ head: String, runs: [RunRecord] = []) {
        let characters = Array(head)
        let start = (characters.lastIndex { $0.isWhitespace || "()".contains($0) } ?? -1) + 1
        let word = String(characters[start...])
        if let colon = word.firstIndex(of: ":"), let field = RunQuery.TextField(rawValue: word[..<colon].lowercased()) {
            let value = String(word[word.index(after: colon)...])
            self.init(
                start: start + word.distance(from: word.startIndex, to: colon) + 1,
                words: Self.matching(value, among: Self.values(of: field, runs)).map(Self.quoted))
        } else {
            let texts = RunQuery.TextField.allCases.map { $0.rawValue + ":" }
            let numbers = RunQueryTerm.fields.filter { RunQuery.TextField(rawValue: $0) == nil }
            self.init(start: start, words: word.isEmpty ? [] : Self.matching(word, among: texts + numbers))
        }
    }

    init(start: Int, words: [String]) {
        self.start = start
        self.words = words
    }

    /// The head with the word completed: as far as all words agree, or with the next of them where that is said already.
    public func completed(_ head: String) -> String? {
        guard let first = words.first else { return nil }
        let kept = String(head.prefix(start))
        let shared = words.dropFirst().reduce(first) { $0.sharedBeginning(with: $1) }
        let typed = String(head.dropFirst(start))
        if shared.count > typed.count { return kept + shared }
        guard let place = words.firstIndex(where: { $0.lowercased() == typed.lowercased() }) else { return kept + first }
        return kept + words[(place + 1) % words.count]
    }

    /// Those that begin so, then those that hold it.
    private static func matching(_ word: String, among words: [String]) -> [String] {
        let lower = word.lowercased()
        let beginning = words.filter { $0.lowercased().hasPrefix(lower) }
        return beginning.isEmpty ? words.filter { $0.containsIgnoringCase(lower) } : beginning
    }

    private static func values(of field: RunQuery.TextField, _ runs: [RunRecord]) -> [String] {
        func distinct(_ words: some Sequence<String>) -> [String] { Set(words).subtracting([""]).sorted() }
        return switch field {
        case .state: RunState.allCases.map(\.rawValue)
        case .model: distinct(ModelFamily.all.map(\.key) + runs.map(\.recipe.modelName))
        case .task: LearningTask.allCases.map(\.rawValue)
        case .metric: Metric.all.map(\.key)
        case .calibration: distinct(runs.map(\.recipe.calibration.rawValue))
        case .tag: distinct(runs.lazy.flatMap(\.tags))
        case .feature: distinct(runs.lazy.flatMap { $0.recipe.features.lazy.map(\.column) })
        case .table: distinct(runs.lazy.map(\.table))
        case .target: distinct(runs.lazy.map(\.recipe.target.column))
        case .split: distinct(runs.lazy.map(\.recipe.split.description))
        case .host: distinct(runs.lazy.compactMap(\.host))
        case .note, .source, .parent, .run, .failure, .filter, .weight, .resample: []
        }
    }

    private static func quoted(_ word: String) -> String {
        word.contains { $0.isWhitespace || "():<>=!\"".contains($0) } ? "\"" + word + "\"" : word
    }
}

extension String {
    fileprivate func sharedBeginning(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
