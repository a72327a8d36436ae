import Glibc
import Recipes

/// The folder of typed tables: safe to delete, to share between processes, and to find full of rubbish.
///
/// A table lies in `<key>.v<version>.table`, where the key is the fingerprint of content and options; `<key>.v<version>.seal` says
/// that it was found whole. `<identity>.v2.source` remembers the content hash of a file that has not changed since, so that it need
/// not be read again. Files appear by rename and are never changed afterwards.
struct TableCache: Sendable {
    let folder: String
    /// The least recently used tables go when all together are larger.
    var sizeLimit = 4 << 30
    /// Tables up to this size are checked as a whole each time they are opened.
    var checkedSize = 16 << 20
    /// Smaller sources are hashed each time: that is as fast as looking them up.
    var rememberedSize = 1 << 20

    /// The name of a table: its fingerprint without options, otherwise a hash of content and what was asked for.
    static func key(content: String, options: ReadingOptions) -> String {
        Fingerprint.table(content: content, options: options.json)
    }

    // MARK: Tables

    private func path(ofTable key: String) -> String { "\(folder)/\(key).v\(CacheFormat.version).table" }

    private func path(ofSeal key: String) -> String { "\(folder)/\(key).v\(CacheFormat.version).seal" }

    /// The table with this key, which then counts as used now.
    ///
    /// Small tables are checked as a whole each time. Larger ones are where they are not what was checked before: so opening
    /// one takes the same time whatever its size.
    func table(key: String) -> CachedTable? {
        let (path, seal) = (path(ofTable: key), path(ofSeal: key))
        guard let file = TableFile(opening: path, key: key) else { return nil }
        if file.memory.size <= checkedSize {
            guard file.isIntact() else { return nil }
        } else if !FileSeal.holds(seal, for: path) {
            guard file.isIntact() else { return nil }
            self.seal(key)
        }
        SmallFile.touch(path)
        return file.table
    }

    /// Whether there is a file for the table with this key, which may still turn out to be damaged.
    func holds(_ key: String) -> Bool { access(path(ofTable: key), R_OK) == 0 }

    /// Notes that the table with this key was found as it was written.
    private func seal(_ key: String) {
        guard let text = FileSeal.text(for: path(ofTable: key)) else { return }
        put(Array(text.utf8), at: path(ofSeal: key))
    }

    /// A new file for the values of a table; nil where the folder cannot be written to.
    func bodies(size: Int) -> TableBodies? {
        makeFolders(folder)
        return TableBodies(creating: TemporaryFile.path(in: folder), size: size)
    }

    /// Keeps a table whose bodies were written up to `end`. That it cannot be kept is no error: it is read again next time.
    ///
    /// - Returns: the table, which knows the file it lies in.
    func keep(_ table: CachedTable, _ entries: [CacheFormat.Entry], in bodies: TableBodies, end: Int, key: String) -> CachedTable
    {
        let directory = CacheFormat.Directory(
            source: table.source, rows: table.rows, remarks: table.remarks, decisions: table.decisions, entries: entries)
        let bytes = CacheFormat.bytes(of: directory, key: key)
        let place = (end + 63) & ~63
        bytes.withUnsafeBytes { bodies.write($0, at: place) }
        CacheFormat.start(directory: bytes, at: place).withUnsafeBytes { bodies.write($0, at: 0) }
        let path = path(ofTable: key)
        guard bodies.publish(as: path), let memory = bodies.mapped(size: place + bytes.count) else { return table }
        if memory.size > checkedSize { seal(key) }
        trim()
        var table = table
        table.file = TableFile(path: path, memory: memory, directory: directory)
        return table
    }

    // MARK: Sources that have not changed

    private func path(ofSource identity: FileIdentity) -> String {
        let text = "\(identity.device) \(identity.inode) \(identity.size) \(identity.modified) \(identity.changed)"
        return "\(folder)/\(SHA256.hexDigest(of: Array(text.utf8)).prefix(32)).v2.source"
    }

    /// The content hash of a file that has not changed since it was hashed.
    func content(of identity: FileIdentity) -> String? {
        identity.size > rememberedSize ? hash(at: path(ofSource: identity)) : nil
    }

    /// A content hash that was put down.
    func hash(at path: String) -> String? {
        guard let bytes = SmallFile.bytes(path, count: Fingerprint.digits) else { return nil }
        let isHex = bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isHex ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Remembers the content hash of a file, unless it changed so lately that another change might leave its times as they are.
    func remember(_ content: String, of identity: FileIdentity) {
        guard identity.size > rememberedSize, !identity.isFresh else { return }
        makeFolders(folder)
        put(Array(content.utf8), at: path(ofSource: identity))
    }

    /// Puts a small file in its place.
    func put(_ bytes: [UInt8], at path: String) {
        let temporary = TemporaryFile.path(in: folder)
        if !SmallFile.write(bytes, to: temporary) || rename(temporary, path) != 0 { unlink(temporary) }
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
            let path = "\(folder)/\(file.name)"
            let isLeftOver = file.name.hasSuffix(TemporaryFile.suffix) && TemporaryFile.isAbandoned(path)
            let isForgotten = (file.name.hasSuffix(".source") || file.name.hasSuffix(".seal")) && file.used < time - 90 * day
            if isLeftOver || isForgotten { unlink(path) }
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
            // Room that was never written to takes none of the disk.
            let size = min(Int(status.st_size), Int(status.st_blocks) * 512)
            let time = max(status.st_atim.tv_sec, status.st_mtim.tv_sec) * 1_000_000
            let part = status.st_atim.tv_sec >= status.st_mtim.tv_sec ? status.st_atim.tv_nsec : status.st_mtim.tv_nsec
            files.append((name, size, time + part / 1000))
        }
        return files
    }
}

/// The name of an entry of a folder.
func entryName(_ entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
}

/// Makes a folder and those above it, for its owner only; what cannot be made shows when it is written to.
package func makeFolders(_ path: String) {
    var prefix = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
        prefix += "/" + part
        mkdir(prefix, 0o700)
    }
}
