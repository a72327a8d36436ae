/// Thresholds laid out for finding quickly how many of them are below a number.
///
/// A straight line over their range sends a number to one of 1024 stretches, for each of which it is known how many thresholds lie
/// before it; the few within it are searched by halving.
struct ThresholdTable: Sendable {
    private let edges: [Double]
    /// For each stretch the thresholds before it.
    private let before: [UInt8]
    private let low: Double
    private let scale: Double
    /// The first step of the halving: half of a power of two above the most thresholds in a stretch.
    private let step: Int

    private static let stretches = 1024

    /// - `edges`: at most 254, ascending, all different.
    init(_ edges: [Double]) {
        let finite = edges.filter(\.isFinite)
        let low = finite.first ?? 0
        let width = (finite.last ?? 0) - low
        let scale = width > 0 && width.isFinite && (1 / width).isFinite ? Double(ThresholdTable.stretches - 1) / width : 0
        var counts = [Int](repeating: 0, count: ThresholdTable.stretches)
        for edge in edges { counts[ThresholdTable.stretch(edge, low: low, scale: scale)] += 1 }
        var before: [UInt8] = []
        var sum = 0
        for count in counts {
            before.append(UInt8(sum))
            sum += count
        }
        var step = 1
        while 2 * step <= counts.max() ?? 0 { step *= 2 }
        self.edges = edges + [Double](repeating: .infinity, count: 512 - edges.count)
        self.before = before
        self.low = low
        self.scale = scale
        self.step = edges.isEmpty ? 0 : step
    }

    /// A function that never falls, so thresholds of earlier stretches are smaller and those of later ones greater.
    @inline(__always)
    private static func stretch(_ value: Double, low: Double, scale: Double) -> Int {
        let place = (value - low) * scale
        let held = place > 0 ? (place < Double(stretches - 1) ? place : Double(stretches - 1)) : 0
        // Adding 2^52 rounds, and leaves the whole number in the low bits.
        return Int((held + 0x1p52).bitPattern & UInt64(stretches - 1))
    }

    /// Writes for each number how many thresholds are below it, and 255 for what is missing.
    ///
    /// - `rows`: which of the values; nil for `count` from `first` on.
    func write(
        _ values: UnsafePointer<Double>, rows: UnsafePointer<Int32>?, first: Int, count: Int,
        to target: UnsafeMutablePointer<UInt8>
    ) {
        edges.withUnsafeBufferPointer { edges in
            before.withUnsafeBufferPointer { before in
                guard let edges = edges.baseAddress, let before = before.baseAddress else { return }
                let (low, scale, step) = (low, scale, step)
                for row in 0..<count {
                    let value = values[rows.map { Int($0[first &+ row]) } ?? first &+ row]
                    var place = Int(before[ThresholdTable.stretch(value, low: low, scale: scale)])
                    var half = step
                    while half > 0 {
                        let isAbove = edges[place &+ half &- 1] < value ? -1 : 0
                        place &+= half & isAbove
                        half >>= 1
                    }
                    target[row] = value == value ? UInt8(truncatingIfNeeded: place) : 255
                }
            }
        }
    }
}
