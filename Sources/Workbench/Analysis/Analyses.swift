import Recipes

/// What is known of a question.
enum Reply<Answer> {
    /// It is being worked out, or will be as soon as a sheet that needs it is seen.
    case working
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
        case done(any Sendable)
        case failed(AssayError)
    }

    private var entries: [AnyDataQuestion: Entry] = [:]
    /// In the order in which they were asked.
    private var asked: [AnyDataQuestion] = []
    /// So many answers are kept; those that were asked for longest ago are let go first.
    static let limit = 200

    /// What is known of a question.
    subscript<Question: DataQuestion>(question: Question) -> Reply<Question.Answer> {
        switch entries[AnyDataQuestion(question)] {
        case .done(let value): (value as? Question.Answer).map(Reply.done) ?? .working
        case .failed(let error): .failed(error)
        case .working, nil: .working
        }
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
        guard entries[analysis.question] != nil else { return }
        switch analysis.result {
        case .success(let answer): entries[analysis.question] = .done(answer)
        case .failure(let error): entries[analysis.question] = .failed(error)
        }
    }

    /// Forgets questions of the kinds in which only the newest counts, but for those that are asked now: who needs one of them
    /// has taken its answer, or will ask again.
    mutating func forgetSuperseded(by questions: [AnyDataQuestion]) {
        asked.removeAll { question in
            guard type(of: question.question).onlyNewestCounts, !questions.contains(question) else { return false }
            entries[question] = nil
            return true
        }
    }

    /// Forgets everything.
    mutating func removeAll() { self = Analyses() }

    /// Whether anything is being worked out.
    var isWorking: Bool {
        entries.values.contains { if case .working = $0 { true } else { false } }
    }
}
