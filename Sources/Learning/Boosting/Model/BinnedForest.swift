import CKernels

/// Trees over bytes, for sending very many rows down them: numbers become places among the model's own thresholds, and sixteen rows at
/// a time are compared with a node's.
///
/// A tree of up to 64 leaves has a bit a leaf, from left to right. Each node whose answer is "right" clears the leaves on its left, whether
/// a row comes by or not, and the lowest bit that is left is the row's leaf (Lucchese et al. 2015, "QuickScorer",
/// https://doi.org/10.1145/2766462.2767733; over bytes: Ye et al. 2018, "RapidScorer", https://doi.org/10.1145/3219819.3219857). A
/// symmetric tree of up to 8 levels needs a bit a level only. Values are added in the order of the trees, so that the bits are those
/// of ``TreeWalk``.
struct BinnedForest: Sendable {
    /// A column of bytes: a feature as some nodes ask for it.
    struct Slot: Hashable, Sendable {
        /// Its place in the model.
        let feature: Int
        /// Whether missing values are below all thresholds, or else above.
        let missingIsLow: Bool
    }

    /// The thresholds of a feature.
    struct Edges: Sendable {
        let feature: Int
        let table: ThresholdTable
        /// Where the bytes go with the missing values high, and with them low; -1 where no node asks so.
        let high: Int
        let low: Int
    }

    /// Categories that go left at a node, as bytes that are 0 for them and 1 for the others.
    struct Side: Sendable {
        let column: Int
        let table: Int
        let target: Int
    }

    struct Tree: Sendable {
        /// For each plane of eight leaves its items, one after the other; one plane of levels where it is symmetric.
        let planes: [Range<Int>]
        let isSymmetric: Bool
        let sides: Range<Int>
        /// Where its values begin.
        let first: Int
    }

    private(set) var edges: [Edges] = []
    /// Features of categories, and the columns where their bins go.
    private(set) var categories: [(feature: Int, column: Int)] = []
    /// Columns of bytes that a block of rows needs.
    private(set) var columnCount = 0
    private(set) var trees: [Tree] = []
    private(set) var items: [kernel_comparison] = []
    private(set) var sides: [Side] = []
    /// 256 bytes a table.
    private(set) var tables: [UInt8] = []
    private(set) var values: [Double] = []
    let outputs: Int

    /// Rows of a block: their bytes stay in the nearest cache.
    static let blockRows = 256

    /// Nil where a feature has too many thresholds, or a tree too many leaves.
    init?(_ model: [BoostedTree], outputs: Int) {
        self.outputs = outputs
        var thresholds: [Int: [Double]] = [:]
        var columns: [Slot: Int] = [:]
        for tree in model {
            for node in tree.nodes {
                let feature = Int(node.feature)
                if node.set < 0 { thresholds[feature, default: []].append(node.threshold) }
                let slot = Slot(feature: feature, missingIsLow: node.set < 0 && node.missingGoesLeft)
                if columns[slot] == nil { columns[slot] = columns.count }
                if node.set >= 0, !categories.contains(where: { $0.feature == feature }) {
                    categories.append((feature, columns[slot] ?? 0))
                }
            }
        }
        var places: [Int: [Double: UInt8]] = [:]
        for (feature, all) in thresholds.sorted(by: { $0.key < $1.key }) {
            let distinct = Set(all).sorted()
            guard distinct.count <= 254 else { return nil }
            places[feature] = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($0.element, UInt8($0.offset)) })
            edges.append(
                Edges(
                    feature: feature, table: ThresholdTable(distinct),
                    high: columns[Slot(feature: feature, missingIsLow: false)] ?? -1,
                    low: columns[Slot(feature: feature, missingIsLow: true)] ?? -1))
        }
        // Sides of categories get columns behind the features', used by one tree after the other.
        let ownColumns = columns.count
        columnCount = ownColumns + (model.map(\.sets.count).max() ?? 0)
        for tree in model {
            guard let shape = TreeShape(tree) else { return nil }
            let firstSide = sides.count
            let compared = tree.nodes.map { node -> (column: Int32, threshold: UInt8) in
                let column = columns[Slot(feature: Int(node.feature), missingIsLow: node.set < 0 && node.missingGoesLeft)] ?? 0
                guard node.set >= 0 else { return (Int32(column), places[Int(node.feature)]?[node.threshold] ?? 0) }
                let target = ownColumns + sides.count - firstSide
                sides.append(Side(column: column, table: tables.count, target: target))
                let set = tree.sets[Int(node.set)]
                tables += (0..<256).map { (set[$0 >> 6] >> UInt64($0 & 63)) & 1 == 1 ? 0 : 1 }
                return (Int32(target), 0)
            }
            var planes: [Range<Int>] = []
            for plane in shape.planes {
                let first = items.count
                items += plane.map {
                    kernel_comparison(column: compared[$0.node].column, threshold: compared[$0.node].threshold, mask: $0.mask)
                }
                planes.append(first..<items.count)
            }
            trees.append(
                Tree(planes: planes, isSymmetric: shape.isSymmetric, sides: firstSide..<sides.count, first: values.count))
            values += shape.order.map { tree.values[$0] }
        }
    }
}

/// A tree's leaves from left to right, and which of them each node decides about.
private struct TreeShape {
    /// For each plane of eight leaves the nodes with leaves of it on their left, and the leaves that stay; of a symmetric tree for each
    /// level a node and the level's bit.
    var planes: [[(node: Int, mask: UInt8)]] = []
    /// The leaves, in the order in which values are looked up.
    var order: [Int] = []
    var isSymmetric = false

    /// Nil for more than 64 leaves that are not symmetric.
    init?(_ tree: BoostedTree) {
        guard !tree.nodes.isEmpty else {
            order = [0]
            return
        }
        if let levels = TreeShape.levels(tree) {
            isSymmetric = true
            planes = [levels.enumerated().map { ($0.element, UInt8(1) << UInt8($0.offset)) }]
            order = (0..<(1 << levels.count)).map { answers in
                var place: Int32 = 0
                var level = 0
                while place >= 0 {
                    place = (answers >> level) & 1 == 1 ? tree.nodes[Int(place)].right : tree.nodes[Int(place)].left
                    level += 1
                }
                return Int(~place)
            }
            return
        }
        guard tree.values.count <= 64 else { return nil }
        var lefts = [Range<Int>](repeating: 0..<0, count: tree.nodes.count)
        number(0, tree, &lefts)
        planes = (0..<(order.count + 7) / 8).map { plane in
            lefts.enumerated().compactMap { node, leaves in
                let own = leaves.clamped(to: plane * 8..<plane * 8 + 8)
                guard !own.isEmpty else { return nil }
                let cleared = own.reduce(UInt8(0)) { $0 | 1 << UInt8($1 & 7) }
                return (node, ~cleared)
            }
        }
    }

    /// Numbers the leaves below a node from left to right. Trees of at most 64 leaves are at most 63 deep.
    private mutating func number(_ place: Int32, _ tree: BoostedTree, _ lefts: inout [Range<Int>]) {
        guard place >= 0 else { return order.append(Int(~place)) }
        let first = order.count
        number(tree.nodes[Int(place)].left, tree, &lefts)
        lefts[Int(place)] = first..<order.count
        number(tree.nodes[Int(place)].right, tree, &lefts)
    }

    /// A node of each level where all nodes of a level ask the same and there are at most 8 levels; nil otherwise.
    private static func levels(_ tree: BoostedTree) -> [Int]? {
        var depths = [Int](repeating: 0, count: tree.nodes.count)
        var levels: [Int] = []
        for (place, node) in tree.nodes.enumerated() {
            let depth = depths[place]
            guard depth < 8 else { return nil }
            if depth >= levels.count {
                levels.append(place)
            } else {
                let other = tree.nodes[levels[depth]]
                guard node.feature == other.feature, node.threshold == other.threshold,
                    node.missingGoesLeft == other.missingGoesLeft, (node.set < 0) == (other.set < 0),
                    node.set < 0 || tree.sets[Int(node.set)] == tree.sets[Int(other.set)]
                else { return nil }
            }
            for next in [node.left, node.right] where next >= 0 { depths[Int(next)] = depth + 1 }
        }
        return levels
    }
}
