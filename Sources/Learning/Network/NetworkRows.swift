/// Encoded rows as a network reads them.
final class NetworkRows: Sendable {
    let count: Int
    /// Floats from a row to the next; a multiple of 8, what is too many is 0.
    let stride: Int
    /// Numbers first, then the plain columns.
    let values: NativeBuffer<Float>
    /// Codes of a row.
    let tableCount: Int
    /// Rows of the tables of embeddings.
    let codes: NativeBuffer<Int32>

    init(count: Int, width: Int, tableCount: Int) {
        self.count = count
        stride = NetworkShape.rounded(width)
        values = NativeBuffer(count * stride, repeating: 0)
        self.tableCount = tableCount
        codes = NativeBuffer(count * tableCount, repeating: 0)
    }
}
