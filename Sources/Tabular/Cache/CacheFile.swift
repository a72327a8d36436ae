import Glibc
import Recipes

/// A file that is read and written with plain calls, which tell by their result what went wrong.
struct CacheFile: ~Copyable {
    private let descriptor: Int32
    let size: Int

    init?(reading path: String) {
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard opened >= 0 else { return nil }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            return nil
        }
        descriptor = opened
        size = Int(status.st_size)
    }

    /// Makes a new file that only its owner may read.
    init?(creating path: String) {
        let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard opened >= 0 else { return nil }
        descriptor = opened
        size = 0
    }

    deinit { close(descriptor) }

    /// Fills the memory from `offset` on; false where the file has fewer bytes.
    func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        var done = 0
        while done < memory.count, let base = memory.baseAddress {
            let got = pread(descriptor, base + done, min(memory.count - done, 1 << 30), off_t(offset + done))
            if got < 0, errno == EINTR { continue }
            if got <= 0 { return false }
            done += got
        }
        return true
    }

    /// Writes all of the memory at `offset`.
    func write(_ memory: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        var done = 0
        while done < memory.count, let base = memory.baseAddress {
            let put = pwrite(descriptor, base + done, min(memory.count - done, 1 << 30), off_t(offset + done))
            if put < 0, errno == EINTR { continue }
            if put <= 0 { return false }
            done += put
        }
        return true
    }

    /// Whether a stretch lies inside the file.
    func holds(_ body: CacheFormat.Body) -> Bool {
        body.offset >= 0 && body.length >= 0 && body.length <= size && body.offset <= size - body.length
    }
}

extension CachedTable {
    /// Reads the cache file of the table with this key; nil where it is not there, was cut, was changed, or does not hold together.
    init?(reading path: String, key: String) {
        guard let file = CacheFile(reading: path), file.size >= CacheFormat.prefix else { return nil }
        var prefix = [UInt8](repeating: 0, count: CacheFormat.prefix)
        guard prefix.withUnsafeMutableBytes({ file.read(into: $0, at: 0) }), prefix.starts(with: CacheFormat.magic) else {
            return nil
        }
        let (length, checksum) = prefix.withUnsafeBytes { bytes in
            (
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
            )
        }
        guard length <= CacheFormat.directoryLimit, Int(length) <= file.size - CacheFormat.prefix else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        guard bytes.withUnsafeMutableBytes({ file.read(into: $0, at: CacheFormat.prefix) }),
            bytes.withUnsafeBytes({ Checksum.of($0) }) == checksum,
            let directory = bytes.withUnsafeBytes({ CacheFormat.directory($0, key: key) })
        else { return nil }
        // Bodies that overlap could ask for far more memory than the file has bytes.
        let total = directory.entries.reduce(0.0) { $0 + Double($1.values.length) + Double($1.words?.length ?? 0) }
        guard total <= Double(file.size) else { return nil }
        source = directory.source
        rows = directory.rows
        remarks = directory.remarks
        decisions = directory.decisions
        columns = []
        for entry in directory.entries {
            guard let column = Self.column(entry, rows: directory.rows, in: file) else { return nil }
            columns.append(column)
        }
    }

    private static func column(_ entry: CacheFormat.Entry, rows: Int, in file: borrowing CacheFile) -> Column? {
        let storage: Column.Storage
        if let body = entry.words {
            guard let codes: [Int32] = values(entry.values, count: rows, in: file),
                let words = words(body, count: entry.wordCount, in: file),
                codes.allSatisfy({ $0 >= -1 && Int($0) < words.count })
            else { return nil }
            storage = .codes(Values(codes), words: Words(words))
        } else {
            guard let numbers: [Double] = values(entry.values, count: rows, in: file) else { return nil }
            storage = .numbers(Values(numbers))
        }
        return Column(
            name: entry.name, kind: entry.kind, storage: storage, decimals: entry.decimals, hasTime: entry.hasTime,
            missingSpellings: entry.missingSpellings)
    }

    private static func values<Value: BitwiseCopyable>(
        _ body: CacheFormat.Body, count: Int, in file: borrowing CacheFile
    ) -> [Value]? {
        guard body.length == count * MemoryLayout<Value>.stride, file.holds(body) else { return nil }
        var isGood = false
        let values = [Value](unsafeUninitializedCapacity: count) { memory, initialized in
            let raw = UnsafeMutableRawBufferPointer(start: memory.baseAddress, count: body.length)
            isGood = file.read(into: raw, at: body.offset) && Checksum.of(UnsafeRawBufferPointer(raw)) == body.checksum
            initialized = isGood ? count : 0
        }
        return isGood ? values : nil
    }

    private static func words(_ body: CacheFormat.Body, count: Int, in file: borrowing CacheFile) -> [String]? {
        guard file.holds(body), count <= body.length / 4 else { return nil }
        var bytes = [UInt8](repeating: 0, count: body.length)
        guard bytes.withUnsafeMutableBytes({ file.read(into: $0, at: body.offset) }) else { return nil }
        return bytes.withUnsafeBytes { bytes in
            guard Checksum.of(bytes) == body.checksum else { return nil }
            var reader = BinaryReader(bytes)
            var words: [String] = []
            words.reserveCapacity(count)
            for _ in 0..<count {
                guard let word = reader.takeText() else { return nil }
                words.append(word)
            }
            return reader.isAtEnd ? words : nil
        }
    }

    /// Writes a cache file in one go under a name of its own; false where it cannot be written, and then nothing is left.
    func write(to path: String, key: String) -> Bool {
        guard let file = CacheFile(creating: path) else { return false }
        var entries: [CacheFormat.Entry] = []
        for column in columns {
            var entry = CacheFormat.Entry(
                name: column.name, kind: column.kind, decimals: column.decimals, hasTime: column.hasTime,
                missingSpellings: column.missingSpellings, values: .init(offset: 0, length: 0, checksum: 0), words: nil,
                wordCount: 0)
            if case .codes(_, let words) = column.storage {
                entry.words = .init(offset: 0, length: 0, checksum: 0)
                entry.wordCount = words.count
            }
            entries.append(entry)
        }
        // The directory's length does not depend on what stands in it, so bodies can be placed before their checksums are known.
        let head = CacheFormat.head(
            key: key, source: source, rows: rows, remarks: remarks, decisions: decisions, entries: entries)
        var end = head.count
        var isGood = true
        func put(_ bytes: UnsafeRawBufferPointer) -> CacheFormat.Body {
            end = (end + 7) & ~7
            let body = CacheFormat.Body(offset: end, length: bytes.count, checksum: Checksum.of(bytes))
            isGood = isGood && file.write(bytes, at: end)
            end += bytes.count
            return body
        }
        for (place, column) in columns.enumerated() where isGood {
            switch column.storage {
            case .numbers(let values): entries[place].values = values.withUnsafeBytes { put($0) }
            case .codes(let codes, let words):
                entries[place].values = codes.withUnsafeBytes { put($0) }
                var text = BinaryWriter()
                for word in words { text.append(word) }
                entries[place].words = text.bytes.withUnsafeBytes { put($0) }
            }
        }
        let final = CacheFormat.head(
            key: key, source: source, rows: rows, remarks: remarks, decisions: decisions, entries: entries)
        isGood = isGood && final.withUnsafeBytes { file.write($0, at: 0) }
        if !isGood { unlink(path) }
        return isGood
    }
}
