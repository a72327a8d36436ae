import Recipes
import Tabular

/// What is known of a question.
enum Reply<Answer> {
    /// It is being worked out, or will be as soon as a sheet that needs it is seen.
    case working
    /// An answer: of all rows, or for now of a sample, which ``Analyses/sample(of:)`` tells.
    case done(Answer)
    case failed(AssayError)

    /// The answer, once it is there.
    var answer: Answer? {
        if case .done(let answer) = self { answer } else { nil }
    }
}

/// The questions that were asked of the open table, and the answers that are there.
struct Analyses: Sendable {
    private enum Entry: Sendable {
        case working
        /// Of a sample; that of all rows is being worked out.
        case first(any Sendable, TableProfile.Sampled)
        case done(any Sendable)
        case failed(AssayError)

        var isOpen: Bool {
            switch self {
            case .working, .first: true
            case .done, .failed: false
            }
        }
    }

    private var entries: [AnyDataQuestion: Entry] = [:]
    /// In the order in which they were asked.
    private var asked: [AnyDataQuestion] = []
    /// So many answers are kept; those that were asked for longest ago are let go first.
    static let limit = 200

    /// What is known of a question.
    subscript<Question: DataQuestion>(question: Question) -> Reply<Question.Answer> {
        switch entries[AnyDataQuestion(question)] {
        case .done(let value), .first(let value, _): (value as? Question.Answer).map(Reply.done) ?? .working
        case .failed(let error): .failed(error)
        case .working, nil: .working
        }
    }

    /// The sample that the answer to a question is from while that of all rows is being worked out.
    func sample(of question: any DataQuestion) -> TableProfile.Sampled? {
        if case .first(_, let sampled) = entries[AnyDataQuestion(question)] { sampled } else { nil }
    }

    /// Notes a question as asked; false where it was before.
    mutating func ask(_ question: AnyDataQuestion) -> Bool {
        guard entries[question] == nil else { return false }
        entries[question] = .working
        asked.append(question)
        if asked.count > Self.limit { entries[asked.removeFirst()] = nil }
        return true
    }

    /// Keeps what came of a question.
    mutating func keep(_ analysis: Analysis) {
        guard let entry = entries[analysis.question] else { return }
        switch (analysis.result, analysis.sampled) {
        case (.success(let answer), let sampled?): if entry.isOpen { entries[analysis.question] = .first(answer, sampled) }
        case (.success(let answer), nil): entries[analysis.question] = .done(answer)
        case (.failure(let error), _): entries[analysis.question] = .failed(error)
        }
    }

    /// Forgets what is still being worked out for nobody who is seen, and of the kinds in which only the newest counts all but what
    /// is asked now: who needed one of those has taken its answer, or will ask again.
    ///
    /// - Returns: the questions that need no answer any more.
    mutating func forgetUnasked(but questions: [AnyDataQuestion]) -> [AnyDataQuestion] {
        var dropped: [AnyDataQuestion] = []
        asked.removeAll { question in
            guard !questions.contains(question), let entry = entries[question] else { return false }
            guard entry.isOpen || type(of: question.question).onlyNewestCounts else { return false }
            if entry.isOpen { dropped.append(question) }
            entries[question] = nil
            return true
        }
        return dropped
    }

    /// Forgets everything.
    mutating func removeAll() { self = Analyses() }

    /// Whether anything is being worked out.
    var isWorking: Bool { entries.values.contains(where: \.isOpen) }
}
