import Glibc
import TestSupport
import Testing

@testable import Tabular

/// Files without a name that texts are put down in.
@Suite struct SpoolFileTests {
    /// One more file for every table that had to be decoded would end a long session.
    @Test func aDecodedTableLeavesNoFileOpen() throws {
        func used() -> Int { (0..<1024).count { fcntl(Int32($0), F_GETFD) >= 0 } }
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(Array("a,b\n1,caf".utf8) + [0xE9] + Array("\n2,x\n".utf8), to: path)
            let before = used()
            for _ in 0..<100 { _ = try TableImporter(cacheFolder: nil).table(at: path) }
            // Tests beside this one hold some of their own.
            #expect(used() < before + 90)
        }
    }
}
