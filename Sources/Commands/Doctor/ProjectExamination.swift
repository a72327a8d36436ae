import Actions
import Experiments
import Recipes

/// A project's settings, store and what lies beside it.
enum ProjectExamination {
    /// What is looked at in a project; nothing is written to unless it is to be mended.
    static func all(_ session: Session) -> [Examination] {
        [
            Examination(subject: "project") { _ in [.good(session.project.folder)] },
            Examination(subject: "store") { mends in
                do throws(AssayError) {
                    return try store(session, mends: mends)
                } catch {
                    return [.bad(error.message, error.hint)]
                }
            },
        ]
    }

    private static func store(_ session: Session, mends: Bool) throws(AssayError) -> [Diagnosis] {
        guard let health = try session.storeHealth(mends: mends) else { return [.good("no run was kept here yet")] }
        var findings = [Diagnosis.good("\(health.runs) runs, SQLite \(health.sqlite)")]
        if health.isOnNetwork {
            findings.append(
                .lacking(
                    "it lies on a file system of another machine, where writing is slower",
                    "train on one machine at a time, or keep the project on a local disk"))
        }
        for sentence in health.damage {
            findings.append(
                .bad(
                    sentence,
                    health.backups.first.map { "the copy \($0) is from before the last change of its form" }
                        ?? "copy the .assay folder before anything else is written to it"))
        }
        if health.damage.isEmpty { findings.append(.good("every page and every point is there")) }
        if !health.interrupted.isEmpty {
            let names = health.interrupted.map(String.init).joined(separator: ", ")
            findings.append(.lacking("run \(names) was interrupted", "assay resume goes on with it"))
        }
        if !health.leftovers.isEmpty {
            let text = "\(health.leftovers.count) leftovers of killed programs and old runs"
            findings.append(mends ? .mended("took away \(text)") : .lacking(text, "assay doctor --mend, or assay gc --free"))
        }
        return findings
    }
}
