import Glibc
import TestSupport
import Testing

/// What the fuzzer found worth keeping goes through every target again, as does every input that once did harm.
@Suite(.serialized) struct CorpusTests {
    static let folder = packageFolder + "/Tests/Fuzz/Corpus"

    @Test(arguments: FuzzTarget.all.map(\.name)) func theCorpusIsHarmless(_ name: String) throws {
        defer { FuzzTarget.removeScratch() }
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let files = Self.files(in: "\(Self.folder)/\(name)")
        #expect(!files.isEmpty)
        for file in files { Self.bytes(of: file).withUnsafeBufferPointer { target.run($0) } }
    }

    private static func files(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var files: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { files.append("\(folder)/\(name)") }
        }
        return files.sorted()
    }

    private static func bytes(of path: String) -> [UInt8] {
        guard let file = fopen(path, "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }
}
