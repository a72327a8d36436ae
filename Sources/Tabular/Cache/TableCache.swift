import Glibc
import Recipes

/// The folder of typed tables: safe to delete, to share between processes, and to find full of rubbish.
///
/// A table lies in `<key>.v<version>.table`, where the key is the fingerprint of content and options. `<identity>.v1.source`
/// remembers the content hash of a file that has not changed since, so that it need not be read again. Files appear by rename and
/// are never changed afterwards.
struct TableCache: Sendable {
    let folder: String
    /// The least recently used tables go when all together are larger.
    var sizeLimit = 4 << 30
    /// Smaller sources are hashed each time: that is as fast as looking them up.
    var rememberedSize = 1 << 20

    /// The name of a table: its fingerprint without options, otherwise a hash of content and what was asked for.
    static func key(content: String, options: ReadingOptions) -> String {
        Fingerprint.table(content: content, options: options.json)
    }

    // MARK: Tables

    private func path(ofTable key: String) -> String { "\(folder)/\(key).v\(CacheFormat.version).table" }

    /// The table with this key, which then counts as used now.
    func table(key: String) -> CachedTable? {
        let path = path(ofTable: key)
        guard let table = CachedTable(reading: path, key: key) else { return nil }
        utimensat(AT_FDCWD, path, nil, 0)
        return table
    }

    /// Keeps a table. That it cannot be kept is no error: it is read again next time.
    func keep(_ table: CachedTable, key: String) {
        makeFolders(folder)
        let temporary = temporaryPath()
        guard table.write(to: temporary, key: key) else { return }
        if rename(temporary, path(ofTable: key)) != 0 { unlink(temporary) }
        trim()
    }

    // MARK: Sources that have not changed

    private func path(ofSource identity: FileIdentity) -> String {
        let text = "\(identity.device) \(identity.inode) \(identity.size) \(identity.modified) \(identity.changed)"
        return "\(folder)/\(SHA256.hexDigest(of: Array(text.utf8)).prefix(32)).v1.source"
    }

    /// The content hash of a file that has not changed since it was hashed.
    func content(of identity: FileIdentity) -> String? {
        guard identity.size > rememberedSize, let file = CacheFile(reading: path(ofSource: identity)),
            file.size == Fingerprint.digits
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: file.size)
        guard bytes.withUnsafeMutableBytes({ file.read(into: $0, at: 0) }) else { return nil }
        let isHex = bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isHex ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Remembers the content hash of a file, unless it changed so lately that another change might leave its times as they are.
    func remember(_ content: String, of identity: FileIdentity) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let age = now.tv_sec * 1_000_000_000 + now.tv_nsec - max(identity.modified, identity.changed)
        guard identity.size > rememberedSize, age > 2_000_000_000 else { return }
        makeFolders(folder)
        let temporary = temporaryPath()
        let isWritten = Self.write(Array(content.utf8), to: temporary)
        if !isWritten || rename(temporary, path(ofSource: identity)) != 0 { unlink(temporary) }
    }

    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = CacheFile(creating: path) else { return false }
        return bytes.withUnsafeBytes { file.write($0, at: 0) }
    }

    // MARK: Bounds

    /// Removes what was used least recently until the rest fits, and what a crash or another version left behind.
    private func trim() {
        var files = listing()
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let day = 86_400_000_000
        let time = now.tv_sec * 1_000_000
        for file in files {
            let isLeftOver = file.name.hasSuffix(Self.temporarySuffix) && file.used < time - day
            let isForgotten = file.name.hasSuffix(".source") && file.used < time - 90 * day
            if isLeftOver || isForgotten { unlink("\(folder)/\(file.name)") }
        }
        files = files.filter { $0.name.hasSuffix(".table") }.sorted { ($0.used, $0.name) < ($1.used, $1.name) }
        var total = files.reduce(0) { $0 + $1.size }
        // The newest stays, however large it is.
        for file in files.dropLast() where total > sizeLimit {
            if unlink("\(folder)/\(file.name)") == 0 { total -= file.size }
        }
    }

    /// The files of the folder; times in microseconds.
    private func listing() -> [(name: String, size: Int, used: Int)] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var files: [(name: String, size: Int, used: Int)] = []
        while let entry = readdir(handle) {
            let name = entryName(entry)
            var status = stat()
            guard lstat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            files.append((name, Int(status.st_size), status.st_mtim.tv_sec * 1_000_000 + status.st_mtim.tv_nsec / 1000))
        }
        return files
    }

    private static let temporarySuffix = ".part"

    func temporaryPath() -> String {
        "\(folder)/\(getpid())-\(UInt64.random(in: 0 ... .max))\(Self.temporarySuffix)"
    }
}

/// The name of an entry of a folder.
func entryName(_ entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
}

/// Makes a folder and those above it, for its owner only; what cannot be made shows when it is written to.
func makeFolders(_ path: String) {
    var prefix = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
        prefix += "/" + part
        mkdir(prefix, 0o700)
    }
}
