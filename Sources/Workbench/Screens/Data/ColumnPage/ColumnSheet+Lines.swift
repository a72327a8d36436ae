import Charts
import Interface
import Recipes
import Statistics
import Tabular
import Terminal

extension ColumnSheet {
    /// One line of the page: what it is called, what it says, and what Enter does there.
    struct Line {
        var label: String
        var text: [StyledText]
        /// The rows behind it, in the filter grammar; nil where there are none.
        var condition: String?
        var alert: Alert?

        init(_ label: String, _ text: [StyledText], condition: String? = nil, alert: Alert? = nil) {
            self.label = label
            self.text = text
            self.condition = condition
            self.alert = alert
        }
    }

    /// The alert under the cursor.
    func alert(_ state: WorkbenchState) -> Alert? {
        let lines = lines(state)
        return lines.indices.contains(place.table.cursor) ? lines[place.table.cursor].alert : nil
    }

    /// All lines, from what the cursor of the histogram is on to the commonest values.
    func lines(_ state: WorkbenchState) -> [Line] {
        var lines: [Line] = []
        let table = counts(state).answer
        if let table, let line = binLine(table, state) { lines.append(line) }
        guard let page = page(state) else { return lines }
        lines.append(missingLine(page, state))
        lines += alertLines(state)
        lines += testLines(page, state)
        lines += figureLines(page, state)
        lines += outlierLines(page, state)
        if isBinned, let table { lines += commonLines(page, table, state) }
        return lines
    }

    // MARK: Bins and missing values

    private func binLine(_ table: FrequencyTable, _ state: WorkbenchState) -> Line? {
        let bars = bars(table)
        guard let bin = currentBin(bars) else { return nil }
        let entry = bars[bin]
        var text = [
            state.styled(name(of: entry, state), .strong), state.styled("   "),
            state.styled(Self.rows(entry.count), .text),
            state.styled("  " + Figures.percent(Double(entry.count) / Double(max(1, table.rows)), 1), .dim),
        ]
        if let target = entry.target { text += targetText(target, of: table.target, state) }
        let column = state.table.seen?.table[column]
        let within = entry.bin.flatMap { bin in column.map { RowFilter.within(bin, of: $0, isLast: entry.isLast) } }
        return Line(entry.bin == nil ? "value" : "bin", text, condition: within ?? table.condition(entry))
    }

    /// What a bar stands for.
    func name(of entry: FrequencyTable.Entry, _ state: WorkbenchState) -> String {
        guard let bin = entry.bin, let column = state.table.seen?.table[column] else { return entry.value ?? "missing" }
        return column.spanText(bin)
    }

    /// `   churn yes 42.1 %  39.0 to 45.3`, lit where the interval leaves out what all rows have.
    private func targetText(
        _ target: FrequencyTable.TargetMean, of all: FrequencyTable.TargetMean?, _ state: WorkbenchState
    ) -> [StyledText] {
        let isApart = target.interval.map { interval in all.map { !interval.contains($0.mean) } ?? false } ?? false
        let interval = target.interval.map { "  \(state.targetText($0))" } ?? ""
        return [
            state.styled("   \(state.targetName) ", .dim), state.styled(state.targetText(target.mean), isApart ? .accent : .text),
            state.styled(interval, .dim),
        ]
    }

    private func missingLine(_ page: ColumnQuestion.Answer, _ state: WorkbenchState) -> Line {
        let missing = page.details.profile.missing
        guard missing > 0 else { return Line("missing", [state.styled("none", .dim)]) }
        var text = [
            state.styled(Self.rows(missing)),
            state.styled("  " + Figures.percent(Double(missing) / Double(max(1, page.rows)), 1), .missing),
        ]
        if let signal = tests(state)?.signal(of: column) {
            if !signal.means.missing.isNaN, !signal.means.present.isNaN {
                text += [
                    state.styled("   \(state.targetName) ", .dim), state.styled(state.targetText(signal.means.missing)),
                    state.styled(" there, \(state.targetText(signal.means.present)) elsewhere", .dim),
                ]
            }
            let words =
                signal.adjusted.isNaN
                ? "cannot be tested"
                : signal.isInformative
                    ? "being missing says something of the target (p \(Figures.probability(signal.adjusted)))"
                    : "being missing says nothing of the target (p \(Figures.probability(signal.adjusted)))"
            text += [state.styled("   "), state.styled(words, signal.isInformative ? .accent : .dim)]
        }
        return Line("missing", text, condition: RowFilter.missing(column))
    }

    // MARK: Alerts

    private func alertLines(_ state: WorkbenchState) -> [Line] {
        (state.table.seen?.profile?.alerts ?? []).filter { $0.column == column }.map { alert in
            let isDone = state.isRemedied(alert)
            let role: Role = isDone ? .dim : alert.level == .stop ? .bad : alert.level == .warn ? .warning : .text
            let glyphs = state.looks.glyphs
            let mark = isDone ? glyphs.check : alert.level == .note ? glyphs.notice : glyphs.alert
            var text = [state.styled(mark + " ", isDone ? .good : role), state.styled(alert.evidence, role)]
            let remedy = state.remedyTitle(alert)
            if !remedy.isEmpty { text += [state.styled("   Enter ", .key), state.styled(remedy, .dim)] }
            return Line("alert", text, alert: alert)
        }
    }

    // MARK: The target

    private func testLines(_ page: ColumnQuestion.Answer, _ state: WorkbenchState) -> [Line] {
        guard let test = page.details.test else { return [] }
        let result = test.result
        guard result.isMade else { return [Line("test", [state.styled(result.notes.first ?? test.reason, .dim)])] }
        var text = [
            state.styled(test.method.rawValue, .strong),
            state.styled("   \(result.symbol) \(Figures.shortest(result.statistic, 4))   p \(Figures.probability(result.p))"),
        ]
        if let row = tests(state)?.test(of: column) {
            text.append(state.styled("   adjusted \(Figures.probability(row.adjusted))", row.adjusted < 0.05 ? .text : .warning))
        }
        text.append(state.styled("   \(Figures.count(result.n)) rows", .dim))
        var lines = [Line("test", text)]
        if let effect = result.effect {
            lines.append(Line("effect", EffectText.spans(effect, width: 15, state)))
        }
        let reason = test.reason.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? test.reason
        for (place, part) in reason.split(separator: "; ").enumerated() {
            lines.append(Line(place == 0 ? "why" : "", [state.styled(String(part), .dim)]))
        }
        return lines
    }

    // MARK: Numbers

    private func figureLines(_ page: ColumnQuestion.Answer, _ state: WorkbenchState) -> [Line] {
        let details = page.details
        guard let numeric = details.profile.numeric, let column = state.table.seen?.table[column], !details.quantiles.isEmpty
        else { return [] }
        if column.kind == .date {
            let range = "\(column.text(of: numeric.min)) to \(column.text(of: numeric.max))"
            return [Line("range", [state.styled(range)])]
        }
        let shares = [0] + ColumnDetails.shares + [1]
        let values = [numeric.min] + details.quantiles + [numeric.max]
        let texts = values.map { Figures.shortest($0, 4) }
        let names = shares.map { $0 == 0 ? "min" : $0 == 1 ? "max" : $0 == 0.5 ? "median" : Figures.shortest($0 * 100, 3) + " %" }
        let width = ((texts + names).map(\.count).max() ?? 1) + 2
        func padded(_ text: String) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
        var lines = [
            Line("quantiles", names.map { state.styled(padded($0), .dim) }),
            Line(
                "", zip(texts, shares).map { text, share in state.styled(padded(text), share == 0.5 ? .strong : .text) }),
            Line(
                "moments",
                [
                    state.styled("mean ", .dim), state.styled(Figures.shortest(numeric.mean, 4)),
                    state.styled("   sd ", .dim), state.styled(Figures.shortest(numeric.sd, 4)),
                    state.styled("   skewness ", .dim),
                    state.styled(Figures.fixed(numeric.skewness, 2), abs(numeric.skewness) > 2 ? .warning : .text),
                    state.styled("   kurtosis ", .dim), state.styled(Figures.fixed(numeric.kurtosis, 2)),
                    state.styled("   zero ", .dim), state.styled(Figures.count(details.profile.zeros)),
                    state.styled("   negative ", .dim), state.styled(Figures.count(details.profile.negatives)),
                ]),
        ]
        if let fit = details.fits.first { lines.append(Line("fit", fitText(fit, state))) }
        return lines
    }

    private func fitText(_ fit: DistributionFit, _ state: WorkbenchState) -> [StyledText] {
        let parameters = fit.distribution.parameters.map { "\($0.name) \(Figures.shortest($0.value, 3))" }.joined(separator: ", ")
        let words = fit.distance < 0.05 ? "fits well" : fit.distance < 0.1 ? "fits roughly" : "the best of seven, and no good fit"
        return [
            state.styled(fit.distribution.name, .strong), state.styled(" (\(parameters))", .dim),
            state.styled("   KS \(Figures.fixed(fit.distance, 3))"), state.styled("   \(words)", .dim),
        ]
    }

    private func outlierLines(_ page: ColumnQuestion.Answer, _ state: WorkbenchState) -> [Line] {
        var lines: [Line] = []
        func add(_ count: Int, _ inside: ClosedRange<Double>, _ words: String) {
            let range = "outside of \(Figures.shortest(inside.lowerBound, 4)) to \(Figures.shortest(inside.upperBound, 4))"
            lines.append(
                Line(
                    "outliers",
                    [
                        state.styled(count == 0 ? "none" : Self.rows(count), count == 0 ? .dim : .text),
                        state.styled("   \(range), \(words)", .dim),
                    ], condition: count == 0 ? nil : Self.beyond(inside, column)))
        }
        if let fences = page.details.fences, page.details.profile.kind == .number {
            add(fences.outside, fences.near, "Tukey's fences at 1.5 times the middle half")
            if fences.farOut > 0 { add(fences.farOut, fences.far, "Tukey's far fences at 3 times") }
        }
        if let scores = page.scores {
            let words = scores.isFallback ? ", by mean deviations since half are equal" : ""
            add(scores.outliers, scores.inside, "modified z above 3.5\(words)")
        }
        return lines
    }

    /// The condition of lying outside of a range.
    private static func beyond(_ range: ClosedRange<Double>, _ column: String) -> String {
        RowFilter.any([
            RowFilter.term(column, "<", "\(range.lowerBound)"), RowFilter.term(column, ">", "\(range.upperBound)"),
        ])
    }

    private func commonLines(_ page: ColumnQuestion.Answer, _ table: FrequencyTable, _ state: WorkbenchState) -> [Line] {
        let top = page.details.profile.top.prefix(6).filter { $0.count > 1 }
        let width = top.map { TerminalText.columns(of: $0.value) }.max() ?? 0
        let countWidth = top.map { Figures.count($0.count).count }.max() ?? 0
        return top.enumerated().map { place, entry in
            let name = entry.value + String(repeating: " ", count: width - TerminalText.columns(of: entry.value))
            let count = Figures.count(entry.count)
            let share = Double(entry.count) / Double(max(1, page.rows))
            return Line(
                place == 0 ? "commonest" : "",
                [
                    state.styled(name), state.styled(String(repeating: " ", count: countWidth - count.count + 3) + count),
                    state.styled("  " + Figures.percent(share, 1), .dim), state.styled("  "),
                    state.styled(Bar.text(share, width: 30, glyphs: state.looks.glyphs), .bar),
                ], condition: RowFilter.term(column, "=", entry.value))
        }
    }

    private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(Figures.count(count)) rows" }
}
