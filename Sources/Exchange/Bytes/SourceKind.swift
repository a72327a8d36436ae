/// What the first bytes of a source say that it is; names and endings only settle what bytes cannot.
enum SourceKind: Equatable {
    case gzip, zstandard, xz, bzip2
    case sqlite, duckdb
    case parquet, arrow, orc
    /// Objects one after another, each usually on a line of its own.
    case jsonObjects
    /// One array of objects.
    case jsonArray
    /// Text with delimiters, or something that the importer refuses with a sentence.
    case text

    init(_ head: [UInt8], name: String) {
        if let known = Self.signatures.first(where: { head.starts(with: $0.bytes) }), !known.isWord || head.contains(0) {
            self = known.kind
        } else if head.starts(with: Array("BZh".utf8)), head.count >= 10, head[4] == 0x31 || head[4] == 0x17 {
            self = .bzip2
        } else if head.count >= 12, head[8..<12].elementsEqual("DUCK".utf8) {
            self = .duckdb
        } else {
            self = Self.json(head, name: name) ?? .text
        }
    }

    /// Those that are words might begin a text as well, which has no byte 0.
    private static let signatures: [(bytes: [UInt8], isWord: Bool, kind: SourceKind)] = [
        ([0x1F, 0x8B], false, .gzip), ([0x28, 0xB5, 0x2F, 0xFD], false, .zstandard),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], false, .xz), (Array("SQLite format 3\0".utf8), false, .sqlite),
        (Array("PAR1".utf8), true, .parquet), (Array("ARROW1".utf8), true, .arrow), (Array("FEA1".utf8), true, .arrow),
        ([0xFF, 0xFF, 0xFF, 0xFF], false, .arrow), (Array("ORC".utf8), true, .orc),
    ]

    /// Whether it has to be unpacked first.
    var isCompressed: Bool { [.gzip, .zstandard, .xz, .bzip2].contains(self) }

    /// JSON is told by its first two signs, and by its ending or a second line that begins likewise: a brace alone may begin text too.
    private static func json(_ head: [UInt8], name: String) -> SourceKind? {
        let hasMark = head.starts(with: [0xEF, 0xBB, 0xBF])
        let text = head.dropFirst(hasMark ? 3 : 0)
        let signs = text.lazy.filter { !isBlank($0) }.prefix(2)
        guard let first = signs.first else { return nil }
        let second = signs.dropFirst().first
        if first == UInt8(ascii: "["), second == UInt8(ascii: "{") { return .jsonArray }
        guard first == UInt8(ascii: "{"), second == UInt8(ascii: "\"") || second == UInt8(ascii: "}") else { return nil }
        let endings = name.lowercased().split(separator: ".").dropFirst().suffix(2)
        if endings.contains(where: { ["json", "jsonl", "ndjson"].contains($0) }) { return .jsonObjects }
        let lines = text.split(separator: 0x0A).filter { !$0.allSatisfy(isBlank) }
        let opening = lines.prefix(2).filter { $0.first { !isBlank($0) } == UInt8(ascii: "{") }
        return opening.count == lines.prefix(2).count ? .jsonObjects : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
