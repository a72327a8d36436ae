/// Random numbers as a function of (seed, stream, index): no state, any order, the same on every machine and thread.
///
/// Philox 2x64 with 10 rounds (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
/// https://doi.org/10.1145/2063384.2063405).
public struct CounterRandom: Sendable {
    private let key: UInt64
    private let stream: UInt64

    /// - Parameters:
    ///   - seed: what a person sets.
    ///   - stream: what tells one use of the seed from another, such as a tree's number.
    public init(seed: Int, stream: Int = 0) {
        self.key = UInt64(bitPattern: Int64(seed))
        self.stream = UInt64(bitPattern: Int64(stream))
    }

    /// 64 random bits at a place of the stream.
    @inline(__always)
    public func bits(_ index: Int) -> UInt64 {
        var (x, y, k) = (UInt64(bitPattern: Int64(index)), stream, key)
        for _ in 0..<10 {
            let product = x.multipliedFullWidth(by: 0xD2B7_4407_B1CE_6E93)
            (x, y) = (product.high ^ k ^ y, product.low)
            k &+= 0x9E37_79B9_7F4A_7C15
        }
        return x
    }

    /// A number in [0, 1) with 53 random bits.
    @inline(__always)
    public func unit(_ index: Int) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

    /// A whole number in `0..<bound`; the bias is below `bound` / 2^64.
    @inline(__always)
    public func integer(_ index: Int, below bound: Int) -> Int {
        Int(bits(index).multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }

    /// The numbers `0..<count` in random order.
    ///
    /// - Complexity: O(count).
    public func permutation(_ count: Int) -> [Int32] {
        var order = (0..<count).map { Int32($0) }
        shuffle(&order)
        return order
    }

    /// Puts the elements in random order (Fisher and Yates).
    public func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(last, below: last + 1))
        }
    }
}
