/// Puts values of one feature into its bins.
struct Binner {
    /// Padded to 255 with values that nothing is above.
    private var edges: [Double] = []
    private var missingBin: UInt8 = 0
    /// By code; bin 0 for what has none.
    private var binOfCode: [UInt8] = []

    init(_ bins: FeatureBins) {
        switch bins {
        case .numeric(let edges, _):
            self.edges = edges + [Double](repeating: .infinity, count: 256 - edges.count)
            // Also where training rows had none: rows that are only scored may have some, and histograms never see those.
            missingBin = UInt8(edges.count + 1)
        case .categorical(let codes):
            binOfCode = [UInt8](repeating: 0, count: Int(codes.max() ?? -1) + 1)
            for (place, code) in codes.enumerated() { binOfCode[Int(code)] = UInt8(place + 1) }
        }
    }

    /// Writes the bins of the rows, in their order.
    ///
    /// - Complexity: O(rows), eight comparisons each.
    func apply(to feature: FeatureValues, rows: [Int32], into target: UnsafeMutablePointer<UInt8>) {
        switch feature {
        case .numbers(let values):
            values.withUnsafeBufferPointer { values in
                edges.withUnsafeBufferPointer { edges in
                    guard let edges = edges.baseAddress else { return }
                    for (place, row) in rows.enumerated() {
                        let value = values[Int(row)]
                        target[place] = value == value ? Binner.bin(value, edges) : missingBin
                    }
                }
            }
        case .codes(let codes, _):
            for (place, row) in rows.enumerated() {
                let code = Int(codes[Int(row)])
                target[place] = code >= 0 && code < binOfCode.count ? binOfCode[code] : 0
            }
        }
    }

    /// The number of edges below the value, by halving without branches.
    @inline(__always)
    private static func bin(_ value: Double, _ edges: UnsafePointer<Double>) -> UInt8 {
        var place = 0
        place &+= edges[127] < value ? 128 : 0
        place &+= edges[place &+ 63] < value ? 64 : 0
        place &+= edges[place &+ 31] < value ? 32 : 0
        place &+= edges[place &+ 15] < value ? 16 : 0
        place &+= edges[place &+ 7] < value ? 8 : 0
        place &+= edges[place &+ 3] < value ? 4 : 0
        place &+= edges[place &+ 1] < value ? 2 : 0
        place &+= edges[place] < value ? 1 : 0
        return UInt8(truncatingIfNeeded: place)
    }
}
