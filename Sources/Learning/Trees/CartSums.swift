/// What trees say of some rows, added up.
final class CartSums {
    /// Row by row: a sum a class, or one.
    let sums: NativeBuffer<Double>
    private let means: NativeBuffer<Double>
    private let rows: Int
    /// 0 for numbers.
    private let classes: Int

    init(rows: Int, classes: Int) {
        self.rows = rows
        self.classes = classes
        sums = NativeBuffer(rows * max(1, classes), repeating: 0)
        means = NativeBuffer(rows * max(1, classes), repeating: 0)
    }

    /// Adds a tree, of which every row's payload is known.
    func add(_ tree: CartTree, _ payloads: UnsafePointer<UInt32>) {
        for row in 0..<rows { add(tree, payloads[row], to: row) }
    }

    /// Adds what a payload of a tree stands for.
    @inline(__always)
    func add(_ tree: CartTree, _ payload: UInt32, to row: Int) {
        tree.values.withUnsafeBufferPointer { CartSums.add(Int(payload), $0, classes, to: sums.base, row) }
    }

    /// Adds a class, the shares of classes, or a number.
    @inline(__always)
    static func add(
        _ payload: Int, _ values: UnsafeBufferPointer<Double>, _ classes: Int, to sums: UnsafeMutablePointer<Double>, _ row: Int
    ) {
        if classes == 0 {
            sums[row] += values[payload]
        } else if payload < classes {
            sums[row &* classes &+ payload] += 1
        } else {
            let first = (payload &- classes) &* classes
            for label in 0..<classes { sums[row &* classes &+ label] += values[first &+ label] }
        }
    }

    /// The means over so many trees, until the next call.
    func predictions(of trees: Int) -> NativeBuffer<Double> {
        let count = Double(trees)
        for place in 0..<rows * max(1, classes) { means.base[place] = sums.base[place] / count }
        return means
    }

    /// The class with the largest sum, the first of equal ones.
    func likeliest(_ row: Int) -> Int {
        var best = 0
        for label in 0..<classes where sums.base[row * classes + label] > sums.base[row * classes + best] { best = label }
        return best
    }
}
