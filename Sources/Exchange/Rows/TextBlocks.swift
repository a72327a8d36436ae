import Glibc
import Recipes
import Tabular

/// The text of a file in UTF-8, block by block, without a byte order mark, so that files in several encodings can stand behind one
/// another.
final class TextBlocks {
    private let stream: SourceStream
    private var decoder: TextDecoder?
    private let raw: UnsafeMutableRawBufferPointer
    private let decoded: UnsafeMutablePointer<UInt8>
    /// What was decoded and not handed out yet.
    private var (next, end) = (0, 0)
    private var isAtEnd = false

    /// Opens a text.
    ///
    /// - Parameters:
    ///   - stream: a file, which is read from its beginning.
    ///   - encoding: how it is written; nil finds that out from all of it.
    ///   - block: so many bytes are read at once.
    /// - Throws: ``AssayError`` where it cannot be read, or `import_stopped`.
    init(_ stream: SourceStream, encoding: TextEncoding?, block: Int = 1 << 18) throws(AssayError) {
        self.stream = stream
        raw = .allocate(byteCount: block, alignment: 16)
        decoded = .allocate(capacity: TextDecoder.capacity(for: block))
        let hasMark = stream.head.starts(with: [0xEF, 0xBB, 0xBF])
        let encoding = if let encoding { encoding } else { try Self.encoding(of: stream, raw) }
        // What is no character of UTF-8 is the importer's to tell.
        decoder = encoding == .utf8 ? nil : TextDecoder(encoding)
        lseek(stream.descriptor, encoding == .utf8 && hasMark ? 3 : 0, SEEK_SET)
    }

    deinit {
        raw.deallocate()
        decoded.deallocate()
    }

    /// How a text is written, as all of its bytes tell.
    private static func encoding(
        of stream: SourceStream, _ memory: UnsafeMutableRawBufferPointer
    ) throws(AssayError) -> TextEncoding {
        var evidence = EncodingEvidence()
        lseek(stream.descriptor, 0, SEEK_SET)
        while case let got = try Input.read(stream.descriptor, memory, name: stream.name, control: stream.control), got > 0 {
            evidence.take(
                UnsafeBufferPointer(UnsafeMutableRawBufferPointer(rebasing: memory[..<got]).assumingMemoryBound(to: UInt8.self)))
        }
        guard case .text(let encoding) = evidence.format else { return .utf8 }
        return encoding
    }

    /// Fills memory with the next bytes.
    ///
    /// - Returns: how many there are; 0 at the end.
    /// - Throws: ``AssayError`` where the file cannot be read, or `import_stopped`.
    func read(into memory: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
        guard decoder != nil else {
            return try Input.read(stream.descriptor, memory, name: stream.name, control: stream.control)
        }
        while next == end {
            if isAtEnd { return 0 }
            let got = try Input.read(stream.descriptor, raw, name: stream.name, control: stream.control)
            isAtEnd = got == 0
            let block = UnsafeBufferPointer(
                UnsafeMutableRawBufferPointer(rebasing: raw[..<got]).assumingMemoryBound(to: UInt8.self))
            next = 0
            end = decoder?.decode(block, into: decoded, isLast: isAtEnd) ?? 0
        }
        let count = min(memory.count, end - next)
        memory.copyMemory(from: UnsafeRawBufferPointer(start: decoded + next, count: count))
        next += count
        return count
    }
}
