import CKernels

/// A training row near a query.
struct Neighbor {
    var distance: Double
    var row: Int32
}

/// Finds the nearest rows by looking at all, but at most of them roughly only.
///
/// Coordinates are rounded to 16 bits, and to a range that far ones are moved to the border of: which brings rows nearer together, never
/// further apart. So from the distance of two rounded rows, which takes eight products an instruction, follows a bound below the true
/// one; only rows whose bound is not above the distance of the farthest neighbour so far are measured exactly. The result is that
/// of measuring all.
struct NeighborIndex: Sendable {
    private let matrix: DesignMatrix
    private let power: Int
    /// Columns that are rounded: all, or the dense ones only where the others are many.
    private let columns: Int
    private let pairs: Int
    /// Steps of a unit.
    private let scale: Double
    /// The largest rounded coordinate.
    private let limit: Double
    /// What rounding may add to the distance of two rows.
    private let slack: Double
    private let points: NativeBuffer<Int16>
    private let norms: NativeBuffer<Int32>

    private static let tileRows = 8
    /// Tiles whose coordinates stay in the second cache.
    private static let blockTiles = 512
    private static let queriesAtOnce = 64

    init(_ matrix: DesignMatrix, power: Int) {
        self.matrix = matrix
        self.power = power
        columns = power == 2 ? (matrix.width <= 256 ? matrix.width : matrix.denseWidth) : 0
        pairs = (columns + 1) / 2
        // Norms and twice the products stay below 2^30 in all.
        let steps = columns > 0 ? (0x1p28 / Double(2 * pairs)).squareRoot().rounded(.down) : 1
        limit = min(steps, 32_000)
        let farthest = matrix.dense.reduce(1) { max($0, $1.magnitude) }
        scale = limit / min(farthest, 8)
        slack = Double(2 * pairs).squareRoot() / scale
        let tiles = (matrix.rowCount + Self.tileRows - 1) / Self.tileRows
        points = NativeBuffer(tiles * pairs * 16, repeating: 0)
        // Rows that only fill the last tile are far from everything.
        norms = NativeBuffer(tiles * Self.tileRows, repeating: .max / 2)
        let row = NativeBuffer<Int16>(2 * pairs, repeating: 0)
        for place in 0..<(columns > 0 ? matrix.rowCount : 0) {
            norms.base[place] = round(matrix, place, into: row.base)
            let target = points.base + place / Self.tileRows * pairs * 16 + place % Self.tileRows * 2
            for pair in 0..<pairs {
                target[pair * 16] = row.base[2 * pair]
                target[pair * 16 + 1] = row.base[2 * pair + 1]
            }
        }
    }

    /// Rounds a row and returns the sum of its squares.
    private func round(_ matrix: DesignMatrix, _ place: Int, into target: UnsafeMutablePointer<Int16>) -> Int32 {
        target.update(repeating: 0, count: 2 * pairs)
        for column in 0..<matrix.denseWidth {
            let value = matrix.dense[place * matrix.denseWidth + column] * scale
            target[column] = Int16(max(-limit, min(limit, value)).rounded())
        }
        if columns > matrix.denseWidth {
            for slot in 0..<matrix.slotCount {
                let column = matrix.slots[place * matrix.slotCount + slot]
                if column >= 0 { target[Int(column)] = Int16(min(limit, scale).rounded()) }
            }
        }
        var sum: Int32 = 0
        for column in 0..<2 * pairs { sum += Int32(target[column]) * Int32(target[column]) }
        return sum
    }

    /// Calls `found` for each query, on several threads, with its nearest rows, the nearest first.
    ///
    /// - Complexity: O(queries x rows x columns).
    func search(
        _ queries: DesignMatrix, count: Int, threads: Int, found: @Sendable (Int, UnsafeBufferPointer<Neighbor>) -> Void
    ) {
        let blocks = (queries.rowCount + Self.queriesAtOnce - 1) / Self.queriesAtOnce
        Parallel.forEach(blocks, threads: threads) { block in
            let first = block * Self.queriesAtOnce
            let search = NeighborSearch(matrix, queries, first..<min(first + Self.queriesAtOnce, queries.rowCount), count, power)
            if columns > 0 {
                lookRoughly(search, queries)
            } else {
                for query in search.range { for row in 0..<matrix.rowCount { search.measure(query, row) } }
            }
            for query in search.range { found(query, search.neighbours(of: query)) }
        }
    }

    private func lookRoughly(_ search: NeighborSearch, _ queries: DesignMatrix) {
        let groups = (search.range.count + 3) / 4
        let rounded = NativeBuffer<Int16>(groups * 4 * pairs * 8, repeating: 0)
        let squares = NativeBuffer<Int32>(groups * 4, repeating: 0)
        let limits = NativeBuffer<Int32>(groups * 4, repeating: .min)
        let row = NativeBuffer<Int16>(2 * pairs, repeating: 0)
        for place in 0..<search.range.count {
            squares.base[place] = round(queries, search.range.lowerBound + place, into: row.base)
            limits.base[place] = bound(.infinity, squares.base[place])
            for pair in 0..<pairs {
                for copy in 0..<4 {
                    let target = rounded.base + ((place * pairs + pair) * 8 + 2 * copy)
                    target[0] = row.base[2 * pair]
                    target[1] = row.base[2 * pair + 1]
                }
            }
        }
        let tiles = norms.count / Self.tileRows
        for block in stride(from: 0, to: tiles, by: Self.blockTiles) {
            for group in 0..<groups {
                let own = rounded.base + group * 4 * pairs * 8
                let limits = limits.base + group * 4
                for tile in block..<min(block + Self.blockTiles, tiles) {
                    var near = kernel_near_4x8(
                        own, points.base + tile &* pairs &* 16, norms.base + tile &* Self.tileRows, limits, Int32(pairs))
                    while near != 0 {
                        let bit = near.trailingZeroBitCount
                        near &= near &- 1
                        let (place, row) = (group &* 4 &+ bit / 8, tile &* Self.tileRows &+ bit % 8)
                        guard place < search.range.count, row < matrix.rowCount else { continue }
                        if search.measure(search.range.lowerBound + place, row) {
                            limits[bit / 8] = bound(search.farthest(place), squares.base[place])
                        }
                    }
                }
            }
        }
    }

    /// What the norm of a rounded row less twice the product with the query comes to at the most where its true distance may be as small
    /// as this one (squared).
    private func bound(_ farthest: Double, _ squares: Int32) -> Int32 {
        let steps = (farthest.squareRoot() + slack) * scale * (1 + 1e-9)
        let square = steps * steps + 1
        guard square < 0x1p30 else { return .max / 2 - 1 }
        return Int32(square) - squares
    }
}
