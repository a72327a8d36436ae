/// Where a fit is after a step: all that another fit of the same rows needs to go on to the same bits.
///
/// Scores are not kept: they are the trees' values, added again in the same order.
struct BoostingState {
    /// The rows that are learnt from.
    var rows: Int
    /// As they were grown, in units of the score.
    var trees: [BoostedTree]
    var units: [RoundUnits]
    /// Whether nothing was left to split.
    var isOver: Bool
    var choice: StepChoice?
}

/// A number of trees that was chosen on an inner split.
struct StepChoice: Equatable {
    var step: Int
    var reason: Reason

    /// Why the search ended.
    enum Reason: Equatable {
        /// The loss fell no more, or nothing was left to split.
        case ended
        /// So many trees were all that were allowed.
        case limit(Int)
        /// Somebody stopped it.
        case stopped
    }

    /// Whether a search with this bound of trees would choose the same.
    func holds(limit: Int) -> Bool {
        switch reason {
        case .ended: step <= limit
        case .limit(let bound): bound == limit
        case .stopped: false
        }
    }
}

extension BoostingState {
    private static let version = 1

    var bytes: [UInt8] {
        var writer = StateWriter()
        writer.write(BoostingState.version)
        writer.write(rows)
        writer.write(isOver ? 1 : 0)
        writer.write(choice?.step ?? 0)
        switch choice?.reason {
        case nil: writer.write(0)
        case .ended: writer.write(-1)
        case .stopped: writer.write(-2)
        case .limit(let bound): writer.write(bound)
        }
        writer.write(units.count)
        for unit in units {
            for value in [unit.gradientSum, unit.hessianSum, unit.gradientUnit, unit.hessianUnit] { writer.write(value) }
        }
        writer.write(trees.count)
        for tree in trees { writer.write(tree) }
        return writer.bytes
    }

    /// Reads what ``bytes`` gave for a fit of so many rows; nil for anything else.
    init?(_ bytes: [UInt8], rows expected: Int) {
        var reader = StateReader(bytes)
        guard reader.int() == BoostingState.version, let rows = reader.int(), rows == expected,
            let isOver = reader.int(), let step = reader.int(), let reason = reader.int(),
            let outputs = reader.int(), outputs > 0, outputs <= reader.left / 32
        else { return nil }
        var units: [RoundUnits] = []
        for _ in 0..<outputs {
            guard let gradientSum = reader.double(), let hessianSum = reader.double(), let gradientUnit = reader.double(),
                let hessianUnit = reader.double(), gradientSum >= 0, hessianSum >= 0, gradientUnit > 0, hessianUnit > 0
            else { return nil }
            units.append(
                RoundUnits(
                    gradientSum: gradientSum, hessianSum: hessianSum, gradientUnit: gradientUnit, hessianUnit: hessianUnit))
        }
        guard let count = reader.int(), count >= 0, count % outputs == 0 else { return nil }
        var trees: [BoostedTree] = []
        for _ in 0..<count {
            guard let tree = reader.tree() else { return nil }
            trees.append(tree)
        }
        guard reader.left == 0 else { return nil }
        self.init(rows: rows, trees: trees, units: units, isOver: isOver == 1, choice: nil)
        guard reason != 0 else { return }
        guard step > 0 else { return nil }
        choice = StepChoice(step: step, reason: reason == -1 ? .ended : reason == -2 ? .stopped : .limit(reason))
    }
}

extension StateWriter {
    fileprivate mutating func write(_ tree: BoostedTree) {
        write(tree.nodes.count)
        for node in tree.nodes {
            for value in [node.feature, node.left, node.right, node.set, node.missingGoesLeft ? 1 : 0, node.rows] { write(value) }
            write(node.threshold)
            write(node.gain)
        }
        write(tree.sets.count)
        for set in tree.sets { for word in 0..<4 { write(Int(bitPattern: UInt(set[word]))) } }
        write(tree.values.count)
        for value in tree.values { write(value) }
        for value in tree.rows { write(value) }
    }
}

extension StateReader {
    /// A tree whose nodes lead on to later ones or to leaves; nil where there is none.
    fileprivate mutating func tree() -> BoostedTree? {
        guard let count = int(), count >= 0, count <= left / 40 else { return nil }
        var tree = BoostedTree(values: [], rows: [])
        for _ in 0..<count {
            guard let feature = int32(), let left = int32(), let right = int32(), let set = int32(), let missing = int32(),
                let rows = int32(), let threshold = double(), let gain = double()
            else { return nil }
            tree.nodes.append(
                BoostedTree.Node(
                    feature: feature, left: left, right: right, set: set, missingGoesLeft: missing == 1, threshold: threshold,
                    gain: gain, rows: rows))
        }
        guard let sets = int(), sets >= 0, sets <= left / 32 else { return nil }
        for _ in 0..<sets {
            var set = SIMD4<UInt64>.zero
            for word in 0..<4 { set[word] = UInt64(truncatingIfNeeded: int() ?? 0) }
            tree.sets.append(set)
        }
        guard let leaves = int(), leaves == count + 1, leaves <= left / 12 else { return nil }
        for _ in 0..<leaves { tree.values.append(double() ?? 0) }
        for _ in 0..<leaves { tree.rows.append(int32() ?? 0) }
        for (place, node) in tree.nodes.enumerated() {
            guard node.feature >= 0, node.set >= -1, Int(node.set) < sets else { return nil }
            for next in [node.left, node.right] {
                guard next >= 0 ? next > place && next < count : Int(~next) < leaves else { return nil }
            }
        }
        return tree
    }
}
