/// Memory of one trivial type that kernels read and write through a pointer, freed with its owner.
///
/// Arrays in classes cost exclusivity and uniqueness checks at every access; kernels take `base` once and go on from there.
/// Whoever shares a buffer between threads gives each its own part.
final class NativeBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
    /// The first element, at the start of a cache line.
    let base: UnsafeMutablePointer<Element>
    let count: Int

    /// Reserves room for `count` elements and fills it.
    init(_ count: Int, repeating value: Element) {
        let room = max(count, 1)
        let raw = UnsafeMutableRawPointer.allocate(byteCount: room * MemoryLayout<Element>.stride, alignment: 64)
        base = raw.bindMemory(to: Element.self, capacity: room)
        base.initialize(repeating: value, count: room)
        self.count = count
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }
}
