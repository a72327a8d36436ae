import Recipes

/// A table as it is read and kept: without its name, which is that of the file it is asked for by.
struct CachedTable {
    var source: Recipe.Source
    var rows: Int
    var columns: [Column]
    var remarks: [String]
    var decisions = ReadingDecisions()
}

/// The format of a cache file.
///
///     magic        8 bytes, with the version
///     length       UInt64, of the directory
///     checksum     UInt64, of the directory
///     directory    the key, how the source was read, remarks, and for every column what it is, where its body lies, and the checksum of that
///     bodies       doubles, or codes as Int32; words with their lengths; each at a multiple of 8
///
/// Everything is little-endian. Nothing in it is believed unchecked: a file that does not hold together is no table.
enum CacheFormat {
    /// Raised whenever the format or what the importer makes of a text changes.
    static let version = 2
    static let magic: [UInt8] = Array("ASSAYTB".utf8) + [UInt8(version)]
    static let prefix = 24
    static let directoryLimit = 1 << 28

    /// A stretch of the file.
    struct Body: Equatable {
        var offset: Int
        var length: Int
        var checksum: UInt64
    }

    /// What the directory says of a column.
    struct Entry {
        var name: String
        var kind: ColumnKind
        var decimals: Int
        var hasTime: Bool
        var missingSpellings: [MissingSpelling]
        /// Doubles, or codes where there are words.
        var values: Body
        var words: Body?
        var wordCount: Int
    }

    /// The first bytes of a file, up to the bodies.
    static func head(
        key: String, source: Recipe.Source, rows: Int, remarks: [String], decisions: ReadingDecisions, entries: [Entry]
    ) -> [UInt8] {
        var directory = BinaryWriter()
        directory.append(key)
        directory.append(source.fingerprint)
        directory.append(source.header ? UInt8(1) : 0)
        directory.append(source.delimiter)
        directory.append(UInt64(rows))
        directory.append(UInt32(remarks.count))
        for remark in remarks { directory.append(remark) }
        directory.append(decisions.json.canonicalText)
        directory.append(UInt32(entries.count))
        for entry in entries { append(entry, to: &directory) }
        var head = BinaryWriter()
        head.append(UInt64(directory.bytes.count))
        head.append(directory.bytes.withUnsafeBytes { Checksum.of($0) })
        return magic + head.bytes + directory.bytes
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
        directory.append(entry.words == nil ? UInt8(0) : 1)
        directory.append(UInt32(entry.wordCount))
        for body in [entry.values, entry.words ?? Body(offset: 0, length: 0, checksum: 0)] {
            directory.append(UInt64(body.offset))
            directory.append(UInt64(body.length))
            directory.append(body.checksum)
        }
    }

    /// Reads the directory of the table with this key; nil where it does not hold together or is another's.
    static func directory(
        _ bytes: UnsafeRawBufferPointer, key: String
    ) -> (source: Recipe.Source, rows: Int, remarks: [String], decisions: ReadingDecisions, entries: [Entry])? {
        var reader = BinaryReader(bytes)
        guard reader.takeText() == key, let fingerprint = reader.takeText(), let header = reader.take(UInt8.self),
            let delimiter = reader.takeText(),
            let rows = reader.take(UInt64.self), rows <= UInt64(UInt32.max), let remarkCount = reader.takeCount(size: 4)
        else { return nil }
        var remarks: [String] = []
        for _ in 0..<remarkCount {
            guard let remark = reader.takeText() else { return nil }
            remarks.append(remark)
        }
        guard let decided = reader.takeText().flatMap({ try? JSON(parsing: $0) }), let decisions = ReadingDecisions(decided)
        else { return nil }
        guard let count = reader.takeCount(size: 60) else { return nil }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard let entry = entry(&reader) else { return nil }
            entries.append(entry)
        }
        guard reader.isAtEnd else { return nil }
        let source = Recipe.Source(fingerprint: fingerprint, header: header == 1, delimiter: delimiter)
        return (source, Int(rows), remarks, decisions, entries)
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
        guard let hasWords = reader.take(UInt8.self), let wordCount = reader.take(UInt32.self), let values = body(&reader),
            let words = body(&reader)
        else { return nil }
        return Entry(
            name: name, kind: kind, decimals: Int(decimals), hasTime: hasTime == 1, missingSpellings: spellings, values: values,
            words: hasWords == 1 ? words : nil, wordCount: Int(wordCount))
    }

    private static func body(_ reader: inout BinaryReader) -> Body? {
        guard let offset = reader.take(UInt64.self).flatMap({ Int(exactly: $0) }),
            let length = reader.take(UInt64.self).flatMap({ Int(exactly: $0) }), let checksum = reader.take(UInt64.self)
        else { return nil }
        return Body(offset: offset, length: length, checksum: checksum)
    }
}
