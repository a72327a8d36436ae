/// Rows that are alike, by a hash of 64 bits each.
enum RowTwins {
    /// The groups of at least two rows with equal hashes, in the order of their first rows.
    ///
    /// Nearly all rows of most tables are like no other. They are told by a table of eight times as many bytes as rows, in which they
    /// meet nobody; only the rest goes through a dictionary.
    ///
    /// - Complexity: O(rows).
    static func groups(of rows: [Int32], by hashes: [UInt64]) -> [[Int32]] {
        var size = 1 << 10
        while size < 8 * rows.count { size *= 2 }
        let mask = UInt64(size - 1)
        var seen = [UInt8](repeating: 0, count: size)
        for row in rows {
            let place = Int(hashes[Int(row)] & mask)
            if seen[place] < 2 { seen[place] += 1 }
        }
        var places: [UInt64: Int] = [:]
        var groups: [[Int32]] = []
        for row in rows where seen[Int(hashes[Int(row)] & mask)] > 1 {
            let hash = hashes[Int(row)]
            if let place = places[hash] {
                groups[place].append(row)
            } else {
                places[hash] = groups.count
                groups.append([row])
            }
        }
        return groups.filter { $0.count > 1 }
    }
}
