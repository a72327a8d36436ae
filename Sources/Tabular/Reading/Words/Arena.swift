import Glibc

/// Memory for the bytes of words, which all go together.
///
/// Beyond a budget it is mapped from a file without a name, so that the system may move it to the disk: the words of a table can be
/// more than the memory holds.
final class Arena {
    private var blocks: [UnsafeMutableRawPointer] = []
    private var mapped: [(base: UnsafeMutableRawPointer, size: Int)] = []
    private var place: UnsafeMutablePointer<UInt8>?
    private var left = 0
    private var kept = 0
    private let budget: Int
    private let folder: String?
    private static let padding = 8

    /// How much of the memory of this machine all words together may take.
    static let share: Int = max(64 << 20, Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE))) / 4)

    /// - Parameters:
    ///   - budget: bytes that are kept in memory.
    ///   - folder: where a file for the others may be made.
    init(budget: Int = .max, folder: String? = nil) {
        self.budget = budget
        self.folder = folder
    }

    deinit {
        for block in blocks { block.deallocate() }
        for stretch in mapped { munmap(stretch.base, stretch.size) }
    }

    /// A copy of the bytes, behind which 8 more may be read.
    func keep(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UnsafePointer<UInt8> {
        if left < count + Self.padding { makeRoom(count + Self.padding) }
        guard let target = place else { return bytes }
        target.update(from: bytes, count: count)
        place = target + count
        left -= count
        return UnsafePointer(target)
    }

    private func makeRoom(_ wanted: Int) {
        // Small columns stay small; the blocks of large ones are few.
        let size = max(wanted, min(1 << 20, max(1 << 10, kept)))
        kept += size
        left = size
        if kept > budget, let base = Self.map(max(size, 64 << 20), folder: folder) {
            left = max(size, 64 << 20)
            mapped.append((base, left))
            place = base.bindMemory(to: UInt8.self, capacity: left)
            return
        }
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        memset(block, 0, size)
        blocks.append(block)
        place = block.bindMemory(to: UInt8.self, capacity: size)
    }

    /// Memory behind which a file stands that has no name; nil where none can be made.
    private static func map(_ size: Int, folder: String?) -> UnsafeMutableRawPointer? {
        guard let folder, let descriptor = TemporaryFile.unnamed(in: folder) else { return nil }
        defer { close(descriptor) }
        // Reserved beforehand: a full disk must show here and not as a signal when the memory is written.
        guard posix_fallocate(descriptor, 0, off_t(size)) == 0 else { return nil }
        let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        return base == MAP_FAILED ? nil : base
    }
}
