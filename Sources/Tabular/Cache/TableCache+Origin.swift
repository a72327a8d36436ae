import Glibc
import Recipes

/// What a table was made of, where that is not one file of text: the identities of all its files, and what was taken from them.
extension TableCache {
    private func path(ofOrigin text: String) -> String {
        "\(folder)/\(SHA256.hexDigest(of: Array("origin \(text)".utf8)).prefix(32)).v1.source"
    }

    /// The content hash that was remembered for an origin.
    func content(ofOrigin text: String) -> String? {
        guard let file = CacheFile(reading: path(ofOrigin: text)), file.size == Fingerprint.digits else { return nil }
        var bytes = [UInt8](repeating: 0, count: file.size)
        guard bytes.withUnsafeMutableBytes({ file.read(into: $0, at: 0) }) else { return nil }
        let isHex = bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isHex ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Remembers what an origin came to. Whoever calls vouches for its not having changed meanwhile.
    func remember(_ content: String, ofOrigin text: String) {
        makeFolders(folder)
        let temporary = temporaryPath()
        let isWritten = Self.write(Array(content.utf8), to: temporary)
        if !isWritten || rename(temporary, path(ofOrigin: text)) != 0 { unlink(temporary) }
    }
}
