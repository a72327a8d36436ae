public import Recipes

/// The name of a table by what it was read from.
///
/// The content is hashed in blocks of 1 MiB (the last may be shorter): each by XXH64 with the seeds of ``seeds``, both written as eight
/// bytes, the lowest first. SHA-256 over the length of the content, as eight bytes likewise, and these hashes in the order of
/// the blocks, in hexadecimal and cut to 32 digits, is the fingerprint of a table that was read as the importer found it. Where the
/// person's options made another table of the same bytes, it is SHA-256 over this content hash, a line feed and the canonical
/// JSON of these options (the members of ``ReadingOptions/json``, only those that changed something), cut likewise.
///
/// So two contents that somebody wrote without thinking of this have one name once in 2^64 at the least; somebody who wants
/// two contents with one name can make them. SHA-256 over all bytes costs as much as reading the table.
enum Fingerprint {
    static let blockSize = 1 << 20
    static let digits = 32
    static let seeds: (UInt64, UInt64) = (0, 0x9E37_79B9_7F4A_7C15)

    /// The hash of one block.
    struct BlockHash: Equatable {
        var first: UInt64
        var second: UInt64

        init(_ bytes: UnsafePointer<UInt8>, _ count: Int) { (first, second) = XXHash64.pair(bytes, count, seeds: seeds) }
    }

    /// The hash of a content of `count` bytes with these blocks.
    static func content(_ blocks: [BlockHash], count: Int) -> String {
        var bytes = BinaryWriter()
        bytes.append(UInt64(count))
        for block in blocks {
            bytes.append(block.first)
            bytes.append(block.second)
        }
        return String(SHA256.hexDigest(of: bytes.bytes).prefix(digits))
    }

    /// The hash of all of a source.
    ///
    /// - Throws: ``AssayError`` where it cannot be read or became shorter.
    static func content(of source: ByteSource, work: ImportWork) throws(AssayError) -> String {
        let stretch = 4 * blockSize
        let count = (source.size + stretch - 1) / stretch
        let hashes = ResultSlots<[BlockHash]>(count)
        try work.forEach(
            count, makeState: { _ in () },
            { item, _ throws(AssayError) in
                let bytes = try source.bytes(at: item * stretch, count: stretch)
                guard bytes.count == min(stretch, source.size - item * stretch) else { throw .sourceChanged(source.path) }
                hashes.set(
                    item,
                    stride(from: 0, to: bytes.count, by: blockSize).map {
                        BlockHash(bytes.base + $0, min(blockSize, bytes.count - $0))
                    })
            })
        return content(hashes.values.flatMap { $0 }, count: source.size)
    }

    /// The fingerprint of what options make of a content.
    static func table(content: String, options: JSON) -> String {
        guard case .object(let members) = options, !members.isEmpty else { return content }
        return String(SHA256.hexDigest(of: Array((content + "\n" + options.canonicalText).utf8)).prefix(digits))
    }
}

extension ReadingOptions {
    /// What was asked for, as JSON; empty where nothing was. ``init(json:)`` reads it back.
    public var json: JSON {
        var members: [String: JSON] = [:]
        if let encoding { members["encoding"] = .string(encoding.rawValue) }
        if let delimiter { members["delimiter"] = .string(delimiter) }
        if let skip { members["skip"] = JSON(skip) }
        if let header { members["header"] = .bool(header) }
        if let decimal { members["decimal"] = .string(decimal.rawValue) }
        if let thousands { members["thousands"] = .string(thousands.rawValue) }
        if let dateOrder { members["date_order"] = .string(dateOrder.rawValue) }
        if !dateOrders.isEmpty { members["dates"] = .object(dateOrders.mapValues { .string($0.rawValue) }) }
        if !missing.isEmpty { members["missing"] = .array(missing.sorted().map(JSON.string)) }
        if !kinds.isEmpty { members["kinds"] = .object(kinds.mapValues { .string($0.rawValue) }) }
        return .object(members)
    }

    /// What ``json`` wrote; members that say nothing this version knows are left out.
    public init(json: JSON) {
        self.init()
        func word<Word: RawRepresentable<String>>(_ key: String) -> Word? { json[key]?.stringValue.flatMap(Word.init(rawValue:)) }
        func words<Word: RawRepresentable<String>>(_ key: String) -> [String: Word] {
            (json[key]?.objectValue ?? [:]).compactMapValues { $0.stringValue.flatMap(Word.init(rawValue:)) }
        }
        encoding = word("encoding")
        delimiter = json["delimiter"]?.stringValue
        skip = json["skip"]?.intValue
        header = json["header"]?.boolValue
        decimal = word("decimal")
        thousands = word("thousands")
        dateOrder = word("date_order")
        dateOrders = words("dates")
        missing = (json["missing"]?.arrayValue ?? []).compactMap(\.stringValue)
        kinds = words("kinds")
    }
}
