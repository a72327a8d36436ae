import Glibc
import Recipes
import Tabular

/// Reads a table or a view of an SQLite file, with types by the storage class of each value.
///
/// The file's folder stays as it is, even where a journal or a write-ahead log lies in it: then file and log are copied and read where
/// the copies are.
struct SQLiteReader {
    let stream: SourceStream
    /// The table that was asked for.
    let table: String?
    let cacheFolder: String?

    /// Reads all rows.
    ///
    /// - Returns: what was noticed.
    /// - Throws: ``AssayError`` where there is no such table, or the file is none that SQLite reads.
    func read(into builder: TableBuilder, progress: (Double) -> Void) throws(AssayError) -> [String] {
        let log = Self.logs(of: stream.path)
        guard log.isEmpty else { return try readCopy(with: log, into: builder) }
        let remarks = try read(SQLiteFile(reading: stream.path, name: stream.name), into: builder)
        guard stream.isUnchanged, Self.logs(of: stream.path).isEmpty else { throw .databaseChanging(stream.name) }
        return remarks
    }

    /// The endings of what lies beside a file and belongs to its content.
    static func logs(of path: String) -> [String] {
        ["-wal", "-journal"].filter { ending in
            var status = stat()
            return stat(path + ending, &status) == 0 && status.st_size > 0
        }
    }

    private func read(_ file: SQLiteFile, into builder: TableBuilder) throws(AssayError) -> [String] {
        let name = try chosen(file)
        let rows = try file.statement("select * from \(SQLiteFile.quoted(name))")
        let names = Self.unique(rows.columns)
        let columns = names.map { builder.column($0) }
        var blobs = [Int](repeating: 0, count: columns.count)
        while try rows.step() {
            let row = builder.rows
            for (place, column) in columns.enumerated() {
                switch rows.storageClass(place) {
                case .null: column.appendMissing(row: row)
                case .whole: column.append(whole: rows.whole(place), row: row)
                case .real: column.append(rows.real(place), row: row)
                case .text: column.append(word: rows.bytes(place), row: row)
                case .blob:
                    blobs[place] += 1
                    var digits = rows.bytes(place).reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
                    digits.withUTF8 { column.append(word: $0, row: row) }
                }
            }
            builder.endRow()
        }
        return zip(names, blobs).filter { $0.1 > 0 }.map {
            "column \($0.0): \($0.1) values are bytes and read as hexadecimal digits"
        }
    }

    private func chosen(_ file: SQLiteFile) throws(AssayError) -> String {
        let known = try file.tables()
        if let table {
            if known.contains(table) { return table }
            if let same = known.first(where: { $0.lowercased() == table.lowercased() }) { return same }
            throw .noSuchTable(table, in: stream.name, known: known)
        }
        guard let only = known.first else { throw .noTables(stream.name) }
        guard known.count == 1 else { throw .severalTables(stream.name, known: known) }
        return only
    }

    private static func unique(_ names: [String]) -> [String] {
        var used: Set<String> = []
        return names.enumerated().map { place, given in
            let base = given.isEmpty ? "c\(place + 1)" : given
            var name = base
            var number = 2
            while !used.insert(name).inserted {
                name = "\(base)_\(number)"
                number += 1
            }
            return name
        }
    }

    // MARK: A file with a log

    private func readCopy(with log: [String], into builder: TableBuilder) throws(AssayError) -> [String] {
        let folder = (cacheFolder ?? "/tmp")
        Spool.makeFolder(folder)
        Self.sweep(folder)
        var template = Array((folder + "/sqlite-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw .cannotSpool(folder, errno: errno) }
        let place = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { Self.remove(place) }
        // Both have to be of one moment: where either changed while it was copied, it is copied again.
        for _ in 0..<5 {
            let before = Self.versions(of: stream.path)
            for ending in [""] + log { try Self.copy(stream.path + ending, to: place + "/copy" + ending, name: stream.name) }
            guard Self.versions(of: stream.path) == before else { continue }
            return try read(SQLiteFile(writing: place + "/copy", name: stream.name), into: builder)
        }
        throw .databaseChanging(stream.name)
    }

    private static func remove(_ place: String) {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(place + "/copy" + ending) }
        rmdir(place)
    }

    /// Removes copies that readers left which were killed more than a day ago.
    private static func sweep(_ folder: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            guard name.hasPrefix("sqlite-"), lstat(folder + "/" + name, &status) == 0, time(nil) - status.st_mtim.tv_sec > 86_400
            else {
                continue
            }
            remove(folder + "/" + name)
        }
    }

    /// The versions of the file and of what belongs to it.
    static func versions(of path: String) -> [String?] {
        ["", "-wal", "-journal"].map { FileVersion(at: path + $0)?.text }
    }

    private static func copy(_ from: String, to: String, name: String) throws(AssayError) {
        let input = open(from, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw .unreadableSource(name, errno: errno) }
        defer { close(input) }
        let output = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .cannotSpool(to, errno: errno) }
        defer { close(output) }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { memory.deallocate() }
        while case let got = try Input.read(input, memory, name: name), got > 0 {
            var done = 0
            while done < got, let base = memory.baseAddress {
                let put = write(output, base + done, got - done)
                if put < 0, errno == EINTR { continue }
                guard put > 0 else { throw .cannotSpool(to, errno: errno) }
                done += put
            }
        }
    }
}
