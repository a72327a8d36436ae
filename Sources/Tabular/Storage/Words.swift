/// The different words of a column, sorted by their bytes, each made a string when it is asked for.
///
/// The text stands in one stretch of UTF-8, in memory of its own or in a mapped cache file; the offsets say where each word
/// begins.
@frozen
public struct Words: RandomAccessCollection, Sendable {
    @usableFromInline let text: Values<UInt8>
    /// Where each word begins, and where the last one ends: `count + 1` places, ascending, the first is 0.
    @usableFromInline let offsets: Values<UInt64>

    /// - Precondition: the offsets ascend from 0 to the length of the text.
    init(text: Values<UInt8>, offsets: Values<UInt64>) {
        self.text = text
        self.offsets = offsets
    }

    /// A copy of words; they have to be sorted by their bytes and to differ where they are those of a column.
    public init(_ words: some Sequence<String>) {
        var text: [UInt8] = []
        var offsets: [UInt64] = [0]
        for word in words {
            text.append(contentsOf: word.utf8)
            offsets.append(UInt64(text.count))
        }
        self.init(text: Values(text), offsets: Values(offsets))
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { offsets.count &- 1 }

    /// The word with this code.
    ///
    /// - Complexity: O(length of the word).
    /// - Precondition: `position` is a code of the column.
    @inlinable
    public subscript(position: Int) -> String { withBytes(of: position) { String(decoding: $0, as: UTF8.self) } }

    /// Calls `body` with the UTF-8 of a word, which is there for the time of the call.
    ///
    /// - Precondition: `position` is a code of the column.
    @inlinable
    public func withBytes<Result, Failure: Error>(
        of position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = Int(truncatingIfNeeded: offsets[position])
        let end = Int(truncatingIfNeeded: offsets[position &+ 1])
        precondition(start >= 0 && start <= end && end <= text.count, "a word outside the text")
        return try text.withUnsafeBufferPointer { bytes throws(Failure) in
            try body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
    }

    /// The bytes of all words together.
    public var byteCount: Int { text.count }
}

extension Words: Equatable {
    public static func == (a: Words, b: Words) -> Bool { a.offsets == b.offsets && a.text == b.text }
}

extension Words: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: String...) { self.init(elements) }
}
