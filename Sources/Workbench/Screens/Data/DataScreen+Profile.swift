import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension DataScreen {
    /// The page of one column: its histogram or commonest values, then its figures.
    static func drawProfile(_ opened: OpenTable, _ pane: PlacedPane, on surface: inout Surface, _ state: WorkbenchState) {
        guard let column = state.currentColumn else {
            state.frame(pane, on: &surface, name: "column")
            return
        }
        state.frame(pane, on: &surface, name: "\(column.name) · \(column.kind.rawValue)", figures: state.sampleRemark(of: opened))
        guard let profile = opened.profile?[column.name] else {
            state.drawEmpty("The profile is being made.", in: pane.inner, on: &surface)
            return
        }
        let lines = figures(profile, column, opened, state)
        let room = max(4, pane.inner.height - lines.count - 1)
        let wanted = profile.histogram == nil ? min(profile.top.count, 12) + 1 : 14
        let (picture, rest) = pane.inner.inset(1, 0).splitTop(min(room, wanted))
        drawPicture(profile, column, in: picture, on: &surface, state)
        for (index, line) in lines.enumerated() where rest.y + index < rest.maxY {
            surface.write(line.0, x: rest.x, y: rest.y + index, style: state.looks[.dim], width: 12)
            surface.write(line.1, x: rest.x + 13, y: rest.y + index, width: rest.width - 13)
        }
    }

    private static func drawPicture(
        _ profile: ColumnProfile, _ column: Column, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        if let histogram = profile.histogram, !histogram.counts.isEmpty {
            var chart = Histogram(
                histogram.counts.map(Double.init),
                second: state.draft?.target.positive == nil ? nil : profile.positiveCounts, edges: histogram.edges,
                style: state.looks.chart)
            chart.x.scale = column.kind == .date ? .date : .linear
            chart.draw(on: &surface, in: rect)
            return
        }
        guard profile.top.first.map({ $0.count > 1 }) ?? false else {
            let examples = profile.top.prefix(3).map(\.value).joined(separator: ", ")
            surface.write(
                paragraph: "Every value stands once, such as \(examples).", in: rect, style: state.looks[.dim])
            return
        }
        let top = profile.top.prefix(max(1, rect.height - 1))
        let largest = Double(top.first?.count ?? 1)
        let width = min(16, top.map { TerminalText.columns(of: $0.value) }.max() ?? 1)
        let shares = state.draft?.target.positive == nil ? nil : profile.positiveHistogram
        let counts = top.map { Figures.count($0.count) }
        let countWidth = counts.map(\.count).max() ?? 1
        let shareWidth = shares == nil ? 0 : 6
        let room = max(4, rect.width - width - countWidth - shareWidth - 3)
        for (index, entry) in top.enumerated() {
            let y = rect.y + index
            surface.write(entry.value, x: rect.x, y: y, style: state.looks[.text], width: width)
            surface.write(
                Bar.text(Double(entry.count) / largest, width: room, glyphs: state.looks.glyphs), x: rect.x + width + 1, y: y,
                style: state.looks[.bar])
            let end = rect.maxX - shareWidth
            surface.write(counts[index], x: end - countWidth, y: y, style: state.looks[.dim], width: countWidth, align: .right)
            if let shares, shares.indices.contains(index) {
                surface.write(
                    Figures.percent(shares[index], 0), x: end, y: y, style: state.looks[.barSecond], width: shareWidth,
                    align: .right)
            }
        }
    }

    /// What the draft makes of a column: why its values are lit or dim.
    private static func use(of column: Column, _ state: WorkbenchState) -> StyledText {
        guard let draft = state.draft else { return state.styled("nothing yet: ! makes it the target", .dim) }
        if draft.target.column == column.name { return state.styled("target", .accent) }
        if let feature = draft.feature(column.name) { return state.styled("feature, a \(feature.kind.rawValue)") }
        let reason = column.kind == .identifier ? "an identifier" : column.kind == .text ? "text" : "switched off"
        return state.styled("nothing: \(reason), d switches it on", .dim)
    }

    private static func figures(
        _ profile: ColumnProfile, _ column: Column, _ opened: OpenTable, _ state: WorkbenchState
    ) -> [(String, [StyledText])] {
        let rows = max(1, opened.profile?.rows ?? opened.table.rowCount)
        var lines: [(String, [StyledText])] = [
            ("used as", [Self.use(of: column, state)]),
            (
                "missing",
                [
                    state.styled(Figures.count(profile.missing)),
                    state.styled("  \(Figures.percent(Double(profile.missing) / Double(rows), 1))", .dim),
                ]
            ),
            ("distinct", [state.styled(Figures.count(profile.distinct))]),
        ]
        if let numeric = profile.numeric, profile.kind == .number {
            let plusMinus = state.looks.glyphs.plusMinus
            let dot = state.looks.glyphs.dot
            func text(_ value: Double) -> String { Figures.shortest(value, 5) }
            lines.append(("mean \(plusMinus) sd", [state.styled("\(text(numeric.mean)) \(plusMinus) \(text(numeric.sd))")]))
            if numeric.quantiles.count == 5 {
                let quartiles = numeric.quantiles[1...3].map(text).joined(separator: " \(dot) ")
                lines.append(("quartiles", [state.styled(quartiles)]))
            }
            lines.append(("range", [state.styled("\(text(numeric.min)) to \(text(numeric.max))")]))
            lines.append(
                ("skewness", [state.styled(Figures.fixed(numeric.skewness, 2), abs(numeric.skewness) > 2 ? .warning : .text)]))
        }
        if let numeric = profile.numeric, profile.kind == .date {
            lines.append(("from", [state.styled(column.text(of: numeric.min))]))
            lines.append(("to", [state.styled(column.text(of: numeric.max))]))
        }
        if let positive = state.draft?.target.positive, profile.histogram == nil, profile.positiveHistogram != nil,
            (profile.top.first?.count ?? 0) > 1
        {
            lines.append(("at the right", [state.styled("share of \(state.draft?.target.column ?? "") \(positive)", .barSecond)]))
        }
        if let association = profile.association, let target = state.draft?.target.column {
            lines.append(
                ("with \(target)", [state.styled("\(association.measure) \(Figures.fixed(association.value, 3))", .accent)]))
        }
        return lines
    }
}

extension ColumnProfile {
    /// The part of each bin that belongs to the positive class; nil for a quantity or without a target.
    fileprivate var positiveCounts: [Double]? {
        guard let histogram, let shares = positiveHistogram, shares.count == histogram.counts.count else { return nil }
        return zip(histogram.counts, shares).map { Double($0) * $1 }
    }
}
