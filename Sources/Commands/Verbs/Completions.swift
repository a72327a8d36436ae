import ArgumentParser
import Recipes

/// `assay completions SHELL`.
struct Completions: Verb {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script for bash, zsh or fish.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "bash, zsh or fish.")
    var shell: String

    func perform() throws(AssayError) -> Int32 {
        let shells: [String: CompletionShell] = ["bash": .bash, "zsh": .zsh, "fish": .fish]
        guard let known = shells[shell] else {
            throw .unknownWord(shell, kind: "shell", known: shells.keys.sorted())
        }
        let script = AssayCommand.completionScript(for: known)
        if common.json {
            printDocument(["shell": .string(shell), "script": .string(script)])
        } else {
            console.data(script + "\n")
        }
        return 0
    }
}
