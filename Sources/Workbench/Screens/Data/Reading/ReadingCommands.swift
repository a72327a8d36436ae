import Experiments
import Interface
import Recipes

extension ReadingSheet {
    static var commands: [AppCommand] {
        [
            step("reading.previous", "other value", "Takes the word before, and reads the file again.", ["Left", "h"], -1),
            step("reading.next", "other value", "Takes the next word, and reads the file again.", ["Right", "l"], 1),
            AppCommand(
                "reading.type", "type", "Asks for the value, and reads the file again.", keys: ["Enter"], scopes: [scope],
                category: "Data", priority: 75
            ) { state in
                guard let line = (state.data.top as? ReadingSheet)?.line(state) else { return [] }
                let said = line.said(in: state.project.reading).joined(separator: " ")
                return state.openPrompt(.reading(line), label: "read as", text: said)
            },
            AppCommand(
                "reading.automatic", "find out", "Leaves it to be found out again.", keys: ["*"], scopes: [scope],
                category: "Data", priority: 50
            ) { state in
                guard let line = (state.data.top as? ReadingSheet)?.line(state) else { return [] }
                return state.changeReading(line, to: [])
            },
        ]
    }

    private static func step(_ id: String, _ title: String, _ summary: String, _ keys: [KeySequence], _ step: Int) -> AppCommand {
        AppCommand(id, title, summary, keys: keys, scopes: [scope], category: "Data", priority: step > 0 ? 76 : 0) { state in
            guard let line = (state.data.top as? ReadingSheet)?.line(state) else { return [] }
            guard let word = line.word(step, from: state.project.reading) else {
                state.say("this is typed: Enter asks for it", .answer)
                return []
            }
            return state.changeReading(line, to: word == "auto" ? [] : [word])
        }
    }
}
