/// What one thread sorts columns in: two buffers of values and two of what goes along with them, kept from column to column.
final class SortMemory {
    let values: UnsafeMutableBufferPointer<Double>
    let spare: UnsafeMutableBufferPointer<Double>
    /// Empty where nothing goes along.
    let tags: UnsafeMutableBufferPointer<UInt32>
    let spareTags: UnsafeMutableBufferPointer<UInt32>

    /// - Parameters:
    ///   - rows: the longest column.
    ///   - hasTags: whether a number goes along with each value.
    init(rows: Int, hasTags: Bool) {
        values = .allocate(capacity: max(1, rows))
        spare = .allocate(capacity: max(1, rows))
        tags = .allocate(capacity: hasTags ? max(1, rows) : 0)
        spareTags = .allocate(capacity: hasTags ? max(1, rows) : 0)
    }

    deinit {
        values.deallocate()
        spare.deallocate()
        tags.deallocate()
        spareTags.deallocate()
    }
}
