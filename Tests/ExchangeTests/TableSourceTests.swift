import Exchange
import TestSupport
import Testing

@Suite struct TableSourceTests {
    @Test func signsMeanWhatIsNotThere() {
        #expect(TableSource("-") == .standardInput)
        #expect(TableSource("/dev/stdin") == .standardInput)
        #expect(TableSource("s3://bucket/x.parquet") == .remote("s3://bucket/x.parquet"))
        #expect(TableSource("/nowhere/*.csv") == .pattern("/nowhere/*.csv", fileColumn: nil))
        #expect(TableSource("/nowhere/x.csv") == .file("/nowhere/x.csv"))
        #expect(TableSource("/nowhere/x.sqlite#t") == .file("/nowhere/x.sqlite#t"))
    }

    @Test func whatIsThereGoesFirst() throws {
        try withTemporaryFolder { folder in
            for name in ["a#b.csv", "a[1]*.csv", "shop.sqlite"] { try write(Array("x\n".utf8), to: folder + "/" + name) }
            #expect(TableSource(folder) == .folder(folder, fileColumn: nil))
            #expect(TableSource(folder + "#part") == .folder(folder, fileColumn: "part"))
            #expect(TableSource(folder + "/*.csv#part") == .pattern(folder + "/*.csv", fileColumn: "part"))
            #expect(TableSource(folder + "/a#b.csv") == .file(folder + "/a#b.csv"))
            #expect(TableSource(folder + "/a[1]*.csv") == .file(folder + "/a[1]*.csv"))
            #expect(TableSource(folder + "/shop.sqlite#my table") == .database(path: folder + "/shop.sqlite", table: "my table"))
        }
    }

    @Test func foldersOfPatterns() {
        #expect(TableSource.folder(of: "/data/2024/x.csv") == "/data/2024")
        #expect(TableSource.folder(of: "/data/*/x.csv") == "/data")
        #expect(TableSource.folder(of: "/x.csv") == "/")
        #expect(TableSource.folder(of: "*.csv") == ".")
    }
}
