import Experiments
import Interface
public import Recipes
import Terminal

/// What waits for a person's word before it is done.
public enum TrustedAction: Sendable, Equatable {
    case train(Recipe, parent: String?)
    case resume(run: String)

    /// What does it once the word is given.
    var effect: Effect {
        switch self {
        case .train(let recipe, let parent): .train(recipe, parent: parent)
        case .resume(let run): .resume(run: run)
        }
    }
}

extension WorkbenchState {
    /// Asks whether a program of the project's may be started.
    mutating func ask(_ question: TrustQuestion, before action: TrustedAction) -> [Effect] {
        // Whoever types something has the keys; a y of theirs must not be an answer.
        if overlay != nil {
            say("not started, for nobody agreed to it: \(question.line)", .warning)
            return []
        }
        message = nil
        overlay = .trust(
            Confirmation(
                title: "Start a program of this project?", text: question.line,
                remark:
                    "\(question.text). It may do whatever you may do. The answer is kept until the command or the script changes.",
                yes: "start it"),
            question, action)
        return []
    }

    /// A key while the question is open.
    mutating func answer(_ key: Key, _ asked: Confirmation, _ question: TrustQuestion, _ action: TrustedAction) -> [Effect] {
        switch asked.handle(key) {
        case .open, .highlighted: return []
        case .cancelled:
            overlay = nil
            say("not started: \(question.line)", .warning)
            return []
        case .chosen:
            overlay = nil
            say("starting \(question.line)", .answer)
            return [.trust(question, action)]
        }
    }
}
