/// Writes whole numbers in as few bytes as they need, seven bits a byte.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(_ values: [Double]) {
        put(values.count)
        for value in values {
            for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * byte))) }
        }
    }
}

/// Reads what ``PackedWriter`` wrote; nil where it ends early or makes no sense.
struct PackedReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    /// Bytes that are left.
    var rest: Int { bytes.count - place }

    /// A number that is not negative.
    mutating func number() -> Int? {
        var (value, shift) = (UInt64(0), UInt64(0))
        while place < bytes.count, shift < 63 {
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return value <= Int.max ? Int(value) : nil }
            shift += 7
        }
        return nil
    }

    mutating func numbers() -> [Double]? {
        guard let count = number(), count <= rest / 8 else { return nil }
        var values: [Double] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            var bits = UInt64(0)
            for byte in 0..<8 { bits |= UInt64(bytes[place + byte]) << UInt64(8 * byte) }
            place += 8
            values.append(Double(bitPattern: bits))
        }
        return values
    }
}

extension CartTree {
    /// Writes the nodes, each before those below it, the left ones first: two or three bytes for a question, one or more for a leaf.
    func write(to writer: inout PackedWriter, payload: (Int) -> Int = { $0 }) {
        var open = [1]
        while let place = open.popLast() {
            let node = nodes[place]
            guard !node.isLeaf else {
                writer.put(2 * payload(Int(payloads[place])))
                continue
            }
            writer.put(2 * Int(node.slot) + 1)
            let low = node.missingGoesLeft ? 1 : 0
            if node.isWords {
                let own = set(node.set)
                writer.put(2 * own.count + low)
                var last = 0
                for code in own {
                    writer.put(Int(code) - last)
                    last = Int(code)
                }
            } else {
                writer.put(2 * node.highestLeft + low)
            }
            open.append(node.left + 1)
            open.append(node.left)
        }
    }

    /// Reads a tree.
    ///
    /// - `isWords`: of each feature.
    /// - `payloadLimit`: how many payloads there are.
    init?(_ reader: inout PackedReader, isWords: [Bool], payloadLimit: Int, values: [Double] = []) {
        self.init(
            nodes: [CartNode(leafAt: 1), CartNode(leafAt: 1)], payloads: [0, 0], values: values, members: [], starts: [0])
        var open = [1]
        while let place = open.popLast() {
            guard let token = reader.number() else { return nil }
            guard token % 2 == 1 else {
                guard token / 2 < payloadLimit else { return nil }
                payloads[place] = UInt32(token / 2)
                continue
            }
            let left = nodes.count
            guard isWords.indices.contains(token / 2), let detail = reader.number(), left < CartNode.limit else { return nil }
            let low = detail % 2 == 1
            if isWords[token / 2] {
                guard detail / 2 <= CartFeature.codeLimit, starts.count < 65_535 else { return nil }
                var last = 0
                for _ in 0..<detail / 2 {
                    guard let step = reader.number(), step > 0, step <= CartFeature.codeLimit - last else { return nil }
                    last += step
                    members.append(UInt16(last))
                }
                nodes[place] = CartNode(slot: token / 2, set: starts.count - 1, left: left, othersGoLeft: low)
                starts.append(UInt32(members.count))
            } else {
                guard (1...CartFeature.codeLimit).contains(detail / 2) else { return nil }
                nodes[place] = CartNode(slot: token / 2, cut: detail / 2, left: left, missingGoesLeft: low)
            }
            for side in 0..<2 {
                nodes.append(CartNode(leafAt: left + side))
                payloads.append(0)
            }
            open.append(left + 1)
            open.append(left)
        }
    }
}

/// The trees of a fit that goes on, in its codes.
struct CartCheckpoint {
    var trees: [CartTree]
    var gains: [Double]

    private static let version = 1

    init(trees: [CartTree], gains: [Double]) {
        self.trees = trees
        self.gains = gains
    }

    func bytes(_ table: CartTable) -> [UInt8] {
        var writer = PackedWriter()
        writer.put(Self.version)
        writer.put(table.rowCount)
        writer.put(gains)
        writer.put(trees.count)
        for tree in trees {
            writer.put(tree.values)
            tree.write(to: &writer)
        }
        return writer.bytes
    }

    /// Nil where the bytes are none of a fit of these rows.
    init?(_ bytes: [UInt8], table: CartTable, classes: Int) {
        var reader = PackedReader(bytes)
        guard reader.number() == Self.version, reader.number() == table.rowCount, let gains = reader.numbers(),
            gains.count == table.width, let count = reader.number(), count <= reader.rest
        else { return nil }
        let isWords = table.features.map(\.isWords)
        var trees: [CartTree] = []
        for _ in 0..<count {
            guard let values = reader.numbers() else { return nil }
            let payloads = classes == 0 ? values.count : classes + values.count / max(1, classes)
            guard let tree = CartTree(&reader, isWords: isWords, payloadLimit: payloads, values: values) else { return nil }
            trees.append(tree)
        }
        guard reader.isAtEnd else { return nil }
        self.init(trees: trees, gains: gains)
    }
}
