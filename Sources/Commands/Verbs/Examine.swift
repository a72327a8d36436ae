import Actions
import ArgumentParser
import Recipes

/// `assay doctor`: what is wrong with the terminal, the installation and the project, and what to do.
struct Examine: Verb {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Find what is wrong with the terminal, the installation and the project.",
        discussion: "Ends with 1 where something does not work. Nothing is changed without --mend.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Put right what can be without asking: runs of dead workers, leftovers.")
    var mend = false

    func perform() throws(AssayError) -> Int32 {
        var examinations = InstallationExamination.all + TerminalExamination.all
        do throws(AssayError) {
            examinations += ProjectExamination.all(try Session.locate(project: common.project, data: nil))
        } catch {
            examinations.append(Examination(subject: "project") { [error] _ in [.bad(error.message, error.hint)] })
        }
        let found = examinations.map { (subject: $0.subject, findings: $0.look(mend)) }
        if common.json {
            printDocument(
                .array(
                    found.flatMap { subject, findings in
                        findings.map { finding in
                            [
                                "subject": .string(subject), "level": .string(finding.level.rawValue),
                                "sentence": .string(finding.sentence), "remedy": .string(finding.remedy),
                            ]
                        }
                    }))
        } else {
            for (subject, findings) in found { report(subject, findings) }
        }
        return found.contains { $0.findings.contains { $0.level == .bad } } ? 1 : 0
    }

    private func report(_ subject: String, _ findings: [Diagnosis]) {
        for finding in findings {
            let (mark, style): (String, Console.Style) =
                switch finding.level {
                case .good: ("ok", .good)
                case .mended: ("mended", .good)
                case .lacking: ("note", .quiet)
                case .bad: ("wrong", .bad)
                }
            let padded = mark + String(repeating: " ", count: max(1, 8 - mark.count))
            console.line(console.styled(padded, style) + "\(subject): \(finding.sentence)")
            if !finding.remedy.isEmpty { console.line(console.styled("        " + finding.remedy, .quiet)) }
        }
    }
}
