import Charts
import Interface
import Recipes
import Tabular
import Terminal

extension ShapeSheet {
    /// What the components explain and are made of, the clusters, and what was done to the values.
    func drawComponents(
        _ answer: ShapeQuestion.Answer, in rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        guard rect.width >= 16, rect.height > 0 else { return }
        let clusters = clusterLines(state)
        let notes = TerminalText.wrapped(note(answer), columns: rect.width)
        let room = rect.height
        // What is said of the values gives way first, then the clusters' sizes, then the smaller components.
        let noteHeight = room >= 20 ? notes.count + 1 : 0
        let clusterHeight = min(clusters.count, max(1, (room - noteHeight) / 4))
        let shareHeight = min(answer.shares.count, max(2, (room - noteHeight) / 5))
        var y = drawShares(answer, Rect(x: rect.x, y: rect.y, width: rect.width, height: shareHeight), on: &surface, state)
        let loadingsHeight = max(0, rect.maxY - noteHeight - clusterHeight - 1 - y)
        y = drawLoadings(answer, Rect(x: rect.x, y: y, width: rect.width, height: loadingsHeight), on: &surface, state)
        y = rect.maxY - noteHeight - clusterHeight
        for line in clusters.prefix(clusterHeight) {
            surface.write(line, x: rect.x, y: y, width: rect.width)
            y += 1
        }
        guard noteHeight > 0 else { return }
        for (line, text) in notes.enumerated() {
            surface.write(text, x: rect.x, y: rect.maxY - notes.count + line, style: state.looks[.dim], width: rect.width)
        }
    }

    /// The share of the variance along each component as a bar.
    private func drawShares(
        _ answer: ShapeQuestion.Answer, _ rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) -> Int {
        let barWidth = max(1, rect.width - 22)
        for place in 0..<rect.height {
            let share = answer.shares[place]
            surface.write(
                [
                    state.styled("component \(place + 1) ", place < 2 ? .text : .dim),
                    state.styled(Self.padded(Figures.percent(share, 1), 7), place < 2 ? .text : .dim), state.styled("  "),
                    state.styled(Bar.text(share, width: barWidth, glyphs: surface.glyphs), place < 2 ? .bar : .dim),
                ], x: rect.x, y: rect.y + place, width: rect.width)
        }
        return rect.maxY
    }

    /// What the first two components are made of: the largest loadings, side by side where there is room.
    private func drawLoadings(
        _ answer: ShapeQuestion.Answer, _ rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) -> Int {
        guard rect.height >= 2 else { return rect.y }
        let isWide = rect.width >= 44
        let (left, right) = isWide ? rect.splitLeft(rect.width / 2) : rect.splitTop(rect.height / 2)
        drawLoadings(
            answer, 0, isWide ? Rect(x: left.x, y: left.y, width: left.width - 2, height: left.height) : left, on: &surface, state
        )
        drawLoadings(answer, 1, right, on: &surface, state)
        return rect.maxY
    }

    private func drawLoadings(
        _ answer: ShapeQuestion.Answer, _ component: Int, _ rect: Rect, on surface: inout Surface, _ state: WorkbenchState
    ) {
        guard answer.loadings.indices.contains(component), rect.height >= 3 else { return }
        let loadings = answer.loadings[component]
        let title = component == 0 ? "along the first" : "along the second"
        surface.write(title, x: rect.x, y: rect.y + 1, style: state.looks[.strong], width: rect.width)
        let order = loadings.indices.sorted { (abs(loadings[$1]), $0) < (abs(loadings[$0]), $1) }
        let barWidth = max(3, min(10, rect.width - 24))
        let nameWidth = rect.width - barWidth - 8
        for (line, column) in order.prefix(rect.height - 2).enumerated() {
            let y = rect.y + 2 + line
            let value = loadings[column]
            surface.write(answer.columns[column], x: rect.x, y: y, style: state.looks[.text], width: nameWidth)
            surface.write(
                state.looks.glyphs.folded(Figures.difference(value, 2)), x: rect.x + nameWidth, y: y, style: state.looks[.text],
                width: 6, align: .right)
            surface.write(
                Bar.text(abs(value), width: barWidth, glyphs: surface.glyphs), x: rect.x + nameWidth + 7, y: y,
                style: state.looks[value < 0 ? .barSecond : .bar], width: barWidth)
        }
    }

    /// How good the clusters are, and how many rows each has, in the colours of the plot.
    private func clusterLines(_ state: WorkbenchState) -> [[StyledText]] {
        let glyphs = state.looks.glyphs
        let heading = [state.styled("\(clusters) clusters", .strong)]
        switch clusterReply(state) {
        case .working: return [heading + [state.styled("  working \(glyphs.ellipsis.text)", .dim)]]
        case .failed(let error): return [heading + [state.styled("  \(error.sentence)", .error)]]
        case .done(let answer):
            guard !answer.sizes.isEmpty else {
                return [[state.styled("no clusters: there are no numbers to find them in", .dim)]]
            }
            let silhouette = glyphs.folded(Figures.fixed(answer.silhouette, 2))
            var lines = [
                heading + [
                    state.styled("  silhouette ", .dim), state.styled(silhouette),
                    state.styled("  \(Self.word(answer.silhouette))", .dim),
                ]
            ]
            let total = max(1, answer.sizes.reduce(0, +))
            lines += answer.sizes.enumerated().map { place, size in
                [
                    StyledText("\(glyphs.on) ", state.looks[colouring == .clusters ? .series(place) : .dim]),
                    state.styled("\(place + 1)"), state.styled(Self.padded(Figures.count(size), 10)),
                    state.styled(Self.padded(Figures.percent(Double(size) / Double(total), 1), 9), .dim),
                ]
            }
            return lines
        }
    }

    /// After Rousseeuw's reading of the silhouette.
    private static func word(_ silhouette: Double) -> String {
        switch silhouette {
        case 0.7...: "far apart"
        case 0.5...: "apart"
        case 0.25...: "hardly apart"
        default: "no clusters to speak of"
        }
    }

    private func note(_ answer: ShapeQuestion.Answer) -> String {
        var text = "Numbers and flags are standardised"
        if answer.filled > 0 { text += ", \(Figures.count(answer.filled)) missing values taken for the mean" }
        return text + "; clusters go by the numbers alone."
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - TerminalText.columns(of: text))) + text
    }
}
