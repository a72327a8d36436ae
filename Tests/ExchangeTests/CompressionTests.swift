import Glibc
import Recipes
import Tabular
import TestSupport
import Testing

@testable import Exchange

@Suite struct CompressionTests {
    @Test(arguments: [("gzip", "gz"), ("zstd", "zst"), ("xz", "xz"), ("bzip2", "bz2")])
    func packedTextIsTheTextThatWasPacked(program: String, ending: String) throws {
        try withTemporaryFolder { folder in
            try write(sampleText, to: folder + "/x.csv")
            guard try pack(folder + "/x.csv", with: program, to: "\(folder)/x.csv.\(ending)") else { return }
            let (plain, packed) = (try opened(folder + "/x.csv"), try opened("\(folder)/x.csv.\(ending)"))
            #expect(areEqual(plain, packed))
            // A table is named by what was read, so a run on the one can be verified on the other.
            #expect(plain.source.fingerprint == packed.source.fingerprint)
            #expect(packed.name == "x.csv.\(ending)")
        }
    }

    @Test func packingIsToldByItsBytes() throws {
        try withTemporaryFolder { folder in
            try write(sampleText, to: folder + "/plain.csv.gz")
            #expect(try opened(folder + "/plain.csv.gz").rowCount == 200)
            guard try pack(folder + "/plain.csv.gz", with: "gzip", to: folder + "/packed.csv") else { return }
            #expect(try opened(folder + "/packed.csv").rowCount == 200)
        }
    }

    @Test func packedJSONLines() throws {
        try withTemporaryFolder { folder in
            try write("{\"a\":1}\n{\"a\":2}\n", to: folder + "/x.jsonl")
            guard try pack(folder + "/x.jsonl", with: "gzip", to: folder + "/x.jsonl.gz") else { return }
            #expect(try opened(folder + "/x.jsonl.gz").texts == [["1"], ["2"]])
        }
    }

    @Test func damageIsSaidAndNothingIsKept() throws {
        try withTemporaryFolder { folder in
            try write(sampleText, to: folder + "/x.csv")
            guard try pack(folder + "/x.csv", with: "gzip", to: folder + "/x.csv.gz") else { return }
            let bytes = try contents(of: folder + "/x.csv.gz")
            try write(Array(bytes.prefix(bytes.count / 2)), to: folder + "/cut.csv.gz")
            var changed = bytes
            for place in bytes.count / 2..<bytes.count / 2 + 20 { changed[place] ^= 0x55 }
            try write(changed, to: folder + "/changed.csv.gz")
            for name in ["cut.csv.gz", "changed.csv.gz"] {
                let error = failure(folder + "/" + name, cache: folder + "/cache")
                #expect(error?.code == "damaged", "\(name)")
                #expect(error?.message.contains(name) == true)
            }
            #expect(names(in: folder + "/cache").isEmpty)
        }
    }

    @Test func aMissingProgramIsNamed() throws {
        try withTemporaryFolder { folder in
            try write([0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0], to: folder + "/x.csv.zst")
            let error = Program.$searchPath.withValue(folder) { failure(folder + "/x.csv.zst") }
            #expect(error?.code == "missing_program")
            #expect(error?.sentence.contains("install zstd") == true)
        }
    }

    @Test func theSecondOpeningNeedsNoUnpacking() throws {
        try withTemporaryFolder { folder in
            try write(sampleText, to: folder + "/x.csv")
            guard try pack(folder + "/x.csv", with: "gzip", to: folder + "/x.csv.gz") else { return }
            // A file that changed just now is not believed to stay as it is.
            makeOld(folder + "/x.csv.gz")
            try waitUntilOld(folder + "/x.csv.gz")
            let first = try opened(folder + "/x.csv.gz", cache: folder + "/cache")
            let error = Program.$searchPath.withValue("/nowhere") { failure(folder + "/x.csv.gz", cache: folder + "/cache") }
            #expect(error == nil)
            #expect(areEqual(try opened(folder + "/x.csv.gz", cache: folder + "/cache"), first))
            try write(try contents(of: folder + "/x.csv.gz").dropLast(30), to: folder + "/x.csv.gz")
            #expect(failure(folder + "/x.csv.gz", cache: folder + "/cache")?.code == "damaged")
        }
    }
}

/// Gives a file times of long ago; its status still changed now.
func makeOld(_ path: String) {
    var times = [timespec(tv_sec: 1_600_000_000, tv_nsec: 0), timespec(tv_sec: 1_600_000_000, tv_nsec: 0)]
    utimensat(AT_FDCWD, path, &times, 0)
}

/// Waits until a file counts as settled.
func waitUntilOld(_ path: String) throws {
    while let version = FileIdentity(at: path), version.isFresh { usleep(50_000) }
}

/// Writes a file.
func write(_ bytes: ArraySlice<UInt8>, to path: String) throws { try write(Array(bytes), to: path) }
