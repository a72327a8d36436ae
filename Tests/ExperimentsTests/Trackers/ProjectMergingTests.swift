import GRDB
import Glibc
import Recipes
import RunStore
import TestSupport
import Testing

@testable import Experiments

/// Runs of another project, with the files beside them.
@Suite struct ProjectMergingTests {
    let folder = TemporaryFolder()

    private func store(_ name: String) throws -> (project: Project, store: RunStore) {
        let project = Project(folder: "\(folder.path)/\(name)")
        return (project, try project.openStore())
    }

    private func finished(_ store: RunStore, seed: Int = 1) throws -> RunRecord {
        let run = try store.create(newRun(seed: seed), claimedBy: WorkerIdentity(pid: 1, host: "here", threads: 1))
        return try store.finish(run.id, with: RunOutcome(state: .done))
    }

    @Test func anIdThatIsAPathLeadsNowhere() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        let run = try finished(theirs.store)
        try DatabaseQueue(path: theirs.store.folder + "/" + RunStore.fileName).write { db in
            try db.execute(sql: "UPDATE run SET id = '../../src' WHERE id = ?", arguments: [run.id])
        }
        try FilePath.makeFolder(theirs.project.folder + "/src")
        try writeText("theirs", to: theirs.project.folder + "/src/train.py")
        try FilePath.makeFolder(theirs.store.folder + "/artifacts")
        try FilePath.makeFolder(ours.store.folder + "/artifacts")
        try FilePath.makeFolder(ours.project.folder + "/src")
        try writeText("ours", to: ours.project.folder + "/src/train.py")
        let report = try RunTaker(project: ours.project, store: ours.store).take(project: theirs.store.folder)
        #expect(report.new.isEmpty && report.remarks.count == 1 && report.remarks[0].contains("no assay wrote"))
        #expect(FilePath.text(of: ours.project.folder + "/src/train.py") == "ours")
    }

    @Test func linksAreNotFollowed() throws {
        let (theirs, ours) = (try store("theirs"), try store("ours"))
        let run = try finished(theirs.store)
        try FilePath.makeFolder(folder.path + "/secret")
        try writeText("secret", to: folder.path + "/secret/key")
        for sub in ["logs", "artifacts"] { try FilePath.makeFolder(theirs.store.folder + "/" + sub) }
        #expect(symlink(folder.path + "/secret/key", Launcher.logPath(of: run.id, folder: theirs.store.folder)) == 0)
        #expect(symlink(folder.path + "/secret", ArtifactShelf.folder(of: run.id, storeFolder: theirs.store.folder)) == 0)
        let report = try RunTaker(project: ours.project, store: ours.store).take(project: theirs.store.folder)
        #expect(report.new.count == 1)
        #expect(!FilePath.exists(Launcher.logPath(of: run.id, folder: ours.store.folder)))
        #expect(!FilePath.exists(ArtifactShelf.folder(of: run.id, storeFolder: ours.store.folder)))
    }
}
