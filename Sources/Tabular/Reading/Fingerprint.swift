public import Recipes

/// The name of a table by what it was read from.
///
/// The content is hashed as SHA-256 over the SHA-256 digests of its blocks of 1 MiB (the last may be shorter), written in
/// hexadecimal and cut to 32 digits. That is the fingerprint of a table that was read as the importer found it. Where the
/// person's options made another table of the same bytes, it is SHA-256 over this content hash, a line feed and the canonical
/// JSON of these options (the members of ``ReadingOptions/json``, only those that changed something), cut likewise.
enum Fingerprint {
    static let blockSize = 1 << 20
    static let digits = 32

    /// The hash of the content; blocks are hashed on all cores.
    static func content(of source: SourceBytes) -> String {
        let blocks = (source.count + blockSize - 1) / blockSize
        let digests = inParallel(blocks) { block in
            let start = block * blockSize
            var hash = SHA256()
            hash.update(UnsafeBufferPointer(start: source.base + start, count: min(blockSize, source.count - start)))
            return hash.digest()
        }
        return String(SHA256.hexDigest(of: digests.flatMap { $0 }).prefix(digits))
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
