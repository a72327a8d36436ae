import Charts
import Interface
import Statistics
import Terminal

/// A test in one line: its name, p, the effect with its interval, in a word how large that is.
struct TestChoiceText: Sendable {
    let choice: TestChoice

    init(_ choice: TestChoice) { self.choice = choice }

    func spans(_ state: WorkbenchState) -> [StyledText] {
        let result = choice.result
        guard result.isMade else { return [state.styled(result.notes.first ?? choice.reason, .dim)] }
        var text = [
            state.styled(choice.method.rawValue, .strong), state.styled("   p \(Figures.probability(result.p))"),
        ]
        if let effect = result.effect {
            let interval = effect.interval.map { " " + Figures.interval($0, 3) } ?? ""
            text += [
                state.styled("   \(effect.name) \(Figures.fixed(effect.value, 3))"), state.styled(interval, .dim),
                state.styled("   \(effect.sizeWord)", .dim),
            ]
        }
        return text
    }
}
