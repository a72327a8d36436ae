import Recipes

/// The part of a stream that is being looked at: refilled from behind, moved to the front when it is used up.
final class ByteWindow {
    private let refill: (UnsafeMutableRawBufferPointer) throws(AssayError) -> Int
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The first byte that is still needed, and the end of what is there.
    private(set) var start = 0
    private(set) var end = 0
    private(set) var isAtEnd = false
    /// Bytes that were taken so far.
    private(set) var consumed = 0

    /// - Parameters:
    ///   - capacity: how many bytes there is room for at first.
    ///   - refill: fills memory and answers how much; 0 is the end.
    init(capacity: Int = 1 << 22, refill: @escaping (UnsafeMutableRawBufferPointer) throws(AssayError) -> Int) {
        self.refill = refill
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    /// What an open file has, from where it stands.
    convenience init(_ stream: SourceStream, capacity: Int = 1 << 22) {
        self.init(capacity: capacity) { memory throws(AssayError) in
            try Input.read(stream.descriptor, memory, name: stream.name, control: stream.control)
        }
    }

    /// What a program says.
    convenience init(_ child: ChildProcess) {
        self.init(capacity: 1 << 20) { memory throws(AssayError) in try child.read(into: memory) }
    }

    deinit { memory.deallocate() }

    /// The bytes that are there and were not taken.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory + start, count: end - start) }

    /// Brings more bytes behind those that are there; false at the end of the stream. Pointers into ``bytes`` end here.
    func more() throws(AssayError) -> Bool {
        if isAtEnd { return false }
        if start > 0 {
            memory.update(from: memory + start, count: end - start)
            end -= start
            start = 0
        }
        if end == capacity {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
            larger.update(from: memory, count: end)
            memory.deallocate()
            memory = larger
            capacity *= 2
        }
        let got = try refill(UnsafeMutableRawBufferPointer(start: memory + end, count: capacity - end))
        end += got
        isAtEnd = got == 0
        return got > 0
    }

    /// Takes bytes from the front.
    func take(_ count: Int) {
        start += count
        consumed += count
    }
}
