import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// Asks what the sheets that are seen need and nobody has asked yet. Called after every event, so that a sheet only has to
    /// name its questions: a new table or target, which forgets all answers, has them asked anew.
    mutating func ask() -> [Effect] {
        guard screen == .data, table.seen != nil else { return [] }
        let target = draft?.target
        if data.answersTarget != target {
            data.analyses.removeAll()
            data.answersTarget = target
        }
        let questions = DataScreen.questions(self).map(AnyDataQuestion.init)
        data.analyses.forgetSuperseded(by: questions)
        return questions.filter { data.analyses.ask($0) }.map { .analyse($0, target: target) }
    }

    /// Keeps an answer where it is still of what is on the screen.
    mutating func analysed(_ analysis: Analysis) -> [Effect] {
        guard let opened = table.seen, opened.table === analysis.table, analysis.target == draft?.target else { return [] }
        data.analyses.keep(analysis)
        for index in data.stack.indices { data.stack[index].receive(analysis) }
        if let failure = data.grid?.failure { refuse(failure.error) }
        settleSheets()
        seek()
        remarkOnFilter()
        return []
    }

    /// Rows could not be had as they were asked for: said where a filter is being typed, else what was there before comes back.
    private mutating func refuse(_ error: AssayError) {
        if case .prompt(_, .filter(.data, _)) = overlay { return }
        say(error.sentence, .error)
        data.grid?.revert()
    }
}
