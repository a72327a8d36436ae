import Statistics

/// The values of a number column that are there, ascending, in a thread's memory; with a target, each with its row's target.
///
/// Valid until the memory is used for another column.
struct SortedColumn {
    /// Ascending, without NaN; minus zero is zero.
    let values: UnsafeBufferPointer<Double>
    /// The target of the row that each value stands in, or empty.
    let tags: UnsafeBufferPointer<UInt32>
    /// The places of the finite values.
    let finite: Range<Int>

    /// The finite values, ascending.
    var finiteValues: UnsafeBufferPointer<Double> { UnsafeBufferPointer(rebasing: values[finite]) }

    /// Sorts a column.
    ///
    /// A column of few different values is counted, any other sorted by its bits.
    ///
    /// - Parameters:
    ///   - column: the values by row, NaN is missing.
    ///   - target: what goes along, by row, or nil.
    ///   - memory: the thread's.
    /// - Complexity: O(rows).
    init(_ column: UnsafeBufferPointer<Double>, target: UnsafeBufferPointer<UInt32>?, in memory: SortMemory) {
        let target = target.flatMap { $0.count >= column.count && memory.tags.count >= column.count ? $0 : nil }
        let count: Int
        if let few = FewValues(column) {
            count = few.fill(memory, column, target: target)
        } else {
            count = Self.compact(column, target: target, in: memory)
            let values = UnsafeMutableBufferPointer(rebasing: memory.values[..<count])
            if target != nil {
                let tags = UnsafeMutableBufferPointer(rebasing: memory.tags[..<count])
                RadixSort.sort(values, indices: tags, scratch: memory.spare, indexScratch: memory.spareTags)
            } else {
                RadixSort.sort(values, scratch: memory.spare)
            }
        }
        values = UnsafeBufferPointer(rebasing: memory.values[..<count])
        tags = target == nil ? UnsafeBufferPointer(start: nil, count: 0) : UnsafeBufferPointer(rebasing: memory.tags[..<count])
        let start = values.partitionPoint { $0 > -.infinity }
        finite = start..<max(start, values.partitionPoint { $0 == .infinity })
    }

    /// Moves what is there to the front of the memory.
    private static func compact(
        _ column: UnsafeBufferPointer<Double>, target: UnsafeBufferPointer<UInt32>?, in memory: SortMemory
    ) -> Int {
        guard let values = memory.values.baseAddress else { return 0 }
        var count = 0
        if let target, let tags = memory.tags.baseAddress {
            for row in 0..<column.count {
                let value = column[row]
                // Adding zero makes minus zero zero. A NaN is written too and then written over.
                values[count] = value + 0
                tags[count] = target[row]
                count &+= value == value ? 1 : 0
            }
        } else {
            for row in 0..<column.count {
                let value = column[row]
                values[count] = value + 0
                count &+= value == value ? 1 : 0
            }
        }
        return count
    }

    /// Calls `body` with each stretch of equal values.
    @inline(__always)
    func forEachRun(_ body: (_ value: Double, _ places: Range<Int>) -> Void) {
        var start = 0
        while start < values.count {
            let value = values[start]
            var end = start &+ 1
            while end < values.count, values[end] == value { end &+= 1 }
            body(value, start..<end)
            start = end
        }
    }
}

extension UnsafeBufferPointer {
    /// The first place of which `belongs` is true; it has to be true of all places after that.
    ///
    /// - Complexity: O(log n).
    func partitionPoint(_ belongs: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low &+ (high &- low) / 2
            if belongs(self[middle]) { high = middle } else { low = middle &+ 1 }
        }
        return low
    }
}
