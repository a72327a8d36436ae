import CKernels
import Recipes

/// A fitted model of gradient boosting.
struct BoostedModel: Equatable, Sendable {
    /// A feature as the model knows it.
    struct Feature: Equatable, Sendable {
        let name: String
        /// For categories: the word of bin 1, 2 and so on; bin 0 is any other word and what is missing. Nil for numbers.
        let words: [String]?
    }

    /// Classes, or 0 for a quantity.
    let classes: Int
    let features: [Feature]
    /// Whether the score of a quantity is its logarithm.
    var isLogarithm = false
    /// What a score starts with: the logarithm of the odds or of the classes' shares, or the mean, or its logarithm.
    let start: [Double]
    /// Iteration by iteration, in each a tree an output.
    let trees: [BoostedTree]
    let bestStep: Int?

    /// Scores a row has.
    var outputs: Int { start.count }

    /// How scores become predictions.
    var scale: ScoreScale {
        classes > 0 ? .classes(classes) : isLogarithm ? .logarithm : .number(mean: start[0], unit: 1)
    }
}

extension BoostedModel: FittedModel {
    /// The gain of each feature over all trees, as a share.
    var importance: [Double]? {
        var gains = [Double](repeating: 0, count: features.count)
        // Scaled first, so that gains near the greatest number can be added up.
        let largest = trees.reduce(0) { $1.nodes.reduce($0) { max($0, $1.gain) } }
        guard largest > 0 else { return gains }
        for tree in trees {
            for node in tree.nodes { gains[Int(node.feature)] += node.gain / largest }
        }
        let total = gains.reduce(0, +)
        return gains.map { $0 / total }
    }

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        // Laying out the bytes pays for itself after a few hundred rows.
        guard rows.count >= 2 * BinnedForest.blockRows, let forest = BinnedForest(trees, outputs: outputs) else {
            return try walked(rows, threads: threads)
        }
        var numbers: [(edges: BinnedForest.Edges, values: [Double])] = []
        for edges in forest.edges {
            guard case .numbers(let values) = try values(of: edges.feature, in: rows) else { continue }
            numbers.append((edges, values))
        }
        var codes: [(column: Int, codes: [Int32], bins: [UInt8])] = []
        for category in forest.categories {
            guard case .codes(let own, let words) = try values(of: category.feature, in: rows) else { continue }
            codes.append((category.column, own, bins(of: words, feature: category.feature)))
        }
        let places = rows.rows
        return predicted(rows.count, threads: threads) { [numbers, codes] first, count, scores, stride in
            let room = BinnedForest.blockRows
            let block = NativeBuffer<UInt8>(max(forest.columnCount, 1) * room, repeating: 0)
            for (edges, values) in numbers {
                values.withUnsafeBufferPointer { values in
                    guard let values = values.baseAddress else { return }
                    if let places {
                        places.withUnsafeBufferPointer {
                            BinnedForest.bin(
                                values, rows: $0.baseAddress, first: first, count: count, edges: edges, into: block.base)
                        }
                    } else {
                        BinnedForest.bin(values, rows: nil, first: first, count: count, edges: edges, into: block.base)
                    }
                }
            }
            for (column, codes, bins) in codes {
                let target = block.base + column * room
                for row in 0..<count {
                    let code = codes[places.map { Int($0[first + row]) } ?? first + row]
                    target[row] = code >= 0 ? bins[Int(code)] : 0
                }
            }
            forest.add(block.base, count: count, to: scores, stride: stride)
        }
    }

    /// Sends each row down the trees as they are.
    private func walked(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        let walk = TreeWalk(trees, outputs: outputs)
        var columns: [PredictionColumn] = []
        for slot in walk.slots {
            switch try values(of: slot.feature, in: rows) {
            case .numbers(let values): columns.append(.numbers(rows.rows.map { gather(values, at: $0) } ?? values))
            case .codes(let codes, let words):
                let own = rows.rows.map { gather(codes, at: $0) } ?? codes
                columns.append(.bins(own, bins(of: words, feature: slot.feature).map { Int64($0) }))
            }
        }
        return predicted(rows.count, threads: threads) { [columns] first, count, scores, stride in
            let padded = (count + 3) / 4 * 4
            let keys = NativeBuffer<Int64>(padded * columns.count, repeating: 0)
            for (place, column) in columns.enumerated() {
                let (target, apart) = (keys.base + place, columns.count)
                switch column {
                case .numbers(let values):
                    let missingIsLow = walk.slots[place].missingIsLow
                    values.withUnsafeBufferPointer { values in
                        for row in 0..<count {
                            target[row &* apart] = TreeWalk.key(values[first &+ row], missingIsLow: missingIsLow)
                        }
                    }
                case .bins(let codes, let binOfCode):
                    for row in 0..<count {
                        let code = codes[first + row]
                        target[row * apart] = code >= 0 ? binOfCode[Int(code)] : 0
                    }
                }
            }
            walk.add(keys.base, count: count, to: scores, stride: stride)
        }
    }

    /// Predictions of so many rows, whose scores `add` completes block by block: from a row on, for so many, each output's scores so far
    /// from the others'.
    private func predicted(
        _ rows: Int, threads: Int, add: @Sendable (Int, Int, UnsafeMutablePointer<Double>, Int) -> Void
    ) -> [Double] {
        let scale = scale
        let width = scale.width
        // The mean is added at the end, as the trees were grown without it.
        let startsAtZero = if case .number = scale { true } else { false }
        let stride = BinnedForest.blockRows
        return [Double](unsafeUninitializedCapacity: rows * width) { buffer, filled in
            filled = rows * width
            guard let base = buffer.baseAddress else { return }
            base.initialize(repeating: 0, count: filled)
            nonisolated(unsafe) let result = base
            Parallel.forEach((rows + stride - 1) / stride, threads: threads) { block in
                let first = block * stride
                let count = min(stride, rows - first)
                let scores = NativeBuffer<Double>(stride * outputs, repeating: 0)
                for (output, start) in start.enumerated() where !startsAtZero {
                    (scores.base + output * stride).update(repeating: start, count: stride)
                }
                add(first, count, scores.base, stride)
                scale.write(scores.base, stride: stride, count: count, to: result + first * width)
            }
        }
    }

    /// A feature of the rows to predict for.
    private enum PredictionColumn: Sendable {
        case numbers([Double])
        /// Codes, and the bin of each in the model.
        case bins([Int32], [Int64])
    }

    /// The values of one of the model's features over the whole table of some rows.
    private func values(of place: Int, in rows: FeatureRows) throws(AssayError) -> FeatureValues {
        let feature = features[place]
        guard let found = rows.index(of: feature.name) else { throw .missingFeature(feature.name) }
        let values = rows.table.features[found].values
        let isWords = if case .codes = values { true } else { false }
        guard isWords == (feature.words != nil) else { throw .unlikeFeature(feature.name, wantsWords: feature.words != nil) }
        return values
    }

    /// The bin of each of a table's words; 0 for those that the model does not know.
    private func bins(of words: [String], feature: Int) -> [UInt8] {
        let known = features[feature].words ?? []
        let bins = Dictionary(known.enumerated().map { ($0.element, UInt8($0.offset + 1)) }) { first, _ in first }
        return words.map { bins[$0] ?? 0 }
    }
}

/// Turns scores into probabilities.
enum Predictions {
    /// Writes probabilities row by row.
    ///
    /// - `scores`: scores of output 0, padded to whole vectors; those of the next output are `stride` further on.
    static func write(
        _ scores: UnsafePointer<Double>, stride: Int, count: Int, classes: Int, to target: UnsafeMutablePointer<Double>
    ) {
        switch classes {
        case ...1:
            target.update(repeating: 1, count: count)
        case 2:
            kernel_two_probabilities(scores, count, target)
        default:
            for first in Swift.stride(from: 0, to: count, by: 4) {
                writeShares(scores + first, stride: stride, rows: min(4, count - first), classes, to: target + first * classes)
            }
        }
    }

    /// The probabilities of both classes from the logarithms of the odds; each is accurate where it is small.
    @inline(__always)
    static func ofTwo(_ scores: SIMD4<Double>) -> (negative: SIMD4<Double>, positive: SIMD4<Double>) {
        let odds = VectorMath.exp(-VectorMath.clamp(scores, -700, 700))
        let positive = SIMD4<Double>(repeating: 1) / (odds + 1)
        return (odds * positive, positive)
    }

    private static func writeShares(
        _ scores: UnsafePointer<Double>, stride: Int, rows: Int, _ classes: Int, to target: UnsafeMutablePointer<Double>
    ) {
        var highest = SIMD4<Double>(at: scores)
        for output in 1..<classes {
            let score = SIMD4<Double>(at: scores + output * stride)
            highest.replace(with: score, where: score .> highest)
        }
        var sum = SIMD4<Double>.zero
        for output in 0..<classes {
            let power = VectorMath.exp(SIMD4<Double>(at: scores + output * stride) - highest)
            sum += power
            for lane in 0..<rows { target[lane * classes + output] = power[lane] }
        }
        for lane in 0..<rows {
            for output in 0..<classes { target[lane * classes + output] /= sum[lane] }
        }
    }
}
