/// The values of a column, in memory that somebody keeps alive: an allocation of their own, or a mapped cache file.
///
/// Copies share the memory, which is never written after it was made. Loops that matter take the buffer once, by
/// ``withUnsafeBufferPointer(_:)``.
@frozen
public struct Values<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
    /// Keeps the memory alive.
    @usableFromInline let owner: any AnyObject & Sendable
    @usableFromInline nonisolated(unsafe) let base: UnsafePointer<Element>
    public let count: Int

    /// Values in memory of which `owner` takes care.
    @usableFromInline
    init(base: UnsafePointer<Element>, count: Int, owner: any AnyObject & Sendable) {
        self.base = base
        self.count = count
        self.owner = owner
    }

    /// A copy of the elements of an array.
    @inlinable
    public init(_ values: [Element]) {
        self.init(unsafeUninitializedCapacity: values.count) { memory in
            values.withUnsafeBufferPointer { _ = memory.initialize(fromContentsOf: $0) }
        }
    }

    /// Values that `body` writes into memory of their own; it has to write all of them.
    @inlinable
    public init(unsafeUninitializedCapacity count: Int, initializingWith body: (UnsafeMutableBufferPointer<Element>) -> Void) {
        let memory = ValueMemory(byteCount: count * MemoryLayout<Element>.stride)
        let start = memory.base.bindMemory(to: Element.self, capacity: count)
        body(UnsafeMutableBufferPointer(start: start, count: count))
        self.init(base: UnsafePointer(start), count: count, owner: memory)
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    /// - Precondition: `position` lies in the column.
    @inlinable
    public subscript(position: Int) -> Element {
        precondition(position >= 0 && position < count, "a row outside the column")
        return base[position]
    }

    /// Calls `body` with the values as one stretch of memory, which is there for the time of the call.
    @inlinable
    public func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// Calls `body` with the bytes of the values.
    @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride))
    }

    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        defer { withExtendedLifetime(owner) {} }
        return try body(UnsafeBufferPointer(start: base, count: count))
    }
}

extension Values {
    /// Whether both are the same memory, so that nothing has to be compared.
    func isSame(as other: Values) -> Bool { base == other.base && count == other.count }
}

extension Values: Equatable where Element: Equatable {
    /// Whether the elements are equal, one by one.
    @inlinable
    public static func == (a: Values, b: Values) -> Bool { a.elementsEqual(b) }
}

extension Values: ExpressibleByArrayLiteral {
    @inlinable
    public init(arrayLiteral elements: Element...) { self.init(elements) }
}

/// Memory that goes with its owner.
@usableFromInline
final class ValueMemory: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutableRawPointer

    @usableFromInline
    init(byteCount: Int) { base = .allocate(byteCount: Swift.max(1, byteCount), alignment: 64) }

    deinit { base.deallocate() }
}
