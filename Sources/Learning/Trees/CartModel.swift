import Recipes

/// One fitted tree or many, whose predictions are averaged.
struct CartModel: Equatable, Sendable {
    /// A feature that trees ask for.
    struct Feature: Equatable, Sendable {
        enum Kind: Equatable, Sendable {
            /// The thresholds there are, ascending: a number has code 1, and one more for each that is below it.
            case thresholds([Double])
            /// Code 1, 2 and so on.
            case words([String])
        }

        let name: String
        let kind: Kind
    }

    /// 0 for numbers.
    let classes: Int
    let features: [Feature]
    /// Their values are in ``values``.
    let trees: [CartTree]
    let values: [Double]
    /// How much each feature took off the impurity, in the order of the features it was fitted on, summing to 1.
    let shares: [Double]
    /// Accuracy or R2 on rows that trees were not grown with.
    let outOfBag: Double?

    /// Makes a model of a fit's trees: with the features, thresholds and values that they use.
    init(trees grown: [CartTree], table: CartTable, classes: Int, names: [String], gains: [Double], outOfBag: Double?) {
        self.classes = classes
        self.outOfBag = outOfBag
        let total = gains.reduce(0, +)
        var shares = [Double](repeating: 0, count: names.count)
        for (feature, gain) in zip(table.features, gains) where total > 0 { shares[feature.place] = gain / total }
        self.shares = shares

        var isCut = table.features.map { [Bool](repeating: false, count: $0.isWords ? 1 : $0.highestCode + 1) }
        var isUsed = [Bool](repeating: false, count: table.width)
        for tree in grown {
            for node in tree.nodes where !node.isLeaf {
                isUsed[Int(node.slot)] = true
                if !node.isWords { isCut[Int(node.slot)][node.highestLeft] = true }
            }
        }
        var slots = [Int](repeating: 0, count: table.width)
        var codes = [[UInt16]](repeating: [], count: table.width)
        var features: [Feature] = []
        for (place, feature) in table.features.enumerated() where isUsed[place] {
            slots[place] = features.count
            guard let words = feature.words else {
                let cuts = isCut[place].indices.filter { isCut[place][$0] }
                codes[place] = [UInt16](repeating: 0, count: isCut[place].count)
                for (rank, cut) in cuts.enumerated() { codes[place][cut] = UInt16(rank + 1) }
                features.append(Feature(name: feature.name, kind: .thresholds(cuts.map(feature.threshold))))
                continue
            }
            features.append(Feature(name: feature.name, kind: .words(words)))
        }
        self.features = features

        var values: [Double] = []
        trees = grown.map { tree in
            var tree = tree
            let offset = UInt32(classes == 0 ? values.count : values.count / classes)
            for place in tree.nodes.indices.dropFirst() {
                let node = tree.nodes[place]
                if node.isLeaf {
                    if tree.payloads[place] >= classes { tree.payloads[place] += offset }
                } else if node.isWords {
                    tree.nodes[place] = CartNode(
                        slot: slots[Int(node.slot)], set: node.set, left: node.left, othersGoLeft: node.missingGoesLeft)
                } else {
                    tree.nodes[place] = CartNode(
                        slot: slots[Int(node.slot)], cut: Int(codes[Int(node.slot)][node.highestLeft]), left: node.left,
                        missingGoesLeft: node.missingGoesLeft)
                }
            }
            values += tree.values
            tree.values = []
            return tree
        }
        self.values = values
    }

    init(classes: Int, features: [Feature], trees: [CartTree], values: [Double], shares: [Double], outOfBag: Double?) {
        self.classes = classes
        self.features = features
        self.trees = trees
        self.values = values
        self.shares = shares
        self.outOfBag = outOfBag
    }
}

extension CartModel: FittedModel {
    /// What splits by each feature took off the impurity.
    var importance: [Double]? { shares }

    /// Rows that go down all trees together.
    private static let blockRows = 2048

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        var columns: [Column] = []
        for feature in features { columns.append(try Column(feature, of: rows)) }
        let (count, width, outputs) = (rows.count, features.count, max(1, classes))
        let found = columns
        return [Double](unsafeUninitializedCapacity: count * outputs) { result, initialized in
            initialized = count * outputs
            guard let base = result.baseAddress else { return }
            base.update(repeating: 0, count: count * outputs)
            nonisolated(unsafe) let target = base
            Parallel.forEach((count + Self.blockRows - 1) / Self.blockRows, threads: threads) { block in
                let first = block * Self.blockRows
                let length = min(Self.blockRows, count - first)
                let codes = NativeBuffer<UInt16>(RankCoding.room(length, width), repeating: CartFeature.missing)
                for (slot, column) in found.enumerated() { column.write(first..<first + length, to: codes.base, slot, width) }
                let sums = target + first * outputs
                values.withUnsafeBufferPointer { values in
                    for tree in trees {
                        tree.descend(codes.base, width: width, count: length) { row, payload in
                            CartSums.add(Int(payload), values, classes, to: sums, row)
                        }
                    }
                }
                let treeCount = Double(trees.count)
                for place in 0..<length * outputs { sums[place] /= treeCount }
            }
        }
    }

    /// A feature of the rows to predict for.
    private enum Column: Sendable {
        case numbers([Double], thresholds: [Double])
        /// Codes, and the model's code of each.
        case words([Int32], [UInt16])

        init(_ feature: Feature, of rows: FeatureRows) throws(AssayError) {
            guard let index = rows.index(of: feature.name) else { throw .missingFeature(feature.name) }
            switch (feature.kind, rows.values(index)) {
            case (.thresholds(let thresholds), .numbers(let values)): self = .numbers(values, thresholds: thresholds)
            case (.words(let known), .codes(let codes, let words)):
                let places = Dictionary(known.enumerated().map { ($0.element, UInt16($0.offset + 1)) }) { first, _ in first }
                self = .words(codes, words.map { places[$0] ?? CartFeature.missing })
            case (.thresholds, .codes): throw .unlikeFeature(feature.name, wantsWords: false)
            case (.words, .numbers): throw .unlikeFeature(feature.name, wantsWords: true)
            }
        }

        /// Writes the codes of some rows, eight at a time.
        func write(_ rows: Range<Int>, to target: UnsafeMutablePointer<UInt16>, _ slot: Int, _ width: Int) {
            switch self {
            case .numbers(let values, let thresholds):
                values.withUnsafeBufferPointer { values in
                    thresholds.withUnsafeBufferPointer { thresholds in
                        for first in stride(from: 0, to: rows.count, by: 4) {
                            let row = rows.lowerBound &+ first
                            let rest = min(4, rows.count &- first)
                            var own = SIMD4(repeating: values[row])
                            for lane in 1..<4 where lane < rest { own[lane] = values[row &+ lane] }
                            let codes = Column.codes(own, thresholds)
                            for lane in 0..<rest { target[RankCoding.place(first &+ lane, slot, width)] = codes[lane] }
                        }
                    }
                }
            case .words(let codes, let known):
                for place in 0..<rows.count {
                    let code = codes[rows.lowerBound &+ place]
                    target[RankCoding.place(place, slot, width)] = code < 0 ? CartFeature.missing : known[Int(code)]
                }
            }
        }

        /// One more than there are thresholds below each value, by halving without branches: four side by side, as each waits for memory.
        @inline(__always)
        private static func codes(_ values: SIMD4<Double>, _ thresholds: UnsafeBufferPointer<Double>) -> SIMD4<UInt16> {
            var (a, b, c, d) = (0, 0, 0, 0)
            var length = thresholds.count
            while length > 0 {
                let half = (length &+ 1) / 2
                let middle = half &- 1
                a &+= thresholds[a &+ middle] < values[0] ? half : 0
                b &+= thresholds[b &+ middle] < values[1] ? half : 0
                c &+= thresholds[c &+ middle] < values[2] ? half : 0
                d &+= thresholds[d &+ middle] < values[3] ? half : 0
                length &-= half
            }
            var found = SIMD4<UInt16>(truncatingIfNeeded: SIMD4<Int>(a, b, c, d) &+ 1)
            for lane in 0..<4 where values[lane].isNaN { found[lane] = CartFeature.missing }
            return found
        }
    }
}
