import Actions
import ArgumentParser
import Experiments
import Learning
import Recipes

/// `assay merge SOURCE`: takes in runs that were made elsewhere.
struct Merge: Verb {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Take in runs from elsewhere: another project, an MLflow store, TensorBoard's files.",
        discussion: """
            assay merge /mnt/server/churn     all runs of another project, with all that is kept of them
            assay merge mlflow.db             those of an MLflow store
            assay merge runs/ --follow        those of TensorBoard's event files, live while they grow

            Done again it takes what is new or has grown: no run comes twice, and one that was deleted here stays deleted. A run of \
            another project keeps its number where that was never given here. `assay runs --mlflow FILE` is the way back.
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "A project's folder, an mlflow.db, or a folder with event files somewhere below.", completion: .file())
    var source: String

    @Flag(help: "Event files: keep reading while they grow, until Ctrl-C.")
    var follow = false

    func perform() throws(AssayError) -> Int32 {
        let origin = try RunOrigin(at: source)
        if follow, case .tensorBoard = origin {} else if follow { throw .cannotFollow(source) }
        Interrupts.watch()
        let session = try Session.locate(project: common.project, data: nil)
        let report = try session.takeRuns(
            from: origin, follows: follow, directive: { Interrupts.seen == 0 ? .proceed : .stop },
            told: { first in
                tell(first)
                remark("assay: following \(source), Ctrl-C ends it")
            })
        if !follow || !report.new.isEmpty || !report.remarks.isEmpty { tell(report) }
        return Interrupts.seen > 0 && !follow ? 130 : 0
    }

    private func tell(_ report: TakingReport) {
        for text in report.remarks { remark("assay: \(text)") }
        if common.json {
            if !follow { printDocument(document(report)) } else { console.document(document(report).canonicalText) }
            return
        }
        if !report.new.isEmpty { console.line("New: \(Self.list(report.new)).") }
        if !report.changed.isEmpty { console.line("Grown or ended since: \(Self.list(report.changed)).") }
        let rest = [
            (report.known, "here already"), (report.deleted, "deleted here"), (report.unfinished, "waiting or going on there"),
        ]
        let words = rest.filter { $0.0 > 0 }.map { "\(NumberText.count($0.0)) \($0.1)" }
        if !words.isEmpty {
            console.line((report.new.isEmpty ? "Nothing new: " : "Left: ") + words.joined(separator: ", ") + ".")
        }
        if report == TakingReport.nothing { console.line("There are no runs in \(source).") }
    }

    /// Runs by their numbers; runs of numbers that follow each other as from and to, and both numbers where they differ.
    static func list(_ entries: [TakingReport.Entry]) -> String {
        var groups: [(first: TakingReport.Entry, last: TakingReport.Entry)] = []
        for entry in entries {
            if let last = groups.last?.last, entry.number == last.number + 1,
                entry.numberThere == last.numberThere.map({ $0 + 1 })
            {
                groups[groups.count - 1].last = entry
            } else {
                groups.append((entry, entry))
            }
        }
        func range(_ first: Int, _ last: Int) -> String { first == last ? String(first) : "\(first) to \(last)" }
        return groups.map { group in
            let here = range(group.first.number, group.last.number)
            guard let first = group.first.numberThere, let last = group.last.numberThere, first != group.first.number else {
                return (group.first.number == group.last.number ? "run " : "runs ") + here
            }
            return (first == last ? "run " : "runs ") + here + " (\(range(first, last)) there)"
        }.joined(separator: ", ")
    }

    private func document(_ report: TakingReport) -> JSON {
        func entries(_ list: [TakingReport.Entry]) -> JSON {
            .array(
                list.map { entry in
                    [
                        "run": .string(entry.run), "number": JSON(entry.number),
                        "number_there": entry.numberThere.map { JSON($0) } ?? .null,
                    ]
                })
        }
        return [
            "new": entries(report.new), "changed": entries(report.changed), "known": JSON(report.known),
            "deleted": JSON(report.deleted), "unfinished": JSON(report.unfinished),
            "remarks": .array(report.remarks.map(JSON.string)),
        ]
    }
}

extension AssayError {
    fileprivate static func cannotFollow(_ source: String) -> AssayError {
        AssayError(
            code: "cannot_follow", message: "--follow is for TensorBoard's event files, and \(source) has none",
            hint: "merge it again when there is more", isUsage: true)
    }
}
