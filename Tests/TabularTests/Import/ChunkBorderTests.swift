import Recipes
import TestSupport
import Testing

@testable import Tabular

/// Where the text is cut apart, and how many threads read it, changes nothing.
@Suite struct ChunkBorderTests {
    static let texts: [String] = [
        "a,b\n1,x\n2,y\n3,z\n",
        "a,b\r\n1,x\r\n2,\"y\r\ny\"\r\n3,z",
        "a;b\n\"1\n2\n3\";x\n\"\"\"\";y\n\"a\"\"\nb\";z\n",
        "a,b,c\n1,2,3\n4,5\n\n  \n6\n7,8,9,10\n11,12,13,\n",
        "a,b\nx,1\n\"open,2\ny,3\nz,4\n",
        "a,b\nx,1\n\"open,2\ny,\"3\nz,4\n",
        "n,w\n" + (0..<200).map { "\($0 % 7),w\($0 % 11)\n" }.joined() + "x,y\n",
        "when,what\n" + (0..<100).map { "2024-01-\(10 + $0 % 20) 10:00:\(10 + $0 % 50),\"a, \($0)\nb\"\n" }.joined(),
        "d,e\n" + (0..<60).map { "\($0 % 28 + 1).3.2024,1.\($0 + 100),5\n" }.joined(),
        "x;y\n" + (0..<60).map { "\($0),25;1.234,5\n" }.joined(),
        "id,zip\n" + (0..<60).map { "\($0 + 1),0\($0 + 1000)\n" }.joined(),
        "é,ü\nä,\u{1F600}\nß,\u{4E2D}\n",
    ]

    private func read(_ path: String, chunk: Int, threads: Int, cache: String? = nil) throws -> Table {
        var importer = TableImporter(cacheFolder: cache)
        importer.chunk = chunk
        return try importer.table(at: path, control: ImportControl(threads: threads)) { _ in }
    }

    @Test(arguments: texts.indices) func cutsChangeNothing(_ index: Int) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(Array(Self.texts[index].utf8), to: path)
            let whole = try read(path, chunk: 1 << 20, threads: 1)
            for chunk in Array(1...12) + [16, 31, 64, 100, 257] {
                for threads in [1, 3] {
                    #expect(areEqual(try read(path, chunk: chunk, threads: threads), whole), "chunks of \(chunk)")
                }
            }
        }
    }

    @Test(arguments: 0..<60) func cutsOfAnyBytesChangeNothing(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("ab1,,;\"\"\n\n\r .-e".utf8) + (seed % 5 == 0 ? [0xC3, 0xA9] : [])
        let bytes = (0..<Int.random(in: 1...300, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0x61 }
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            try write(bytes, to: path)
            let whole = Result { try read(path, chunk: 1 << 20, threads: 1) }
            for chunk in [1, 2, 3, 7, 20, 64] {
                let cut = Result { try read(path, chunk: chunk, threads: 2) }
                switch (whole, cut) {
                case (.success(let a), .success(let b)): #expect(areEqual(a, b), "chunks of \(chunk)")
                case (.failure(let a), .failure(let b)): #expect((a as? AssayError)?.code == (b as? AssayError)?.code)
                default: Issue.record("a table and an error, chunks of \(chunk)")
                }
            }
        }
    }

    @Test func whatLiesInAFileIsWhatLiesInMemory() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            for (index, text) in Self.texts.enumerated() {
                try write(Array(text.utf8), to: path)
                let inMemory = try read(path, chunk: 50, threads: 2)
                #expect(areEqual(try read(path, chunk: 77, threads: 2, cache: folder + "/cache"), inMemory), "text \(index)")
                #expect(areEqual(try read(path, chunk: 77, threads: 2, cache: folder + "/cache"), inMemory), "text \(index)")
            }
        }
    }

    @Test func aLargerTableIsTheSameOnAnyNumberOfThreads() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/x.csv"
            var random = SeededGenerator(seed: 3)
            var lines = ["id,value,word,note,day"]
            for row in 0..<30_000 {
                let value = row == 29_000 ? "lots" : "\(Double.random(in: -5...5, using: &random))"
                let note = row % 50 == 0 ? "\"line one\nline \(row)\"" : "note \(Int.random(in: 0..<20_000, using: &random))"
                lines.append("\(row),\(value),w\(row % 700),\(note),2024-0\(row % 9 + 1)-1\(row % 10)")
            }
            try write(Array(lines.joined(separator: "\n").utf8), to: path)
            let one = try read(path, chunk: 1 << 20, threads: 1)
            #expect(one.kinds == [.identifier, .identifier, .category, .text, .date])
            #expect(areEqual(try read(path, chunk: 40_000, threads: 4), one))
            #expect(areEqual(try read(path, chunk: 999, threads: 2), one))
        }
    }
}
