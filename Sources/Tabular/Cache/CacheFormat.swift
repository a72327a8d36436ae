import Recipes

/// The format of a cache file.
///
///     magic        8 bytes, with the version
///     place        UInt64, of the directory
///     length       UInt64, of the directory
///     checksum     UInt64, of the directory
///     bodies       from byte 64 on, each at a multiple of 64: doubles, or codes as Int32; then the text of words, and the UInt64
///                  places where each begins and the last ends
///     directory    the key, how the source was read, remarks, and for every column what it is, where its bodies lie, and the
///                  checksums of those
///
/// Everything is little-endian. The first 32 bytes are written last. Nothing in it is believed unchecked: a file that does not
/// hold together is no table.
enum CacheFormat {
    /// Raised whenever the format or what the importer makes of a text changes.
    static let version = 4
    static let magic: [UInt8] = Array("ASSAYTB".utf8) + [UInt8(version)]
    /// Where the bodies begin.
    static let prefix = 64
    static let directoryLimit = 1 << 28

    /// A stretch of the file.
    struct Body: Equatable {
        var offset: Int
        var length: Int
        var checksum: UInt64
    }

    /// Where the words of a column lie.
    struct WordBodies: Equatable {
        var count: Int
        var text: Body
        var offsets: Body
    }

    /// What the directory says of a column.
    struct Entry {
        var name: String
        var kind: ColumnKind
        var decimals: Int
        var hasTime: Bool
        var missingSpellings: [MissingSpelling]
        /// How many values are missing, where that was counted just now; it is not kept.
        var missing: Int?
        /// Doubles, or codes where there are words.
        var values: Body
        var words: WordBodies?
    }

    /// A directory.
    struct Directory {
        var source: Recipe.Source
        var rows: Int
        var remarks: [String]
        var decisions: ReadingDecisions
        var entries: [Entry]
    }

    /// The bytes of a directory.
    static func bytes(of directory: Directory, key: String) -> [UInt8] {
        var writer = BinaryWriter()
        writer.append(key)
        writer.append(directory.source.fingerprint)
        writer.append(directory.source.header ? UInt8(1) : 0)
        writer.append(directory.source.delimiter)
        writer.append(UInt64(directory.rows))
        writer.append(UInt32(directory.remarks.count))
        for remark in directory.remarks { writer.append(remark) }
        writer.append(directory.decisions.json.canonicalText)
        writer.append(UInt32(directory.entries.count))
        for entry in directory.entries { append(entry, to: &writer) }
        return writer.bytes
    }

    /// The first bytes of a file whose directory stands at `place`.
    static func start(directory: [UInt8], at place: Int) -> [UInt8] {
        var writer = BinaryWriter()
        writer.append(UInt64(place))
        writer.append(UInt64(directory.count))
        writer.append(directory.withUnsafeBytes { Checksum.of($0) })
        return magic + writer.bytes
    }

    private static func append(_ entry: Entry, to directory: inout BinaryWriter) {
        directory.append(entry.name)
        directory.append(entry.kind.rawValue)
        directory.append(UInt8(entry.decimals))
        directory.append(entry.hasTime ? UInt8(1) : 0)
        directory.append(UInt32(entry.missingSpellings.count))
        for spelling in entry.missingSpellings {
            directory.append(spelling.text)
            directory.append(UInt64(spelling.count))
        }
        append(entry.values, to: &directory)
        directory.append(entry.words == nil ? UInt8(0) : 1)
        guard let words = entry.words else { return }
        directory.append(UInt32(words.count))
        append(words.text, to: &directory)
        append(words.offsets, to: &directory)
    }

    private static func append(_ body: Body, to directory: inout BinaryWriter) {
        directory.append(UInt64(body.offset))
        directory.append(UInt64(body.length))
        directory.append(body.checksum)
    }

    /// Reads the directory of the table with this key; nil where it does not hold together or is another's.
    static func directory(_ bytes: UnsafeRawBufferPointer, key: String) -> Directory? {
        var reader = BinaryReader(bytes)
        guard reader.takeText() == key, let fingerprint = reader.takeText(), let header = reader.take(UInt8.self),
            let delimiter = reader.takeText(),
            let rows = reader.take(UInt64.self), rows <= UInt64(Int32.max), let remarkCount = reader.takeCount(size: 4)
        else { return nil }
        var remarks: [String] = []
        for _ in 0..<remarkCount {
            guard let remark = reader.takeText() else { return nil }
            remarks.append(remark)
        }
        guard let decided = reader.takeText().flatMap({ try? JSON(parsing: $0) }), let decisions = ReadingDecisions(decided)
        else { return nil }
        guard let count = reader.takeCount(size: 39) else { return nil }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard let entry = entry(&reader) else { return nil }
            entries.append(entry)
        }
        guard reader.isAtEnd else { return nil }
        let source = Recipe.Source(fingerprint: fingerprint, header: header == 1, delimiter: delimiter)
        return Directory(source: source, rows: Int(rows), remarks: remarks, decisions: decisions, entries: entries)
    }

    private static func entry(_ reader: inout BinaryReader) -> Entry? {
        guard let name = reader.takeText(), let kind = reader.takeText().flatMap(ColumnKind.init(rawValue:)),
            let decimals = reader.take(UInt8.self), decimals <= 17, let hasTime = reader.take(UInt8.self),
            let spellingCount = reader.takeCount(size: 12)
        else { return nil }
        var spellings: [MissingSpelling] = []
        for _ in 0..<spellingCount {
            guard let text = reader.takeText(), let number = reader.take(UInt64.self), let count = Int(exactly: number) else {
                return nil
            }
            spellings.append(MissingSpelling(text: text, count: count))
        }
        guard let values = body(&reader), let hasWords = reader.take(UInt8.self) else { return nil }
        var entry = Entry(
            name: name, kind: kind, decimals: Int(decimals), hasTime: hasTime == 1, missingSpellings: spellings, values: values)
        if hasWords == 1 {
            guard let count = reader.take(UInt32.self), let text = body(&reader), let offsets = body(&reader) else { return nil }
            entry.words = WordBodies(count: Int(count), text: text, offsets: offsets)
        }
        return entry
    }

    private static func body(_ reader: inout BinaryReader) -> Body? {
        guard let offset = reader.take(UInt64.self).flatMap({ Int(exactly: $0) }),
            let length = reader.take(UInt64.self).flatMap({ Int(exactly: $0) }), let checksum = reader.take(UInt64.self)
        else { return nil }
        return Body(offset: offset, length: length, checksum: checksum)
    }
}
