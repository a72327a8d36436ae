import Glibc
import Recipes
import RunStore
import Tabular
import TestSupport
import Testing

@testable import Experiments

@Suite struct ProjectTests {
    let folder = TemporaryFolder()

    private func make(_ path: String, _ text: String? = nil) throws {
        let whole = folder.path + "/" + path
        if let text {
            try FilePath.makeFolder(FilePath.parent(of: whole))
            try writeText(text, to: whole)
        } else {
            try FilePath.makeFolder(whole)
        }
    }

    private func discover(named: String? = nil, path: String? = nil, in place: String = "work") throws -> Project {
        try make(place)
        return try Project.discover(
            named: named, path: path, workingDirectory: folder.path + "/" + place, stateFolder: folder.path + "/state")
    }

    @Test func theOrderIsTheContracts() throws {
        try make("work/deep/er")
        try make("data/churn.csv", "a,b\n")
        #expect(try discover(path: "../data/churn.csv").folder == folder.path + "/data")
        #expect(try discover().folder == folder.path + "/work")
        try make("work/.assay")
        #expect(try discover(path: "../data/churn.csv", in: "work/deep/er").folder == folder.path + "/work")
        try make("work/deep/assay.toml", "")
        #expect(try discover(in: "work/deep/er").folder == folder.path + "/work/deep")
        #expect(try discover(named: "fresh/one", in: "work/deep/er").folder == folder.path + "/work/deep/er/fresh/one")
        #expect(FilePath.isFolder(folder.path + "/work/deep/er/fresh/one"))
        #expect(try discover(path: folder.path + "/data", in: "work/deep/er").folder == folder.path + "/data")
    }

    @Test func nothingIsWrittenBesideTheData() throws {
        try make("data/churn.csv", "a,b\n")
        let project = try discover(path: "../data/churn.csv")
        #expect(try project.openStoreIfThere() == nil)
        #expect(!FilePath.exists(folder.path + "/data/.assay"))
        _ = try project.openStore()
        #expect(try project.openStoreIfThere() != nil)
    }

    /// Needs to be root, to mount a file system that cannot be written.
    @Test func aFolderThatCannotBeWrittenHasItsProjectElsewhere() throws {
        try make("locked")
        guard mount("tmpfs", folder.path + "/locked", "tmpfs", UInt(MS_RDONLY), "") == 0 else { return }
        defer { umount(folder.path + "/locked") }
        let project = try discover(path: "../locked/churn.csv")
        #expect(project.isElsewhere)
        #expect(project.folder.hasPrefix(folder.path + "/state/locked-"))
        #expect(try project.openStore().runs().isEmpty)
        #expect(try discover(path: "../locked/churn.csv").openStoreIfThere() != nil)
        #expect(code { _ = try discover(named: "../locked") } == "read_only")
    }

    @Test func whatInitWritesIsReadBack() throws {
        var project = Project(folder: folder.path + "/new", data: folder.path + "/new/the \"data\".csv", target: "churn ✓")
        project.defaults.task = .classification
        project.defaults.positive = "yes"
        project.defaults.model = "logistic"
        project.defaults.seed = 7
        project.defaults.sealed = 0.2
        project.reading = ReadingOptions(delimiter: "\t", header: false, kinds: ["zip code": .category])
        project.reading.encoding = .windows1252
        project.reading.skip = 2
        project.reading.decimal = .comma
        project.reading.thousands = .apostrophe
        project.reading.dateOrder = .dayMonthYear
        project.reading.dateOrders = ["sent at": .unixSeconds]
        project.reading.missing = ["n.a.", "-999"]
        try project.initialize()
        #expect(try Project.discover(named: project.folder) == project)
        #expect(try readText(project.configurationFile).contains("data = \"the \\\"data\\\".csv\""))
        #expect(code { try project.initialize() } == "project_exists")
    }

    @Test(arguments: [
        ("data = \"a.csv\"\ntarget = churn\n", "line 2"),
        ("\n\ntraget = \"churn\"\n", "line 3: \"traget\" means nothing here; did you mean target?"),
        ("target = 3\n", "line 1: target must be a text in quotes"),
        ("task = \"guessing\"\n", "line 1: task must be one of"),
        ("[defaults]\nmodel = \"boosting\"\nseed = 0.5\n", "line 3: seed must be a whole number"),
        ("[reading]\nencoding = \"latin-1\"\n", "line 2: \"latin-1\" says nothing of encoding; did you mean latin1?"),
        ("[reading]\nskip = -1\n", "line 2: \"-1\" says nothing of skip; give lines"),
        ("[reading.dates]\nwhen = \"ydm\"\n", "line 2: when must be one of ymd"),
        ("kinds = 4\n", "line 1: kinds must be a section [kinds]"),
    ])
    func mistakesInTheFileAreSaidWithTheirLine(text: String, words: String) throws {
        try make("work/assay.toml", text)
        do {
            _ = try discover()
            Issue.record("it was read")
        } catch let error as AssayError {
            #expect(error.code == "project_file")
            #expect(error.sentence.contains(words), "\(error.sentence)")
            #expect(error.sentence.contains(folder.path + "/work/assay.toml"))
        }
    }

    @Test func pathsAreMadeAbsolute() {
        #expect(FilePath.absolute("a/../b//c/.", in: "/x") == "/x/b/c")
        #expect(FilePath.absolute("/a/./b", in: "/x") == "/a/b")
        #expect(FilePath.absolute("../../..", in: "/x") == "/")
    }

    @Test func aCommitIsFoundWithoutGit() throws {
        let commit = String(repeating: "a1", count: 20)
        try make("work/.git/HEAD", "ref: refs/heads/main\n")
        func found(_ place: String) -> String? { GitTree(containing: folder.path + "/" + place)?.commit }
        #expect(found("work/deep") == nil)
        try make("work/.git/packed-refs", "# pack-refs\n\(commit) refs/heads/main\n")
        #expect(found("work/deep") == commit)
        // A second work tree has a file in place of the folder.
        try make("work/.git/worktrees/two/HEAD", "ref: refs/heads/main\n")
        try make("work/.git/worktrees/two/commondir", "../..\n")
        try make("two/.git", "gitdir: \(folder.path)/work/.git/worktrees/two\n")
        #expect(found("two/deep") == commit)
    }
}
