import Statistics

/// Room to sort the values of one column after the other, with their places where those are wanted.
///
/// The sort itself is ``RadixSort``; this keeps its memory from column to column. What is returned lies in that memory until the next call.
final class ValueSorter {
    private let values: NativeBuffer<Double>
    private let spareValues: NativeBuffer<Double>
    private let places: NativeBuffer<UInt32>
    private let sparePlaces: NativeBuffer<UInt32>

    /// - `capacity`: values that are sorted at once, at the most.
    init(capacity: Int, keepsPlaces: Bool) {
        values = NativeBuffer(capacity, repeating: 0)
        spareValues = NativeBuffer(capacity, repeating: 0)
        places = NativeBuffer(keepsPlaces ? capacity : 0, repeating: 0)
        sparePlaces = NativeBuffer(keepsPlaces ? capacity : 0, repeating: 0)
    }

    /// The values of some rows, ascending, without those that are missing; -0 has become 0.
    ///
    /// - Complexity: O(rows).
    func sorted(_ column: UnsafeBufferPointer<Double>, rows: [Int32]) -> UnsafeBufferPointer<Double> {
        let target = values.base
        var count = 0
        for row in rows {
            let value = column[Int(row)]
            guard value == value else { continue }
            // Adding zero turns -0 into 0, which are one value.
            target[count] = value + 0
            count &+= 1
        }
        RadixSort.sort(
            UnsafeMutableBufferPointer(start: target, count: count),
            scratch: UnsafeMutableBufferPointer(start: spareValues.base, count: count))
        return UnsafeBufferPointer(start: target, count: count)
    }

    /// The values of all rows, ascending, without those that are missing, and their rows; those of equal values ascend.
    ///
    /// - Complexity: O(rows).
    func ordered(_ column: UnsafeBufferPointer<Double>) -> (values: UnsafeBufferPointer<Double>, rows: UnsafePointer<UInt32>) {
        let (target, rows) = (values.base, places.base)
        var count = 0
        for row in 0..<column.count {
            let value = column[row]
            guard value == value else { continue }
            target[count] = value + 0
            rows[count] = UInt32(truncatingIfNeeded: row)
            count &+= 1
        }
        RadixSort.sort(
            UnsafeMutableBufferPointer(start: target, count: count),
            indices: UnsafeMutableBufferPointer(start: rows, count: count),
            scratch: UnsafeMutableBufferPointer(start: spareValues.base, count: count),
            indexScratch: UnsafeMutableBufferPointer(start: sparePlaces.base, count: count))
        return (UnsafeBufferPointer(start: target, count: count), UnsafePointer(rows))
    }
}
