import Glibc
import Recipes
import Tabular
import TestSupport
import Testing

@testable import Exchange

@Suite struct SQLiteTests {
    private func database(_ path: String, _ statements: String...) throws {
        let file = try SQLiteFile(writing: path, name: path)
        for statement in statements { try file.execute(statement) }
    }

    private let people = """
        create table people (id integer primary key, name text, height real, code text, big integer, data blob);
        insert into people values (1, 'Ann', 1.75, '007', 9007199254740993, x'00ff'), (2, null, null, '12', 5, null), (3, '', 2, '3', 6, x'');
        """

    @Test func typesAreThoseOfTheStorageClasses() throws {
        try withTemporaryFolder { folder in
            try database(folder + "/shop.sqlite", people)
            let table = try opened(folder + "/shop.sqlite")
            #expect(table.names == ["id", "name", "height", "code", "big", "data"])
            #expect(table.texts[0] == ["1", "Ann", "1.75", "007", "9007199254740993", "00ff"])
            #expect(table.texts[1] == ["2", "·", "·", "12", "5", "·"])
            #expect(table.texts[2] == ["3", "", "2.00", "3", "6", ""])
            #expect(table.columns[3].kind == .category)
            #expect(table.remarks.contains { $0.contains("hexadecimal") })
        }
    }

    @Test func oneOfSeveralTablesHasToBeNamed() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a shop's 100%?.sqlite"
            try database(
                path, people, "create table \"my \"\"odd\"\" table\" (x); insert into \"my \"\"odd\"\" table\" values (1), (2)")
            try database(path, "create view tall as select name from people where height > 1.8")
            let several = failure(path)
            #expect(several?.code == "several_tables")
            #expect(several?.message.contains("my \"odd\" table, people, tall") == true)
            #expect(try opened(path + "#my \"odd\" table").texts == [["1"], ["2"]])
            #expect(try opened(path + "#tall").texts == [[""]])
            let unknown = failure(path + "#poeple")
            #expect(unknown?.code == "no_such_table")
            #expect(unknown?.hint == "did you mean people?")
            try write(sampleText, to: folder + "/x.csv")
            #expect(failure(folder + "/x.csv#people")?.code == "no_database")
        }
    }

    @Test func theFolderStaysAsItIs() throws {
        try withTemporaryFolder { folder in
            try database(folder + "/shop.sqlite", people)
            chmod(folder + "/shop.sqlite", 0o444)
            chmod(folder, 0o555)
            defer { chmod(folder, 0o755) }
            #expect(try opened(folder + "/shop.sqlite").rowCount == 3)
            #expect(names(in: folder) == ["shop.sqlite"])
        }
    }

    @Test func whatOnlyTheLogHasIsRead() throws {
        try withTemporaryFolder { folder in
            try withTemporaryFolder { cache in
                let path = folder + "/live.sqlite"
                let writer = try SQLiteFile(writing: path, name: path)
                for sql in [
                    "pragma journal_mode = wal", "pragma wal_autocheckpoint = 0", "create table t (x)",
                    "insert into t values (1)",
                ] {
                    let statement = try writer.statement(sql)
                    while try statement.step() {}
                }
                let before = names(in: folder)
                #expect(before.contains("live.sqlite-wal"))
                let versions = SQLiteReader.versions(of: path)
                #expect(try opened(path, cache: cache).texts == [["1"]])
                #expect(names(in: folder) == before)
                #expect(SQLiteReader.versions(of: path) == versions)
                try writer.execute("insert into t values (2)")
                #expect(try opened(path, cache: cache).texts == [["1"], ["2"]])
                #expect(names(in: cache).allSatisfy { !$0.hasPrefix("sqlite-") })
            }
        }
    }

    @Test func aFileThatOnlyBeginsLikeOne() throws {
        try withTemporaryFolder { folder in
            try write(Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 2000), to: folder + "/x.sqlite")
            #expect(failure(folder + "/x.sqlite")?.code == "database")
            try database(folder + "/empty.sqlite", "create table t (x); drop table t")
            #expect(failure(folder + "/empty.sqlite")?.code == "empty_file")
        }
    }
}
