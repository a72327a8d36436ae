/// The rows of a table group by group, each group in its order.
struct WindowLayout {
    /// Rows; those without a group or an order are left out.
    let rows: [Int32]
    /// Where each group begins in `rows`, and the end.
    let starts: [Int]

    /// Rows that are alike in the order stand as they do in the table.
    ///
    /// - Complexity: O(rows) where the table is in that order already, else O(rows log rows).
    init(groups: [Vector], order: Vector?, isDescending: Bool, count: Int) {
        let codes = Self.codes(of: groups, count: count)
        let keys = order.map { Self.keys(of: $0, isDescending: isDescending) }
        var sizes = [Int](repeating: 0, count: codes.groups + 1)
        func place(_ row: Int) -> Int { keys.map { $0[row].isNaN } == true ? -1 : Int(codes.values[row]) }
        for row in 0..<count where place(row) >= 0 { sizes[place(row) + 1] += 1 }
        for group in 0..<codes.groups { sizes[group + 1] += sizes[group] }
        var next = sizes
        var rows = [Int32](repeating: 0, count: sizes[codes.groups])
        for row in 0..<count where place(row) >= 0 {
            let group = place(row)
            rows[next[group]] = Int32(truncatingIfNeeded: row)
            next[group] += 1
        }
        if let keys {
            for group in 0..<codes.groups { Self.sort(&rows, sizes[group]..<sizes[group + 1], by: keys) }
        }
        self.rows = rows
        starts = sizes
    }

    /// Calls `body` with the places of each group in `rows`.
    func forEachGroup(_ body: (Range<Int>) -> Void) {
        for group in 0..<starts.count - 1 where starts[group] < starts[group + 1] { body(starts[group]..<starts[group + 1]) }
    }

    private static func sort(_ rows: inout [Int32], _ range: Range<Int>, by keys: Lane<Double>) {
        let isSorted = range.dropFirst().allSatisfy { keys[Int(rows[$0 - 1])] <= keys[Int(rows[$0])] }
        if isSorted { return }
        rows[range].sort { a, b in
            let (x, y) = (keys[Int(a)], keys[Int(b)])
            return x < y || x == y && a < b
        }
    }

    /// Numbers to sort by.
    private static func keys(of order: Vector, isDescending: Bool) -> Lane<Double> {
        let keys: Lane<Double>
        if case .words(let codes, let words) = order {
            let ranks = Ranks(words)
            keys = codes.map { ranks.first($0) }
        } else {
            keys = order.numbers
        }
        return isDescending ? keys.map { -$0 } : keys
    }

    // MARK: Groups

    /// The group of every row, from 0 on in the order of appearance, -1 where a value is missing.
    private static func codes(of groups: [Vector], count: Int) -> (values: [Int32], groups: Int) {
        var result = (values: [Int32](repeating: 0, count: count), groups: 1)
        for group in groups {
            let own = codes(of: group)
            var places: [Int: Int32] = [:]
            // Neighbours are often of one group, so the last answer is asked first.
            var last = (key: -1, place: Int32(-1))
            for row in 0..<count {
                let (earlier, code) = (result.values[row], own[row])
                guard earlier >= 0, code >= 0 else {
                    result.values[row] = -1
                    continue
                }
                let key = Int(earlier) << 32 | Int(code)
                if key != last.key {
                    let place = places[key] ?? Int32(truncatingIfNeeded: places.count)
                    places[key] = place
                    last = (key, place)
                }
                result.values[row] = last.place
            }
            result.groups = places.count
        }
        return result
    }

    /// The different values of a column as numbers, equal ones alike.
    private static func codes(of vector: Vector) -> Lane<Int32> {
        switch vector {
        case .flags(let lane): return lane.map { Int32($0) }
        case .words(let lane, let words):
            var places: [String: Int32] = [:]
            let same = words.map { word -> Int32 in
                let place = places[word] ?? Int32(truncatingIfNeeded: places.count)
                places[word] = place
                return place
            }
            return lane.map { $0 < 0 ? -1 : same[Int($0)] }
        case .numbers(let lane):
            var places: [UInt64: Int32] = [:]
            let codes = lane.values.map { value -> Int32 in
                if value.isNaN { return -1 }
                let key = (value == 0 ? 0 : value).bitPattern
                let place = places[key] ?? Int32(truncatingIfNeeded: places.count)
                places[key] = place
                return place
            }
            return lane.isConstant ? Lane(constant: codes[0]) : Lane(codes)
        }
    }
}
