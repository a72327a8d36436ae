extension TextEncoding {
    /// A whole text in UTF-8, without a byte order mark.
    ///
    /// - Complexity: O(n).
    package func utf8(_ bytes: [UInt8]) -> [UInt8] {
        var decoder = TextDecoder(self)
        return [UInt8](unsafeUninitializedCapacity: TextDecoder.capacity(for: bytes.count)) { memory, count in
            guard let base = memory.baseAddress else { return }
            count = bytes.withUnsafeBufferPointer { decoder.decode($0, into: base, isLast: true) }
        }
    }
}
