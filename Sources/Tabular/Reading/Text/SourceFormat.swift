/// What the bytes of a source are.
package enum SourceFormat: Equatable {
    case text(TextEncoding)
    /// Not text; the name of the format where its first bytes tell it.
    case binary(String?)

    /// - Complexity: O(n)
    init(of bytes: UnsafeBufferPointer<UInt8>) {
        var evidence = EncodingEvidence()
        evidence.take(bytes)
        self = evidence.format
    }

    private static let signatures: [(name: String, bytes: [UInt8])] = [
        ("a gzip archive", [0x1F, 0x8B]), ("a Parquet file", Array("PAR1".utf8)),
        ("a zip archive or a spreadsheet", [0x50, 0x4B, 0x03, 0x04]), ("a Zstandard archive", [0x28, 0xB5, 0x2F, 0xFD]),
        ("an SQLite database", Array("SQLite format 3".utf8)), ("an HDF5 file", [0x89, 0x48, 0x44, 0x46]),
        ("an Arrow file", Array("ARROW1".utf8)), ("a PDF document", Array("%PDF-".utf8)),
        ("a picture", [0x89, 0x50, 0x4E, 0x47]), ("a program", [0x7F, 0x45, 0x4C, 0x46]),
        ("an old Excel workbook", [0xD0, 0xCF, 0x11, 0xE0]),
    ]

    /// The name of a format that is no text, told by its first bytes.
    static func signature(of head: [UInt8]) -> String? { signatures.first { head.starts(with: $0.bytes) }?.name }
}
