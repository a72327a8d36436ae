public import Recipes

/// Whether anyone still waits for what is being worked out. Long loops ask every few thousand rows and end by an error, so that a
/// question that was changed or left costs no more time.
///
/// ```swift
/// for block in Cancellation.blocks(of: table.rowCount) {
///     try cancellation.check()
///     for row in block { ... }
/// }
/// ```
public struct Cancellation: Sendable {
    private let answer: @Sendable () -> Bool

    /// Asks `answer` each time; it may be called from several threads at once.
    public init(_ answer: @escaping @Sendable () -> Bool) { self.answer = answer }

    /// Of what is always waited for.
    public static let never = Cancellation { false }

    /// Whether nobody waits any more.
    public var isCancelled: Bool { answer() }

    /// Goes on where somebody waits.
    ///
    /// - Throws: ``AssayError`` with the code `cancelled`.
    public func check() throws(AssayError) {
        if answer() { throw .cancelled }
    }

    /// 0 ..< count in stretches of a few thousand, between which one checks.
    public static func blocks(of count: Int) -> some Sequence<Range<Int>> {
        stride(from: 0, to: count, by: blockLength).lazy.map { $0..<min(count, $0 + blockLength) }
    }

    private static let blockLength = 8192
}

/// The results of `body` for 0 ..< count, worked out on all cores, in order; ended where nobody waits any more.
///
/// - Throws: what `body` throws for the least index, or `cancelled`.
func inParallel<Result: Sendable>(
    _ count: Int, _ cancellation: Cancellation, _ body: @Sendable (Int) throws(AssayError) -> Result
) throws(AssayError) -> [Result] {
    let tried = inParallel(count) { index -> Swift.Result<Result, AssayError> in
        do throws(AssayError) {
            try cancellation.check()
            return .success(try body(index))
        } catch {
            return .failure(error)
        }
    }
    var results: [Result] = []
    results.reserveCapacity(count)
    for one in tried { results.append(try one.get()) }
    return results
}
