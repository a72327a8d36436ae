/// The nearest rows so far of some queries.
final class NeighborSearch {
    /// The queries.
    let range: Range<Int>
    private let points: DesignMatrix
    private let queries: DesignMatrix
    private let wanted: Int
    private let power: Int
    /// Query by query, the nearest first.
    private let nearest: NativeBuffer<Neighbor>
    private let counts: NativeBuffer<Int32>

    init(_ points: DesignMatrix, _ queries: DesignMatrix, _ range: Range<Int>, _ wanted: Int, _ power: Int) {
        self.points = points
        self.queries = queries
        self.range = range
        self.wanted = wanted
        self.power = power
        nearest = NativeBuffer(range.count * wanted, repeating: Neighbor(distance: .infinity, row: 0))
        counts = NativeBuffer(range.count, repeating: 0)
    }

    /// The distance that a row must not exceed to be a neighbour, squared for power 2; infinite while there are too few.
    func farthest(_ place: Int) -> Double { nearest.base[place * wanted + wanted - 1].distance }

    /// The nearest rows with their distances.
    func neighbours(of query: Int) -> UnsafeBufferPointer<Neighbor> {
        let place = query - range.lowerBound
        let own = nearest.base + place * wanted
        if power == 2 { for rank in 0..<Int(counts.base[place]) { own[rank].distance = own[rank].distance.squareRoot() } }
        return UnsafeBufferPointer(start: own, count: Int(counts.base[place]))
    }

    /// Measures a row and takes it in where it is nearer than another; rows have to come in ascending.
    ///
    /// - Returns: whether it was taken in.
    @discardableResult
    func measure(_ query: Int, _ row: Int) -> Bool {
        let place = query - range.lowerBound
        let distance = distance(query, row)
        let own = nearest.base + place * wanted
        guard distance < own[wanted - 1].distance else { return false }
        var rank = min(Int(counts.base[place]), wanted - 1)
        counts.base[place] = Int32(min(Int(counts.base[place]) + 1, wanted))
        while rank > 0, own[rank - 1].distance > distance {
            own[rank] = own[rank - 1]
            rank -= 1
        }
        own[rank] = Neighbor(distance: distance, row: Int32(row))
        return true
    }

    /// The sum of squares, or of absolute values, of the differences: numbers in four sums that run side by side, then words.
    private func distance(_ query: Int, _ row: Int) -> Double {
        let (width, slots) = (points.denseWidth, points.slotCount)
        var result = queries.dense.withUnsafeBufferPointer { a in
            points.dense.withUnsafeBufferPointer { b in
                guard width > 0, let a = a.baseAddress, let b = b.baseAddress else { return 0.0 }
                return power == 2
                    ? NeighborSearch.sum(a + query &* width, b + row &* width, width) { $0 * $0 }
                    : NeighborSearch.sum(a + query &* width, b + row &* width, width) { $0.replacing(with: -$0, where: $0 .< 0) }
            }
        }
        for slot in 0..<slots {
            let (a, b) = (queries.slots[query &* slots &+ slot], points.slots[row &* slots &+ slot])
            if a != b { result += (a >= 0 ? 1 : 0) + (b >= 0 ? 1 : 0) }
        }
        return result
    }

    @inline(__always)
    private static func sum(
        _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int, _ part: (SIMD4<Double>) -> SIMD4<Double>
    ) -> Double {
        var sums = SIMD4<Double>.zero
        var place = 0
        while place &+ 4 <= count {
            sums += part(SIMD4<Double>(at: a + place) - SIMD4<Double>(at: b + place))
            place &+= 4
        }
        var rest = SIMD4<Double>.zero
        for lane in 0..<count &- place { rest[lane] = a[place &+ lane] - b[place &+ lane] }
        return (sums + part(rest)).total
    }
}
