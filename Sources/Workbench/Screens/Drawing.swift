import Charts
import Interface
import Recipes
import Terminal

extension WorkbenchState {
    /// Draws a pane's frame with its title and figures; returns what is inside.
    @discardableResult
    func frame(
        _ placed: PlacedPane, on surface: inout Surface, title: [StyledText]? = nil, name: String, figures: String = ""
    ) -> Rect {
        let isFocused = placed.pane == pane && overlay == nil
        let style = looks[isFocused ? .frameFocused : .frame]
        let spans = title ?? [StyledText(name, looks[isFocused ? .titleFocused : .title])]
        return surface.box(
            placed.frame, style: style, title: spans, figures: figures.isEmpty ? [] : [StyledText(figures, looks[.figures])])
    }

    /// Text in a role.
    func styled(_ text: String, _ role: Role = .text) -> StyledText { StyledText(text, looks[role]) }

    /// Whether a pane has the keys.
    func hasFocus(_ placed: PlacedPane) -> Bool { placed.pane == pane && overlay == nil }

    /// A sentence in the middle of a pane that has nothing to show yet.
    func drawEmpty(_ text: String, in rect: Rect, on surface: inout Surface) {
        let width = min(rect.width - 4, 64)
        guard width > 10, rect.height > 0 else { return }
        let lines = TerminalText.wrapped(text, columns: width)
        let top = rect.y + max(0, (rect.height - lines.count) / 2)
        for (index, line) in lines.prefix(rect.height).enumerated() {
            surface.write(
                line, x: rect.x + (rect.width - width) / 2, y: top + index, style: looks[.dim], width: width, align: .centre)
        }
    }
}

extension WorkbenchState {
    /// The answer to a question, once it is there; draws until then that it is worked out, or why there is none.
    func answer<Answer>(
        _ reply: Reply<Answer>, working: String = "working", in rect: Rect, on surface: inout Surface
    ) -> Answer? {
        switch reply {
        case .working: drawEmpty("\(working) \(surface.glyphs.ellipsis.text)", in: rect, on: &surface)
        case .failed(let error): drawEmpty(error.sentence, in: rect, on: &surface)
        case .done(let answer): return answer
        }
        return nil
    }
}

extension Figures {
    /// Decimals that a metric of this size is shown with: four for scores, fewer for amounts.
    static func scoreDecimals(_ value: Double) -> Int {
        switch abs(value) {
        case ..<10: 4
        case ..<100: 3
        case ..<1000: 2
        case ..<10_000: 1
        default: 0
        }
    }

    /// A metric as it stands in tables; amounts with thousands apart, what is absurdly large by its power.
    static func score(_ value: Double) -> String {
        guard value.isFinite else { return none }
        if abs(value) >= 1e8 { return significant(value, 3) }
        let decimals = scoreDecimals(value)
        return decimals == 0 ? count(value.rounded()) : fixed(value, decimals)
    }

    /// A spread beside a metric, with as many decimals as the metric has.
    static func spread(_ value: Double, of metric: Double) -> String {
        if abs(metric) >= 1e8 { return significant(value, 3) }
        let decimals = scoreDecimals(metric)
        return decimals == 0 ? count(value.rounded()) : fixed(value, decimals)
    }

    /// How long ago something was, in the unit that says most: `now`, `40 s`, `2 min`, `3 h`, `5 d`.
    static func ago(_ seconds: Double) -> String {
        switch seconds {
        case ..<5: "now"
        case ..<60: "\(Int(seconds)) s"
        case ..<3600: "\(Int(seconds / 60)) min"
        case ..<86_400: "\(Int(seconds / 3600)) h"
        default: "\(Int(seconds / 86_400)) d"
        }
    }
}
