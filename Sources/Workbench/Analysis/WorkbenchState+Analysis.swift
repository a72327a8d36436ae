import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension WorkbenchState {
    /// Asks what the sheets that are seen need and nobody has asked yet, and ends what is worked out for sheets that were left.
    /// Called after every event, so that a sheet only has to name its questions: a new table or target, which forgets all answers,
    /// has them asked anew.
    mutating func ask() -> [Effect] {
        guard table.seen != nil else { return [] }
        let target = draft?.target
        var dropped: [AnyDataQuestion] = []
        if data.answersTarget != target {
            dropped = data.analyses.forgetUnasked(but: [])
            data.analyses.removeAll()
            data.answersTarget = target
        }
        let questions = screen == .data ? DataScreen.questions(self).map(AnyDataQuestion.init) : []
        dropped += data.analyses.forgetUnasked(but: questions)
        return (dropped.isEmpty ? [] : [.dropAnalyses(dropped)])
            + questions.filter { data.analyses.ask($0) }.map { .analyse($0, target: target) }
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

    /// A sheet's own remark, and while an answer is from a sample how large that is and how sure.
    func remark(of sheet: any DataSheet) -> String {
        let own = sheet.remark(self)
        for question in sheet.questions(self) {
            guard let first = firstRemark(of: question) else { continue }
            return own.isEmpty ? first : "\(first) \(looks.glyphs.dot) \(own)"
        }
        return own
    }

    /// What a first answer is from; nil where none is there or that of all rows is.
    private func firstRemark<Question: DataQuestion>(of question: Question) -> String? {
        guard let sampled = data.analyses.sample(of: question), let answer = data.analyses[question].answer else { return nil }
        let margin = looks.glyphs.folded(Question.margin(of: sampled, in: answer))
        return "so far \(Figures.count(sampled.rows)) of \(Figures.count(sampled.of)) rows, \(margin)"
    }

    /// Rows could not be had as they were asked for: said where a filter is being typed, else what was there before comes back.
    private mutating func refuse(_ error: AssayError) {
        if case .prompt(_, .filter(.data, _)) = overlay { return }
        say(error.sentence, .error)
        data.grid?.revert()
    }
}
