import Glibc
import Recipes
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Exchange

/// Whatever a table is read from: reading ends when it is to, tells how far it is, and leaves nothing behind.
@Suite struct StoppingTests {
    /// What an opening came to that was stopped when it asked so many times.
    private struct Ending {
        var code: String?
        var asked: Int
        var told: [ImportProgress]
    }

    private func open(_ source: String, cache: String, stopAt limit: Int) -> Ending {
        let calls = Atomic(0)
        let control = ImportControl(threads: 2) { calls.add(1, ordering: .relaxed).newValue > limit }
        var told: [ImportProgress] = []
        var code: String?
        do throws(AssayError) {
            let opener = TableOpener(cacheFolder: cache)
            _ = try opener.table(at: source, bypassingCache: true, control: control) { told.append($0) }
        } catch {
            code = error.code
        }
        return Ending(code: code, asked: calls.load(ordering: .relaxed), told: told)
    }

    /// Stops the opening of a source early, in the middle and late.
    private func expectStops(_ source: String, _ folder: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let cache = folder + "/cache"
        let whole = open(source, cache: folder + "/whole", stopAt: .max)
        #expect(whole.code == nil, sourceLocation: sourceLocation)
        #expect(whole.told.map(\.share) == whole.told.map(\.share).sorted(), sourceLocation: sourceLocation)
        for limit in [0, whole.asked / 4, whole.asked / 2, whole.asked * 3 / 4] {
            let ending = open(source, cache: cache, stopAt: limit)
            #expect(ending.code == "import_stopped", "stopped at \(limit) of \(whole.asked)", sourceLocation: sourceLocation)
            #expect(names(in: cache) == [], "stopped at \(limit) of \(whole.asked)", sourceLocation: sourceLocation)
        }
    }

    private let rows = (0..<60_000).map { "\($0),w\($0 % 17),\(Double($0) / 7)\n" }.joined()

    @Test(arguments: [("gzip", "gz"), ("zstd", "zst")]) func packedFilesStop(_ program: String, _ ending: String) throws {
        try withTemporaryFolder { folder in
            try write("id,word,value\n" + rows, to: folder + "/x.csv")
            guard try pack(folder + "/x.csv", with: program, to: folder + "/x.csv." + ending) else { return }
            expectStops(folder + "/x.csv." + ending, folder)
            let told = open(folder + "/x.csv." + ending, cache: folder + "/other", stopAt: .max).told
            let packed = told.filter { $0.phase == .gathering }
            #expect(packed.count > 2)
            #expect(packed.last.map { $0.bytesDone == $0.bytesTotal } == true)
        }
    }

    @Test func foldersStop() throws {
        try withTemporaryFolder { folder in
            mkdir(folder + "/data", 0o700)
            for part in 0..<5 { try write("id,word,value\n" + rows, to: "\(folder)/data/\(part).csv") }
            expectStops(folder + "/data", folder)
        }
    }

    @Test func linesOfJSONStop() throws {
        try withTemporaryFolder { folder in
            let text = (0..<150_000).map { "{\"id\": \($0), \"word\": \"w\($0 % 17)\", \"value\": \(Double($0) / 7)}\n" }.joined()
            try write(text, to: folder + "/x.jsonl")
            expectStops(folder + "/x.jsonl", folder)
            let told = open(folder + "/x.jsonl", cache: folder + "/other", stopAt: .max).told
            #expect(told.contains { $0.rows > 0 && $0.bytesDone > 0 && $0.bytesTotal == text.utf8.count })
        }
    }

    @Test(arguments: [false, true]) func databasesStop(hasLog: Bool) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/x.sqlite"
            let file = try SQLiteFile(writing: path, name: path)
            if hasLog { try file.execute("pragma journal_mode = wal") }
            try file.execute(
                """
                create table t (id integer primary key, word text);
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 40000)
                insert into t select i, 'w' || i % 17 from n;
                """)
            expectStops(path, folder)
            let told = open(path, cache: folder + "/other", stopAt: .max).told
            #expect(told.contains { $0.rows > 0 && $0.bytesTotal > 0 && $0.share > 0.2 && $0.share < 1 })
        }
    }

    @Test func aPipeThatSaysNothingMoreStops() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let writer = Glibc.open(path, O_RDWR | O_CLOEXEC)
            defer { close(writer) }
            #expect(Glibc.write(writer, "a,b\n1,2\n", 8) == 8)
            let ending = open(path, cache: folder + "/cache", stopAt: 4)
            #expect(ending.code == "import_stopped")
            #expect(ending.told.contains { $0.bytesDone == 8 && $0.bytesTotal == 0 })
            #expect(names(in: folder + "/cache") == [])
        }
    }

    @Test func aPipeWithoutAWriterStops() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            #expect(open(path, cache: folder + "/cache", stopAt: 4).code == "import_stopped")
        }
    }

    @Test func aLookTakesNothingFromAPipe() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let child = try ChildProcess(
                Program(name: "sh", path: "/bin/sh"), ["-c", "sleep 0.3; printf 'a,b\\n1,2\\n' > '\(path)'"])
            let (table, previews) = try shown(path)
            #expect(previews.map { $0.first.texts } == [[["1", "2"]]] && table.texts == [["1", "2"]])
            #expect(child.ended().status == 0)
        }
    }

    @Test func inputThatBrokeStaysBroken() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        #expect(Glibc.write(ends[1], "a\n1\n", 4) == 4)
        close(ends[1])
        let folder = Glibc.open("/", O_RDONLY | O_CLOEXEC)
        defer { for descriptor in [folder, ends[0]] { close(descriptor) } }
        func gather(_ kept: inout StandardInput.Kept, isStopped: Bool = false) -> String? {
            do throws(AssayError) {
                _ = try kept.gather(folder: nil, control: ImportControl { isStopped }) { _ in }
                return nil
            } catch {
                return error.code
            }
        }
        var broken = StandardInput.Kept(source: folder)
        let code = gather(&broken)
        #expect(code != nil)
        broken.source = ends[0]
        #expect(gather(&broken) == code)
        var stopped = StandardInput.Kept(source: ends[0])
        #expect(gather(&stopped, isStopped: true) == "import_stopped")
        #expect(gather(&stopped) == nil && stopped.spool?.count == 4)
    }

    @Test func aLongStatementStops() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/x.sqlite"
            try SQLiteFile(writing: path, name: path).execute(
                """
                create view v as with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000000)
                select count(*) as rows from n
                """)
            #expect(open(path, cache: folder + "/cache", stopAt: 12).code == "import_stopped")
        }
    }

    @Test func packedFilesTogetherNeverFallBack() throws {
        try withTemporaryFolder { folder in
            mkdir(folder + "/data", 0o700)
            let lines = (0..<60_000).map { "{\"id\": \($0), \"word\": \"w\($0 % 17)\"}\n" }.joined()
            for (ending, text) in [("csv", "id,word,value\n" + rows), ("jsonl", lines)] {
                for part in 0..<2 {
                    let path = "\(folder)/\(part).\(ending)"
                    try write(text, to: path)
                    guard try pack(path, with: "gzip", to: "\(folder)/data/\(part).\(ending).gz") else { return }
                }
                let shares = open("\(folder)/data/*.\(ending).gz", cache: folder + "/cache", stopAt: .max).told.map(\.share)
                #expect(shares.count > 4 && shares == shares.sorted() && shares.contains { $0 > 0.2 && $0 < 0.5 })
            }
        }
    }

    @Test func aProgramThatSaysNothingIsEnded() throws {
        try withTemporaryFolder { folder in
            try writeScript("curl", in: folder, "echo $$ > '\(folder)/pid'\nprintf 'a,b\\n1,2\\n'\nexec sleep 1000\n")
            let ending = Program.$searchPath.withValue(folder + ":/usr/bin:/bin") {
                open("https://host/x.csv", cache: folder + "/cache", stopAt: 8)
            }
            #expect(ending.code == "import_stopped")
            #expect(names(in: folder + "/cache") == [])
            let pid = try #require(pid_t(text(of: folder + "/pid").filter { $0.isNumber }))
            #expect(kill(pid, 0) != 0 && errno == ESRCH)
        }
    }

    @Test func aProgramThatTellsRowsIsEnded() throws {
        try withTemporaryFolder { folder in
            try write(Array("PAR1".utf8) + [0, 0, 0, 0], to: folder + "/x.parquet")
            try writeScript(
                "duckdb", in: folder,
                """
                case "$*" in
                *describe*) printf '[{"column_name":"a","column_type":"BIGINT"}]' ;;
                *) echo $$ > '\(folder)/pid'; echo a; seq 1 50000; exec sleep 1000 ;;
                esac
                """)
            let ending = Program.$searchPath.withValue(folder + ":/usr/bin:/bin") {
                open(folder + "/x.parquet", cache: folder + "/cache", stopAt: 20)
            }
            #expect(ending.code == "import_stopped")
            #expect(ending.told.contains { $0.rows >= 40_000 && $0.bytesTotal == 0 })
            let pid = try #require(pid_t(text(of: folder + "/pid").filter { $0.isNumber }))
            #expect(kill(pid, 0) != 0 && errno == ESRCH)
        }
    }

    @Test func copiesThatAKilledReaderLeftAreSwept() throws {
        try withTemporaryFolder { folder in
            let cache = folder + "/cache"
            mkdir(cache, 0o700)
            mkdir(cache + "/sqlite-dead00", 0o700)
            try write("half a copy", to: cache + "/sqlite-dead00/copy")
            mkdir(cache + "/sqlite-alive0", 0o700)
            let lock = Glibc.open(cache + "/sqlite-alive0", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            defer { close(lock) }
            #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
            let path = folder + "/x.sqlite"
            try SQLiteFile(writing: path, name: path).execute("create table t (a); insert into t values (1), (2)")
            _ = try opened(path, cache: cache)
            #expect(names(in: cache).filter { $0.hasPrefix("sqlite-") } == ["sqlite-alive0"])
        }
    }
}
