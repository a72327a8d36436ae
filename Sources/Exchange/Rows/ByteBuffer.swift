/// Bytes that grow at a place of their own, so that a pointer to them is good until the next change.
final class ByteBuffer {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
        memory = .allocate(capacity: self.capacity)
    }

    deinit { memory.deallocate() }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

    func clear() { count = 0 }

    @inline(__always)
    func append(_ byte: UInt8) {
        if count == capacity { grow(to: count + 1) }
        memory[count] = byte
        count &+= 1
    }

    func append(contentsOf more: some Collection<UInt8>) {
        let needed = count + more.count
        if needed > capacity { grow(to: needed) }
        var place = count
        for byte in more {
            memory[place] = byte
            place &+= 1
        }
        count = needed
    }

    private func grow(to needed: Int) {
        capacity = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: memory, count: count)
        memory.deallocate()
        memory = larger
    }
}
