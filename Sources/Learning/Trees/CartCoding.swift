extension CartTree {
    /// Writes the nodes, each before those below it, the left ones first: two or three bytes for a question, one or more for a leaf.
    func write(to writer: inout StateWriter, payload: (Int) -> Int = { $0 }) {
        var open = [1]
        while let place = open.popLast() {
            let node = nodes[place]
            guard !node.isLeaf else {
                writer.pack(2 * payload(Int(payloads[place])))
                continue
            }
            writer.pack(2 * Int(node.slot) + 1)
            let low = node.missingGoesLeft ? 1 : 0
            if node.isWords {
                let own = set(node.set)
                writer.pack(2 * own.count + low)
                var last = 0
                for code in own {
                    writer.pack(Int(code) - last)
                    last = Int(code)
                }
            } else {
                writer.pack(2 * node.highestLeft + low)
            }
            open.append(node.left + 1)
            open.append(node.left)
        }
    }

    /// Reads a tree.
    ///
    /// - `isWords`: of each feature.
    /// - `payloadLimit`: how many payloads there are.
    init?(_ reader: inout StateReader, isWords: [Bool], payloadLimit: Int, values: [Double] = []) {
        self.init(
            nodes: [CartNode(leafAt: 1), CartNode(leafAt: 1)], payloads: [0, 0], values: values, members: [], starts: [0])
        var open = [1]
        while let place = open.popLast() {
            guard let token = reader.packed() else { return nil }
            guard token % 2 == 1 else {
                guard token / 2 < payloadLimit else { return nil }
                payloads[place] = UInt32(token / 2)
                continue
            }
            let left = nodes.count
            guard isWords.indices.contains(token / 2), let detail = reader.packed(), left < CartNode.limit else { return nil }
            let low = detail % 2 == 1
            if isWords[token / 2] {
                guard detail / 2 <= CartFeature.codeLimit, starts.count < 65_535 else { return nil }
                var last = 0
                for _ in 0..<detail / 2 {
                    guard let step = reader.packed(), step > 0, step <= CartFeature.codeLimit - last else { return nil }
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
        var writer = StateWriter()
        writer.pack(Self.version)
        writer.pack(table.rowCount)
        writer.pack(gains)
        writer.pack(trees.count)
        for tree in trees {
            writer.pack(tree.values)
            tree.write(to: &writer)
        }
        return writer.bytes
    }

    /// Nil where the bytes are none of a fit of these rows.
    init?(_ bytes: [UInt8], table: CartTable, classes: Int) {
        var reader = StateReader(bytes)
        guard reader.packed() == Self.version, reader.packed() == table.rowCount, let gains = reader.packedDoubles(),
            gains.count == table.width, let count = reader.packed(), count <= reader.left
        else { return nil }
        let isWords = table.features.map(\.isWords)
        var trees: [CartTree] = []
        for _ in 0..<count {
            guard let values = reader.packedDoubles() else { return nil }
            let payloads = classes == 0 ? values.count : classes + values.count / max(1, classes)
            guard let tree = CartTree(&reader, isWords: isWords, payloadLimit: payloads, values: values) else { return nil }
            trees.append(tree)
        }
        guard reader.isAtEnd else { return nil }
        self.init(trees: trees, gains: gains)
    }
}
