import Glibc
import Recipes

/// A table in a file of the cache, mapped to memory.
///
/// The directory was checked when it was opened; the bodies are checked by ``isIntact()``.
final class TableFile: Sendable {
    let path: String
    let memory: MappedMemory
    let directory: CacheFormat.Directory

    /// A file whose bodies were just written.
    init(path: String, memory: MappedMemory, directory: CacheFormat.Directory) {
        self.path = path
        self.memory = memory
        self.directory = directory
    }

    /// Opens the table with this key; nil where it is not there, was cut, or its directory does not hold together.
    ///
    /// - Complexity: O(columns), whatever the number of rows.
    init?(opening path: String, key: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size >= CacheFormat.prefix,
            let memory = MappedMemory(descriptor: descriptor, size: Int(status.st_size)),
            let directory = Self.directory(UnsafeRawBufferPointer(start: memory.base, count: memory.size), key: key)
        else { return nil }
        self.path = path
        self.memory = memory
        self.directory = directory
    }

    private static func directory(_ file: UnsafeRawBufferPointer, key: String) -> CacheFormat.Directory? {
        guard file.starts(with: CacheFormat.magic) else { return nil }
        var reader = BinaryReader(UnsafeRawBufferPointer(rebasing: file[CacheFormat.magic.count..<32]))
        guard let place = reader.take(UInt64.self).flatMap({ Int(exactly: $0) }),
            let length = reader.take(UInt64.self).flatMap({ Int(exactly: $0) }), let checksum = reader.take(UInt64.self),
            length <= CacheFormat.directoryLimit, place >= CacheFormat.prefix, length <= file.count, place <= file.count - length
        else { return nil }
        let bytes = UnsafeRawBufferPointer(rebasing: file[place..<place + length])
        guard Checksum.of(bytes) == checksum, let directory = CacheFormat.directory(bytes, key: key) else { return nil }
        let isSound = directory.entries.allSatisfy { isInside($0, rows: directory.rows, before: place) }
        return isSound ? directory : nil
    }

    /// Whether the bodies of a column lie where they can and are as long as they have to be.
    private static func isInside(_ entry: CacheFormat.Entry, rows: Int, before end: Int) -> Bool {
        func holds(_ body: CacheFormat.Body) -> Bool {
            body.offset >= CacheFormat.prefix && body.offset % 64 == 0 && body.length >= 0 && body.length <= end
                && body.offset <= end - body.length
        }
        guard holds(entry.values), entry.values.length == rows * (entry.words == nil ? 8 : 4) else { return false }
        guard let words = entry.words else { return true }
        return holds(words.text) && holds(words.offsets) && words.offsets.length == (words.count + 1) * 8
    }

    /// Removes the file; memory that is mapped stays.
    func remove() { unlink(path) }

    /// The table.
    var table: CachedTable {
        CachedTable(
            source: directory.source, rows: directory.rows,
            columns: directory.entries.map { CachedTable.column($0, rows: directory.rows, in: memory) },
            remarks: directory.remarks, decisions: directory.decisions, file: self)
    }

    /// Whether all bodies are what was written, by their checksums, and codes and words hold together.
    ///
    /// - Complexity: O(size of the file), at the speed of memory where that is in memory.
    func isIntact() -> Bool {
        let rows = directory.rows
        return inParallel(directory.entries.count) { place in
            let entry = self.directory.entries[place]
            guard let words = entry.words else {
                let values: Values<Double> = self.memory.values(at: entry.values.offset, count: rows)
                return values.withUnsafeBufferPointer { Checksum.of($0, from: 0) } == entry.values.checksum
            }
            let codes: Values<Int32> = self.memory.values(at: entry.values.offset, count: rows)
            let areCodes = codes.withUnsafeBufferPointer { codes in
                Checksum.of(codes, from: 0) == entry.values.checksum
                    && codes.allSatisfy { $0 >= -1 && Int($0) < words.count }
            }
            return areCodes && self.areIntact(words)
        }.allSatisfy { $0 }
    }

    private func areIntact(_ words: CacheFormat.WordBodies) -> Bool {
        let offsets: Values<UInt64> = memory.values(at: words.offsets.offset, count: words.count + 1)
        let areOffsets = offsets.withUnsafeBufferPointer { offsets in
            Checksum.of(UnsafeRawBufferPointer(offsets)) == words.offsets.checksum && offsets[0] == 0
                && offsets[words.count] == UInt64(words.text.length)
                && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
        }
        let text: Values<UInt8> = memory.values(at: words.text.offset, count: words.text.length)
        return areOffsets && text.withUnsafeBytes { Checksum.of($0) } == words.text.checksum
    }
}
