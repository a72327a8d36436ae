import Dispatch
import Recipes
import Synchronization
import Tabular

/// Answers questions about the open table: several at a time, but of the kinds in which only the newest counts one after another.
final class AnalysisQueue: Sendable {
    private let several = DispatchQueue(label: "assay.analyses", qos: .userInitiated, attributes: .concurrent)
    private let newest = DispatchQueue(label: "assay.arrangements", qos: .userInteractive)
    private let open = Mutex<[AnyDataQuestion: Ticket]>([:])
    private let memory = AnalysisMemory()

    /// One question that is being answered.
    private final class Ticket: Sendable {
        private let isGiven = Atomic<Bool>(false)

        /// Whether nobody waits any more.
        var isCancelled: Bool { isGiven.load(ordering: .relaxed) }

        func cancel() { isGiven.store(true, ordering: .relaxed) }
    }

    /// Ends what goes on for the table before.
    func tableChanged() {
        open.withLock { open in
            for ticket in open.values { ticket.cancel() }
            open.removeAll()
        }
        memory.removeAll()
    }

    /// Ends what nobody waits for any more.
    func drop(_ questions: [AnyDataQuestion]) {
        open.withLock { open in
            for question in questions { open.removeValue(forKey: question)?.cancel() }
        }
    }

    /// Answers a question and hands over what comes of it, from a sample first where the question wants that; nothing where nobody
    /// waits for it any more.
    func answer(
        _ question: any DataQuestion, table: Table, target: Recipe.Target?,
        open other: @escaping @Sendable (String) throws(AssayError) -> Table, then: @escaping @Sendable (Analysis) -> Void
    ) {
        let key = AnyDataQuestion(question)
        let onlyNewestCounts = type(of: question).onlyNewestCounts
        let ticket = Ticket()
        open.withLock { open in
            if onlyNewestCounts {
                for (older, ticket) in open where type(of: older.question) == type(of: question) { ticket.cancel() }
            }
            open.updateValue(ticket, forKey: key)?.cancel()
        }
        (onlyNewestCounts ? newest : several).async {
            if !ticket.isCancelled {
                let context = AnalysisContext(
                    table: table, target: target, isCancelled: { ticket.isCancelled }, memory: self.memory, open: other)
                Analysis.answers(question, in: context, then: then)
            }
            self.open.withLock { open in
                if open[key] === ticket { open[key] = nil }
            }
        }
    }
}
