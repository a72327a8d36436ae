/// Rows of a matrix that a tree starts with.
enum RowSelection {
    case range(Range<Int>)
    case list([UInt32])
    /// One after the other.
    case joined([RowSelection])

    var count: Int {
        switch self {
        case .range(let range): range.count
        case .list(let rows): rows.count
        case .joined(let parts): parts.reduce(0) { $0 + $1.count }
        }
    }
}

/// Rows, ordered so that those of each leaf are neighbours, with room to move them at a split.
final class RowSet {
    private let rows: NativeBuffer<UInt32>
    private let leftRoom: NativeBuffer<UInt32>
    private let rightRoom: NativeBuffer<UInt32>
    private(set) var count = 0

    init(capacity: Int) {
        rows = NativeBuffer(capacity, repeating: 0)
        leftRoom = NativeBuffer(capacity, repeating: 0)
        rightRoom = NativeBuffer(capacity, repeating: 0)
    }

    var base: UnsafeMutablePointer<UInt32> { rows.base }
    /// Where ``splitApart(_:column:sides:)`` puts the rows of either side, each part from its own beginning.
    var lefts: UnsafeMutablePointer<UInt32> { leftRoom.base }
    var rights: UnsafeMutablePointer<UInt32> { rightRoom.base }

    /// Starts a tree.
    func reset(to selection: RowSelection) {
        count = 0
        append(selection)
    }

    private func append(_ selection: RowSelection) {
        switch selection {
        case .range(let range):
            let target = base + count
            for place in 0..<range.count { target[place] = UInt32(truncatingIfNeeded: range.lowerBound &+ place) }
            count += range.count
        case .list(let list):
            for (place, row) in list.enumerated() { base[count + place] = row }
            count += list.count
        case .joined(let parts):
            for part in parts { append(part) }
        }
    }

    /// The part of a stretch that a thread takes.
    func part(_ thread: Int, of threads: Int, in range: Range<Int>) -> Range<Int> {
        let first = range.lowerBound + range.count * thread / threads
        return first..<range.lowerBound + range.count * (thread + 1) / threads
    }

    /// Puts the rows that go left before the others and returns how many they are.
    func split(_ range: Range<Int>, column: UnsafePointer<UInt8>, sides: UnsafePointer<UInt8>) -> Int {
        let start = base + range.lowerBound
        let count = HistogramKernels.partition(
            rows: start, count: range.count, column: column, sides: sides, left: start, right: rights)
        (start + count).update(from: rights, count: range.count - count)
        return count
    }

    /// Copies the rows of a part to ``lefts`` and ``rights`` and returns how many went left.
    func splitApart(_ part: Range<Int>, column: UnsafePointer<UInt8>, sides: UnsafePointer<UInt8>) -> Int {
        HistogramKernels.partition(
            rows: base + part.lowerBound, count: part.count, column: column, sides: sides, left: lefts + part.lowerBound,
            right: rights + part.lowerBound)
    }

    /// Brings back what a thread put apart, once all have.
    ///
    /// - `leftCount`: how many rows each thread's part sent left.
    func gather(_ thread: Int, of threads: Int, in range: Range<Int>, leftCount: (Int) -> Int) {
        var leftsBefore = 0
        var leftsAll = 0
        for other in 0..<threads {
            if other < thread { leftsBefore += leftCount(other) }
            leftsAll += leftCount(other)
        }
        let own = part(thread, of: threads, in: range)
        let lefts = leftCount(thread)
        let rightsBefore = own.lowerBound - range.lowerBound - leftsBefore
        (base + range.lowerBound + leftsBefore).update(from: self.lefts + own.lowerBound, count: lefts)
        (base + range.lowerBound + leftsAll + rightsBefore).update(from: rights + own.lowerBound, count: own.count - lefts)
    }

    /// The sum of the rows' pairs.
    func sum(of pairs: UnsafePointer<Int64>, team: ThreadTeam) -> Int64 {
        let sums = NativeBuffer<Int64>(team.count * 8, repeating: 0)
        team.run { [self] thread in
            var sum: Int64 = 0
            for place in part(thread, of: team.count, in: 0..<count) { sum &+= pairs[Int(base[place])] }
            sums.base[thread * 8] = sum
        }
        return (0..<team.count).reduce(0) { $0 &+ sums.base[$1 * 8] }
    }
}
