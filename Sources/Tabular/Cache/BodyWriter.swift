/// A column that was read, and where its values lie.
struct PlacedColumn {
    var result: ColumnResult
    var entry: CacheFormat.Entry
    /// Its words, where they are in memory and not in a file.
    var words: Words?
}

/// Writes the words of columns behind their values, one column after the other.
final class BodyWriter {
    let bodies: TableBodies
    /// Where the next body goes.
    private(set) var end: Int

    /// - Parameters:
    ///   - bodies: where to.
    ///   - end: behind the values of all columns.
    init(_ bodies: TableBodies, end: Int) {
        self.bodies = bodies
        self.end = end
    }

    /// Writes the words of a column whose values stand at `offset`.
    func place(_ result: ColumnResult, at offset: Int, rows: Int) -> PlacedColumn {
        let width = result.words == nil ? 8 : 4
        var entry = CacheFormat.Entry(
            name: result.name, kind: result.kind, decimals: result.decimals, hasTime: result.hasTime,
            missingSpellings: result.missingSpellings, missing: result.missing,
            values: .init(offset: offset, length: rows * width, checksum: result.checksum))
        guard let cells = result.words else { return PlacedColumn(result: result, entry: entry) }
        var result = result
        result.words = nil
        if bodies.isFile {
            entry.words = write(cells.indices, bytes: { place, body in body(cells[place].buffer) })
            return PlacedColumn(result: result, entry: entry)
        }
        return PlacedColumn(result: result, entry: entry, words: Words(cells))
    }

    /// Writes words, of which `bytes` hands out each.
    func write(
        _ places: Range<Int>, bytes: (Int, (UnsafeBufferPointer<UInt8>) -> Void) -> Void
    ) -> CacheFormat.WordBodies {
        let text = body { stream in
            for place in places { bytes(place) { stream.append(UnsafeRawBufferPointer($0)) } }
        }
        let offsets = body { stream in
            var end: UInt64 = 0
            stream.append(end)
            for place in places {
                bytes(place) { end &+= UInt64($0.count) }
                stream.append(end)
            }
        }
        return CacheFormat.WordBodies(count: places.count, text: text, offsets: offsets)
    }

    private func body(_ fill: (inout BodyStream) -> Void) -> CacheFormat.Body {
        end = (end + 63) & ~63
        var stream = BodyStream(bodies, at: end)
        fill(&stream)
        let body = stream.finish()
        end += body.length
        return body
    }

    /// The columns as they lie; nil where the file cannot be mapped.
    func columns(_ placed: [PlacedColumn], rows: Int) -> [Column]? {
        guard let memory = bodies.mapped(size: end) else { return nil }
        return placed.map { CachedTable.column($0.entry, rows: rows, in: memory, words: $0.words) }
    }
}

/// Writes one body in large pieces and works out its checksum.
struct BodyStream {
    private let bodies: TableBodies
    private let start: Int
    private var length = 0
    private var sum: UInt64 = 0
    private var buffer: [UInt8] = []
    /// A multiple of eight, so that pieces of the checksum are whole words.
    private static let capacity = 1 << 18

    init(_ bodies: TableBodies, at start: Int) {
        self.bodies = bodies
        self.start = start
        buffer.reserveCapacity(Self.capacity)
    }

    mutating func append(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { append($0) }
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        var place = 0
        while place < bytes.count {
            let part = min(bytes.count - place, Self.capacity - buffer.count)
            buffer.append(contentsOf: bytes[place..<place + part])
            place += part
            if buffer.count == Self.capacity { flush() }
        }
    }

    private mutating func flush() {
        buffer.withUnsafeBytes { bytes in
            sum &+= Checksum.words(bytes, from: length)
            bodies.write(bytes, at: start + length)
        }
        length += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    mutating func finish() -> CacheFormat.Body {
        flush()
        return CacheFormat.Body(offset: start, length: length, checksum: sum &+ Checksum.length(length))
    }
}

extension Words {
    /// Copies of words that are sorted already.
    init(_ cells: [Cell]) {
        let total = cells.reduce(0) { $0 + $1.count }
        let offsets = Values<UInt64>(unsafeUninitializedCapacity: cells.count + 1) { memory in
            var end: UInt64 = 0
            memory.initializeElement(at: 0, to: 0)
            for (place, cell) in cells.enumerated() {
                end += UInt64(cell.count)
                memory.initializeElement(at: place + 1, to: end)
            }
        }
        let text = Values<UInt8>(unsafeUninitializedCapacity: total) { memory in
            var place = 0
            for cell in cells {
                for byte in cell.buffer {
                    memory.initializeElement(at: place, to: byte)
                    place += 1
                }
            }
        }
        self.init(text: text, offsets: offsets)
    }
}
