import Glibc
import Recipes
import Synchronization
import Tabular
import TestSupport
import Testing

@testable import Exchange

@Suite struct ProgramTests {
    /// The first bytes of a Parquet file, which are all that is looked at here.
    private let parquet = Array("PAR1".utf8) + [0, 1, 2, 3]

    /// Answers as DuckDB's command line does, and writes down how it was called.
    private func writeDuckDB(in folder: String, rows: String, status: Int = 0, words: String = "") throws {
        try writeScript(
            "duckdb", in: folder,
            """
            for word in "$@"; do printf '%s\\n' "$word" >> '\(folder)/calls'; done
            printf -- '--\\n' >> '\(folder)/calls'
            case "$*" in
            *describe*) cat '\(folder)/types' ;;
            *) cat '\(folder)/rows'; echo '\(words)' >&2; exit \(status) ;;
            esac
            """)
        try write(
            """
            [{"column_name":"id","column_type":"VARCHAR"},{"column_name":"n \\"x\\"","column_type":"DECIMAL(9,2)"},
            {"column_name":"t","column_type":"TIMESTAMP WITH TIME ZONE"},{"column_name":"b","column_type":"BOOLEAN"},
            {"column_name":"l","column_type":"BIGINT[]"}]
            """, to: folder + "/types")
        try write(rows, to: folder + "/rows")
    }

    @Test func typesAreThoseThatWereTold() throws {
        try withTemporaryFolder { folder in
            try write(parquet, to: folder + "/it's a \"file\".parquet")
            try writeDuckDB(
                in: folder,
                rows: #"""
                    id,"n ""x""",t,b,l
                    "007",1.50,2024-01-31 12:00:00.5+00,true,"[1,2]"
                    "",,,false,
                    "a,""b
                    c",9007199254740993,2024-02-01 00:00:00+00,,"[]"

                    """#)
            let table = try Program.$searchPath.withValue(folder + ":/usr/bin:/bin") {
                try opened(folder + "/it's a \"file\".parquet")
            }
            #expect(table.names == ["id", "n \"x\"", "t", "b", "l"])
            #expect(table.kinds == [.category, .category, .date, .flag, .category])
            #expect(table.texts[0] == ["007", "1.5", "2024-01-31 12:00:00.500", "true", "[1,2]"])
            #expect(table.texts[1] == ["", "·", "·", "false", "·"])
            #expect(table.texts[2] == ["a,\"b\nc", "9007199254740993", "2024-02-01 00:00:00", "·", "[]"])
            // No shell has touched the names, and SQL has them quoted.
            let calls = try text(of: folder + "/calls")
            #expect(calls.contains("describe select * from read_parquet('\(folder)/it''s a \"file\".parquet')\n"))
            #expect(calls.contains("select \"id\", \"n \"\"x\"\"\", \"t\", \"b\", to_json(\"l\") as \"l\" from"))
            #expect(calls.contains("force_quote (\"id\", \"b\", \"l\")"))
            #expect(calls.hasPrefix("-init\n/dev/null\n"))
        }
    }

    @Test func whatTheProgramSaysIsPassedOn() throws {
        try withTemporaryFolder { folder in
            try write(parquet, to: folder + "/x.parquet")
            try writeDuckDB(in: folder, rows: "id,n,t,b,l\n\"1\",2", status: 1, words: "IO Error: the file is torn")
            let error = Program.$searchPath.withValue(folder + ":/usr/bin:/bin") {
                failure(folder + "/x.parquet", cache: folder + "/cache")
            }
            #expect(error?.code == "reader_failed")
            #expect(error?.message == "\(folder)/x.parquet cannot be read: duckdb says \"IO Error: the file is torn\"")
            #expect(names(in: folder + "/cache").isEmpty)
        }
    }

    @Test func withoutProgramsItIsSaidWhatToInstall() throws {
        try withTemporaryFolder { folder in
            try write(parquet, to: folder + "/x.parquet")
            try write(Array("ARROW1".utf8) + [0, 0, 0, 0], to: folder + "/x.feather")
            Program.$searchPath.withValue(folder) {
                #expect(
                    failure(folder + "/x.parquet")?.sentence.contains(
                        "without duckdb or pyarrow, which is not installed: `pip install") == true)
                #expect(failure(folder + "/x.feather")?.code == "missing_program")
                #expect(failure("https://host/x.csv")?.sentence.contains("install curl or wget") == true)
                #expect(failure("s3://bucket/x.parquet")?.code == "missing_program")
                #expect(failure("postgres://host/db#t")?.sentence.contains("postgresql-client") == true)
                #expect(failure("postgres://host/db")?.code == "no_such_table")
            }
        }
    }

    @Test func aTableOfPostgres() throws {
        try withTemporaryFolder { folder in
            try writeScript(
                "psql", in: folder,
                """
                for word in "$@"; do printf '%s\\n' "$word" >> '\(folder)/calls'; done
                echo "password $PGPASSWORD" >> '\(folder)/calls'
                case "$*" in
                *pg_attribute*) printf 'id,integer\\n"the code",text\\nseen,timestamp with time zone\\nok,boolean\\n' ;;
                *) printf 'id,the code,seen,ok\\n"1","007","2024-01-31 12:00:00+00","t"\\n"2","",,"f"\\n' ;;
                esac
                """)
            let table = try Program.$searchPath.withValue(folder + ":/usr/bin:/bin") {
                try opened("postgres://ann:s%20ecret@host:5432/db#shop.my \"orders\"")
            }
            #expect(table.texts == [["1", "007", "2024-01-31 12:00:00", "t"], ["2", "", "·", "f"]])
            #expect(table.kinds[2] == .date && table.kinds[3] == .flag)
            let calls = try text(of: folder + "/calls")
            #expect(calls.contains("--dbname\npostgres://ann@host:5432/db\n"))
            #expect(calls.contains("copy (select * from \"shop\".\"my \"\"orders\"\"\") to stdout"))
            #expect(calls.contains("password s ecret"))
            #expect(table.remarks.count == 1 && table.remarks[0].contains("fetched anew"))
        }
    }

    @Test func whatIsFetchedIsReadByItsContent() throws {
        try withTemporaryFolder { folder in
            try write("{\"a\":1}\n{\"a\":2}\n", to: folder + "/body")
            try writeScript(
                "curl", in: folder, "printf '%s\\n' \"$@\" > '\(folder)/calls'\ncat > '\(folder)/input'\ncat '\(folder)/body'\n")
            let address = "https://host/q?a=1&b='x'"
            let table = try Program.$searchPath.withValue(folder + ":/usr/bin:/bin") { try opened(address) }
            #expect(table.texts == [["1"], ["2"]])
            #expect(try text(of: folder + "/input") == "url = \"\(address)\"\n")
        }
    }

    @Test func passwordsStayOutOfArgumentsAndSentences() throws {
        #expect(RemoteReading.setting("https://a:\"b\\\n@h") == "url = \"https://a:\\\"b\\\\\\n@h\"\n")
        try withTemporaryFolder { folder in
            for program in ["curl", "wget"] {
                let place = "\(folder)/\(program)"
                mkdir(place, 0o700)
                try writeScript(
                    program, in: place,
                    "echo \"$@\" > '\(folder)/calls'\nread -r line\necho \"$line\" > '\(folder)/input'\necho 'error: no way' >&2\nexit 6\n"
                )
                let error = Program.$searchPath.withValue(place) { failure("https://ann:secret@host/x.csv") }
                #expect(error?.message == "https://ann:***@host/x.csv cannot be read: \(program) says \"error: no way\"")
                #expect(try !text(of: folder + "/calls").contains("secret"))
                #expect(try text(of: folder + "/input").contains("https://ann:secret@host/x.csv"))
            }
            try writeScript("duckdb", in: folder, "echo \"error: $* $(cat)\" >&2; exit 1\n")
            let store = Program.$searchPath.withValue(folder) { failure("s3://key:secret@bucket/x.parquet") }
            #expect(
                store?.message.contains("secret") == false && store?.message.contains("s3://key:***@bucket/x.parquet") == true)
        }
    }

    @Test func rowsThatMakeNoSenseEndTheProgram() throws {
        try withTemporaryFolder { folder in
            try write(parquet, to: folder + "/x.parquet")
            try writeScript(
                "duckdb", in: folder,
                """
                case "$*" in
                *describe*) printf '[{"column_name":"a","column_type":"BIGINT"}]' ;;
                *) echo $$ > '\(folder)/pid'; printf 'a\\n1\\n1,2\\n'; exec yes 1 ;;
                esac
                """)
            let error = Program.$searchPath.withValue(folder + ":/usr/bin:/bin") { failure(folder + "/x.parquet") }
            #expect(error?.message.contains("has 2 fields instead of 1") == true)
            let pid = try #require(pid_t(text(of: folder + "/pid").filter { $0.isNumber }))
            #expect(kill(pid, 0) != 0 && errno == ESRCH)
        }
    }

    @Test func aChildThatClosesItsOutputAndGoesOn() throws {
        try withTemporaryFolder { folder in
            try writeScript(
                "loud", in: folder,
                "exec >&-\ni=0; while [ $i -lt 20000 ]; do echo error$i >&2; i=$((i+1)); done; exit 4")
            try writeScript("stuck", in: folder, "exec >&- 2>&-\nexec sleep 1000\n")
            let loud = try #require(Program.$searchPath.withValue(folder) { Program.named("loud") })
            let ending = try ChildProcess(loud, []).ended()
            #expect(ending.status == 4 && ending.words.hasSuffix("error19999\n"))
            let stuck = try #require(Program.$searchPath.withValue(folder) { Program.named("stuck") })
            let calls = Atomic(0)
            let control = ImportControl { calls.add(1, ordering: .relaxed).newValue > 6 }
            let end = try Program.$searchPath.withValue("/usr/bin:/bin") { try ChildProcess(stuck, [], control: control).ended() }
            #expect(end.status == 128 + SIGKILL)
        }
    }

    @Test func aChildThatSaysMuchOnBothSides() throws {
        try withTemporaryFolder { folder in
            try writeScript(
                "noisy", in: folder,
                "i=0; while [ $i -lt 5000 ]; do echo out$i; echo error$i >&2; i=$((i+1)); done; cat >/dev/null; exit 3")
            let program = try #require(Program.$searchPath.withValue(folder) { Program.named("noisy") })
            let child = try ChildProcess(program, [], input: .pipe)
            let output = try ByteWindow(child).linesWhileInputIsOpen(child)
            #expect(output > 20_000)
            let ending = child.ended()
            #expect(ending.status == 3)
            #expect(ending.words.hasSuffix("error4999\n"))
        }
    }

    @Test func aChildThatReadsNothingStopsTheWriter() throws {
        let program = try #require(Program.named("true"))
        let child = try ChildProcess(program, [], input: .pipe)
        let bytes = [UInt8](repeating: 7, count: 1 << 20)
        var isOpen = true
        for _ in 0..<64 where isOpen { isOpen = bytes.withUnsafeBytes { child.write($0) } }
        #expect(!isOpen)
        #expect(child.ended().status == 0)
    }

    @Test func realParquetGoesOutAndBack() throws {
        guard DuckDB.installed != nil || PyArrow.installed() != nil else { return }
        try withTemporaryFolder { folder in
            try write(sampleText, to: folder + "/x.csv")
            let table = try opened(folder + "/x.csv")
            try TableWriter().write(table, to: folder + "/it's.parquet")
            #expect(areEqual(try opened(folder + "/it's.parquet"), table))
        }
    }
}

extension ByteWindow {
    /// Reads until the program waits for its input, which is then ended.
    fileprivate func linesWhileInputIsOpen(_ child: ChildProcess) throws -> Int {
        child.endInput()
        return try all().count
    }
}
