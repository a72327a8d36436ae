import Glibc
import Synchronization

/// The values of a table on their way: in a new file of the cache, or in memory where there is no cache.
///
/// Threads write where no other does. A file is written with plain calls, which tell by their result that the disk is full; its
/// lock says that somebody is at it.
final class TableBodies: @unchecked Sendable {
    private let descriptor: Int32
    /// The file's temporary name; empty for memory.
    let path: String
    private let memory: MappedMemory?
    private let hasFailed = Atomic(false)

    /// A new file of at least `size` bytes; nil where it cannot be made.
    init?(creating path: String, size: Int) {
        let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard opened >= 0 else { return nil }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0, ftruncate(opened, off_t(size)) == 0 else {
            unlink(path)
            close(opened)
            return nil
        }
        descriptor = opened
        self.path = path
        memory = nil
    }

    /// Memory of `size` bytes; nil where there is not so much.
    init?(size: Int) {
        guard let memory = MappedMemory(size: size) else { return nil }
        self.memory = memory
        descriptor = -1
        path = ""
    }

    /// Removes the file unless it was given its name.
    deinit {
        if descriptor >= 0 {
            if !path.isEmpty { unlink(path) }
            close(descriptor)
        }
    }

    /// Whether something could not be written.
    var isBroken: Bool { hasFailed.load(ordering: .relaxed) }
    var isFile: Bool { memory == nil }

    /// Writes all of the bytes at `offset`.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        if let memory {
            (memory.writable + offset).copyMemory(from: base, byteCount: bytes.count)
            return
        }
        var done = 0
        while done < bytes.count {
            let put = pwrite(descriptor, base + done, min(bytes.count - done, 1 << 30), off_t(offset + done))
            if put < 0, errno == EINTR { continue }
            if put <= 0 {
                hasFailed.store(true, ordering: .relaxed)
                return
            }
            done += put
        }
    }

    /// The first `size` bytes as they stand; nil where they cannot be mapped.
    func mapped(size: Int) -> MappedMemory? { memory ?? MappedMemory(descriptor: descriptor, size: size) }

    /// Gives the finished file its name, which replaces what is there.
    func publish(as name: String) -> Bool {
        isFile && !isBroken && rename(path, name) == 0
    }
}

/// Memory that is mapped as long as the object is there.
final class MappedMemory: @unchecked Sendable {
    let base: UnsafeRawPointer
    let size: Int
    /// Only for memory that is no file.
    let writable: UnsafeMutableRawPointer

    /// Zeroes, of which those take room that are written to.
    init?(size: Int) {
        let wanted = max(1, size)
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let mapped = mmap(nil, wanted, PROT_READ | PROT_WRITE, flags, -1, 0), mapped != MAP_FAILED else { return nil }
        base = UnsafeRawPointer(mapped)
        writable = mapped
        self.size = wanted
    }

    /// The first bytes of an open file, to be read. The file must not become shorter: only those of the cache are mapped, which are never
    /// changed.
    init?(descriptor: Int32, size: Int) {
        let wanted = max(1, size)
        guard let mapped = mmap(nil, wanted, PROT_READ, MAP_SHARED, descriptor, 0), mapped != MAP_FAILED else { return nil }
        base = UnsafeRawPointer(mapped)
        writable = mapped
        self.size = wanted
    }

    deinit { munmap(writable, size) }

    /// Values that lie here.
    ///
    /// - Precondition: they lie inside, at a multiple of their alignment.
    func values<Element>(at offset: Int, count: Int, of type: Element.Type = Element.self) -> Values<Element> {
        precondition(offset >= 0 && count >= 0 && count <= (size - offset) / MemoryLayout<Element>.stride, "values outside")
        return Values(base: (base + offset).assumingMemoryBound(to: Element.self), count: count, owner: self)
    }
}
