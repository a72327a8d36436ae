import Actions
import Charts
import Interface
import Recipes
import RunStore
import Terminal

extension WorkbenchState {
    /// Whether a run has sealed rows to be looked at.
    func whyNotUnseal(_ run: RunRecord?) -> Availability {
        guard let run else { return .unavailable("there is no run") }
        guard run.recipe.sealed > 0 else {
            return .unavailable("run \(run.number) has none; set `sealed` on the Model screen before you train")
        }
        return run.state.hasResult ? .available : .unavailable("run \(run.number) is \(run.state.rawValue)")
    }

    /// Asks how often the rows were looked at, which opens the question; of a run that was looked at says the score again.
    mutating func askUnseal(_ run: RunRecord?) -> [Effect] {
        guard let run else { return [] }
        if let text = run.sealed?.sentence(run.recipe.metric) {
            say(text, .answer)
            return []
        }
        return [.askUnseal(run: run.id)]
    }

    /// A key while the question stands: only Enter looks.
    mutating func press(_ key: Key, unsealing question: Session.SealedQuestion) -> [Effect] {
        switch key {
        case Key(.enter), "y":
            overlay = nil
            say("scoring \(Figures.count(question.rows)) sealed rows of run \(question.run.number)", .answer)
            return [.unseal(run: question.run.id)]
        case Key(.escape), "q", "n", "Ctrl-C": overlay = nil
        default: break
        }
        return []
    }

    /// Draws the question.
    func draw(_ question: Session.SealedQuestion, in bounds: Rect, on surface: inout Surface) {
        let theme = looks.theme
        let rect = Popup.rect(in: bounds, width: min(72, bounds.width - 4), height: 11)
        let inside = Popup.draw(in: rect, title: "sealed rows of run \(question.run.number)", on: &surface, theme: theme)
        let times = question.looks == 1 ? "once" : "\(question.looks) times"
        let before =
            question.looks == 0
            ? "No run has looked at any of them yet." : "They have been looked at \(times), by this table's runs together."
        let text =
            "\(Figures.count(question.rows)) rows took no part in any fold or choice. \(before) Looking is counted and cannot be taken "
            + "back; every look makes the interval of all of them wider."
        let used = surface.write(
            paragraph: text, in: inside.splitTop(inside.height - 2).top, style: theme.style(.text, on: .overlay))
        surface.write(
            "This would be look \(question.looks + 1).", x: inside.x, y: inside.y + used + 1,
            style: theme.style(.strong, on: .overlay), width: inside.width)
        surface.write(
            "Enter looks  Esc leaves them sealed", x: inside.x, y: inside.maxY - 1, style: theme.style(.keyLabel, on: .overlay),
            width: inside.width)
    }
}
