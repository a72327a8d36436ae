import CKernels

/// The product of two matrices of floats.
enum MatrixProduct {
    /// c = a b; every element is the sum of its products in their order, on every processor.
    ///
    /// Element (i, k) of a is at `i * aRow + k * aStep`, so that it may be transposed. The rows of b and c stand `bRow` and `cRow` floats
    /// apart; c overlaps neither a nor b. Their width is a multiple of 8.
    ///
    /// - Complexity: O(rows x depth x width).
    @inline(__always)
    static func multiply(
        _ a: UnsafePointer<Float>, _ aRow: Int, _ aStep: Int, _ b: UnsafePointer<Float>, _ bRow: Int,
        into c: UnsafeMutablePointer<Float>, _ cRow: Int, rows: Int, depth: Int, width: Int
    ) {
        kernel_product(a, aRow, aStep, b, bRow, c, cRow, rows, depth, width)
    }
}
