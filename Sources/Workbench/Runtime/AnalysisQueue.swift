import Dispatch
import Recipes
import Synchronization
import Tabular

/// Answers questions about the open table: several at a time, but of the kinds in which only the newest counts one after another.
final class AnalysisQueue: Sendable {
    private let several = DispatchQueue(label: "assay.analyses", qos: .userInitiated, attributes: .concurrent)
    private let newest = DispatchQueue(label: "assay.arrangements", qos: .userInteractive)
    private let state = Mutex(State())

    private struct State {
        /// Raised with every table, so that nothing goes on for one that is gone.
        var table = 0
        /// The newest question of each kind in which only that one counts.
        var tickets: [ObjectIdentifier: Int] = [:]
        var next = 0
    }

    /// Ends what goes on for the table before.
    func tableChanged() { state.withLock { $0.table += 1 } }

    /// Answers a question and hands over what came of it; nothing where nobody waits for it any more.
    func answer(
        _ question: any DataQuestion, table: Table, target: Recipe.Target?,
        open: @escaping @Sendable (String) throws(AssayError) -> Table, then: @escaping @Sendable (Analysis) -> Void
    ) {
        let kind = Self.kind(of: question)
        let (generation, ticket) = state.withLock { state in
            state.next += 1
            if let kind { state.tickets[kind] = state.next }
            return (state.table, state.next)
        }
        let isCancelled: @Sendable () -> Bool = {
            self.state.withLock { state in
                state.table != generation || kind.map { state.tickets[$0] != ticket } ?? false
            }
        }
        (kind == nil ? several : newest).async {
            guard !isCancelled() else { return }
            let context = AnalysisContext(table: table, target: target, isCancelled: isCancelled, open: open)
            let analysis = Analysis(question, in: context)
            if !isCancelled() { then(analysis) }
        }
    }

    /// The type of a question of which only the newest counts.
    private static func kind(of question: any DataQuestion) -> ObjectIdentifier? {
        type(of: question).onlyNewestCounts ? ObjectIdentifier(type(of: question)) : nil
    }
}
