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
    func read(into builder: TableBuilder, report: (ImportProgress) -> Void) throws(AssayError) -> [String] {
        if let cacheFolder { Self.sweep(cacheFolder) }
        let log = Self.logs(of: stream.path)
        guard log.isEmpty else { return try readCopy(with: log, into: builder, report) }
        let remarks = try read(
            SQLiteFile(reading: stream.path, name: stream.name, control: stream.control), into: builder, report)
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

    /// Reads the first rows of a file that has no log beside it.
    ///
    /// - Returns: how many rows the table has, about, and 0 where that cannot be told; nil for a view, whose first row may take long.
    /// - Throws: ``AssayError`` where there is no such table.
    func readFirst(_ limit: Int, into builder: TableBuilder) throws(AssayError) -> Int? {
        let file = try SQLiteFile(reading: stream.path, name: stream.name, control: stream.control)
        let name = try chosen(file)
        let kind = try file.statement("select type from sqlite_master where name = '\(name.replacing("'", with: "''"))'")
        guard try kind.step(), kind.text(0) == "table" else { return nil }
        _ = try read(file, name, limit: limit, into: builder) { _ in }
        return Self.rows(of: name, in: file) ?? 0
    }

    private func read(
        _ file: SQLiteFile, into builder: TableBuilder, _ report: (ImportProgress) -> Void
    ) throws(AssayError) -> [String] {
        try read(file, chosen(file), limit: -1, into: builder, report)
    }

    /// A limit below 0 is none.
    private func read(
        _ file: SQLiteFile, _ name: String, limit: Int, into builder: TableBuilder, _ report: (ImportProgress) -> Void
    ) throws(AssayError) -> [String] {
        let rowsBefore = builder.rows
        let total = Self.rows(of: name, in: file)
        let rows = try file.statement("select * from \(SQLiteFile.quoted(name)) limit \(limit)")
        let names = Self.unique(rows.columns)
        let columns = names.map { builder.column($0) }
        var blobs = [Int](repeating: 0, count: columns.count)
        while try rows.step() {
            let row = builder.rows
            if row % TypedRecords.stride == 0 {
                try stream.control.check()
                let done = row - rowsBefore
                let share = total.map { Double(done) / Double(max(1, $0)) } ?? 0
                report(.values(Int(min(1, share) * Double(stream.size)), of: total == nil ? 0 : stream.size, rows: done))
            }
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

    /// How many rows a table has, about: the highest number of a row, which is found at once. Nil where rows have none, as in a view.
    private static func rows(of table: String, in file: SQLiteFile) -> Int? {
        guard let highest = try? file.statement("select max(_rowid_) from \(SQLiteFile.quoted(table))"),
            (try? highest.step()) == true, highest.storageClass(0) == .whole
        else { return nil }
        return Int(highest.whole(0))
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

    private func readCopy(
        with log: [String], into builder: TableBuilder, _ report: (ImportProgress) -> Void
    ) throws(AssayError) -> [String] {
        let folder = (cacheFolder ?? "/tmp")
        makeFolders(folder)
        Self.sweep(folder)
        let (place, lock) = try Self.claim(folder)
        defer {
            Self.remove(place)
            close(lock)
        }
        // Both have to be of one moment: where either changed while it was copied, it is copied again.
        for _ in 0..<5 {
            let before = Self.versions(of: stream.path)
            for ending in [""] + log { try copy(stream.path + ending, to: place + "/copy" + ending) }
            guard Self.versions(of: stream.path) == before else { continue }
            return try read(
                SQLiteFile(writing: place + "/copy", name: stream.name, control: stream.control), into: builder, report)
        }
        throw .databaseChanging(stream.name)
    }

    private static func remove(_ place: String) {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(place + "/copy" + ending) }
        rmdir(place)
    }

    /// Makes a folder for a copy, and holds a lock on it: whoever finds it unlocked knows that its reader was killed.
    private static func claim(_ folder: String) throws(AssayError) -> (place: String, lock: Int32) {
        for _ in 0..<5 {
            var template = Array((folder + "/sqlite-XXXXXX").utf8CString)
            guard mkdtemp(&template) != nil else { break }
            let place = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let lock = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            var status = stat()
            // Somebody may have swept it away before it was locked.
            if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, stat(place, &status) == 0 { return (place, lock) }
            if lock >= 0 { close(lock) }
        }
        throw .cannotSpool(folder, errno: errno)
    }

    /// Removes copies that readers left which were killed.
    static func sweep(_ folder: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix("sqlite-") else { continue }
            let lock = open(folder + "/" + name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard lock >= 0 else { continue }
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { remove(folder + "/" + name) }
            close(lock)
        }
    }

    /// The versions of the file and of what belongs to it.
    static func versions(of path: String) -> [String?] {
        ["", "-wal", "-journal"].map { FileIdentity(at: path + $0)?.text }
    }

    private func copy(_ from: String, to: String) throws(AssayError) {
        let input = open(from, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw .unreadableSource(stream.name, errno: errno) }
        defer { close(input) }
        let output = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .cannotSpool(to, errno: errno) }
        defer { close(output) }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { memory.deallocate() }
        while case let got = try Input.read(input, memory, name: stream.name, control: stream.control), got > 0 {
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
