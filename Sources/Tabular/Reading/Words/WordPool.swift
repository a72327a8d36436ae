/// The different words that one thread meets in a column, each with a code in the order of appearance.
///
/// A table of open addressing; the bytes of a word are kept in the pool, so that the text may go.
struct WordPool: ~Copyable {
    /// A word of the pool.
    struct Record {
        let start: UnsafePointer<UInt8>
        let length: Int
        /// The row of the table in which it stands first.
        let firstRow: Int
        /// In how many rows it stands.
        var count: Int

        var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: length) }
        var cell: Cell { Cell(start, length) }
    }

    private var records: UnsafeMutablePointer<Record>
    private(set) var count = 0
    private var recordCapacity = 32
    /// The hash in the upper half, code + 1 in the lower; 0 is free. Never more than half full.
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask = 63
    private let arena: Arena
    /// The last word, asked first.
    private var last = 0

    init(arena: Arena) {
        self.arena = arena
        records = .allocate(capacity: 32)
        slots = .allocate(capacity: 64)
        slots.initialize(repeating: 0, count: 64)
    }

    deinit {
        records.deallocate()
        slots.deallocate()
    }

    /// The words in the order of their codes.
    var buffer: UnsafeBufferPointer<Record> { UnsafeBufferPointer(start: records, count: count) }

    /// The code of a word that stands in this row.
    ///
    /// - Precondition: 8 bytes more may be read behind the word, and rows come in ascending order.
    @inline(__always)
    mutating func code(of bytes: UnsafePointer<UInt8>, _ length: Int, row: Int) -> Int32 {
        let hash = WordHash.of(bytes, length)
        let tag = hash & 0xFFFF_FFFF_0000_0000
        var place = Int(truncatingIfNeeded: hash &>> 32) & mask
        while true {
            let slot = slots[place]
            if slot == 0 { break }
            if slot & 0xFFFF_FFFF_0000_0000 == tag {
                let code = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1
                let record = records + code
                if record.pointee.length == length, WordHash.areEqual(record.pointee.start, bytes, length) {
                    record.pointee.count &+= 1
                    return Int32(truncatingIfNeeded: code)
                }
            }
            place = (place &+ 1) & mask
        }
        return insert(bytes, length, row: row, tag: tag, at: place)
    }

    @inline(never)
    private mutating func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, row: Int, tag: UInt64, at place: Int) -> Int32 {
        if count == recordCapacity {
            let larger = UnsafeMutablePointer<Record>.allocate(capacity: recordCapacity * 2)
            larger.moveInitialize(from: records, count: count)
            records.deallocate()
            records = larger
            recordCapacity *= 2
        }
        (records + count).initialize(to: Record(start: arena.keep(bytes, length), length: length, firstRow: row, count: 1))
        count += 1
        slots[place] = tag | UInt64(count)
        if count * 2 > mask { grow() }
        return Int32(truncatingIfNeeded: count - 1)
    }

    private mutating func grow() {
        let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
        let capacity = (mask + 1) * 4
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: 0, count: capacity)
        mask = capacity - 1
        for slot in old where slot != 0 {
            var place = Int(truncatingIfNeeded: slot &>> 32) & mask
            while slots[place] != 0 { place = (place &+ 1) & mask }
            slots[place] = slot
        }
        old.baseAddress?.deallocate()
    }
}
