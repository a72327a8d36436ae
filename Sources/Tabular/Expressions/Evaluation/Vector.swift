import Dispatch

/// The values of a part of an expression, one a row, or one for all rows.
struct Lane<Element: Sendable>: Sendable {
    var values: [Element]
    /// Whether the only value stands for every row.
    var isConstant: Bool

    init(_ values: [Element]) {
        self.values = values
        isConstant = false
    }

    init(constant value: Element) {
        values = [value]
        isConstant = true
    }

    @inline(__always)
    subscript(row: Int) -> Element { values[isConstant ? 0 : row] }

    /// The values of so many rows.
    func expanded(to rows: Int) -> [Element] {
        isConstant ? [Element](repeating: values[0], count: rows) : values
    }

    /// `body` of every value.
    @inline(__always)
    func map<Result: Sendable>(_ body: @escaping @Sendable (Element) -> Result) -> Lane<Result> {
        if isConstant { return Lane<Result>(constant: body(values[0])) }
        return values.withUnsafeBufferPointer { values in
            nonisolated(unsafe) let values = values
            return Lane<Result>(
                filled(values.count) { rows, out in for row in rows { (out + row).initialize(to: body(values[row])) } })
        }
    }

    /// `body` of the values of both, row by row.
    @inline(__always)
    func zip<Other: Sendable, Result: Sendable>(
        _ other: Lane<Other>, _ body: @escaping @Sendable (Element, Other) -> Result
    ) -> Lane<Result> {
        if isConstant, other.isConstant { return Lane<Result>(constant: body(values[0], other.values[0])) }
        if isConstant {
            let a = values[0]
            return other.map { body(a, $0) }
        }
        if other.isConstant {
            let b = other.values[0]
            return map { body($0, b) }
        }
        return values.withUnsafeBufferPointer { a in
            other.values.withUnsafeBufferPointer { b in
                nonisolated(unsafe) let (a, b) = (a, b)
                return Lane<Result>(
                    filled(Swift.min(a.count, b.count)) { rows, out in
                        for row in rows { (out + row).initialize(to: body(a[row], b[row])) }
                    })
            }
        }
    }
}

/// An array of so many elements, each of them initialised by `body`, which is called for stretches of it on several threads.
@inline(__always)
private func filled<Element>(
    _ count: Int, _ body: @Sendable (Range<Int>, UnsafeMutablePointer<Element>) -> Void
) -> [Element] {
    let stretch = 1 << 16
    return [Element](unsafeUninitializedCapacity: count) { out, initialized in
        initialized = count
        guard let start = out.baseAddress else { return }
        nonisolated(unsafe) let base = start
        if count <= stretch { return body(0..<count, base) }
        DispatchQueue.concurrentPerform(iterations: (count + stretch - 1) / stretch) { index in
            body(index * stretch..<Swift.min(count, (index + 1) * stretch), base)
        }
    }
}

/// The values of a part of an expression.
enum Vector: Sendable {
    /// Numbers, and dates as seconds since 1970; NaN is missing.
    case numbers(Lane<Double>)
    /// 1 is true, 0 false, -1 missing.
    case flags(Lane<Int8>)
    /// Places in `words`, -1 is missing. Words may repeat, and need not be sorted or used.
    case words(Lane<Int32>, words: [String])

    /// All missing.
    static func missing(_ type: ExpressionType) -> Vector {
        switch type {
        case .number, .date: .numbers(Lane(constant: .nan))
        case .flag: .flags(Lane(constant: -1))
        case .text: .words(Lane(constant: -1), words: [])
        }
    }

    /// The numbers; of flags 0 and 1.
    var numbers: Lane<Double> {
        switch self {
        case .numbers(let lane): lane
        case .flags(let lane): lane.map { $0 < 0 ? .nan : Double($0) }
        case .words: Lane(constant: .nan)
        }
    }

    /// The truth values; missing of what has none.
    var flags: Lane<Int8> { if case .flags(let lane) = self { lane } else { Lane(constant: -1) } }

    /// 1 where the value is missing.
    var missingFlags: Lane<Int8> {
        switch self {
        case .numbers(let lane): lane.map { $0.isNaN ? 1 : 0 }
        case .flags(let lane): lane.map { $0 < 0 ? 1 : 0 }
        case .words(let lane, _): lane.map { $0 < 0 ? 1 : 0 }
        }
    }
}
