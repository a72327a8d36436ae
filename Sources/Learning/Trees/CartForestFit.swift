import Recipes

/// One fit of one tree or of many.
final class CartForestFit {
    private let data: TrainingSet
    private let parameters: CartParameters
    private let context: FitContext
    private let table: CartTable
    private let target: CartTarget
    /// Predicted values a row.
    private let width: Int
    private var trees: [CartTree] = []
    /// Sum over the trees of each feature's share of the decrease.
    private var gains: [Double]
    private let training: CartSums
    private let watched: CartSums
    private let outOfBag: CartSums?
    /// Trees that each row was not drawn for.
    private var outOfBagCounts: [Int32]

    init(_ data: TrainingSet, watching watched: FeatureRows?, parameters: CartParameters, context: FitContext) throws(AssayError)
    {
        guard data.count > 0, data.target.width > 0 else { throw .nothingToLearn }
        self.data = data
        self.parameters = parameters
        self.context = context
        table = try CartTable(
            data.features, watched: watched, codes: parameters.codes, drawsCuts: parameters.drawsCuts, threads: context.threads)
        target = CartTarget(data)
        guard !target.rows.isEmpty else { throw .nothingToLearn }
        width = data.target.width
        gains = [Double](repeating: 0, count: table.width)
        training = CartSums(rows: data.count, classes: target.classes)
        self.watched = CartSums(rows: table.watchedCount, classes: target.classes)
        outOfBag = parameters.bootstrap ? CartSums(rows: data.count, classes: target.classes) : nil
        outOfBagCounts = [Int32](repeating: 0, count: parameters.bootstrap ? data.count : 0)
    }

    /// A tree of a wave, and where rows are in it.
    private final class Slot: @unchecked Sendable {
        let training: NativeBuffer<UInt32>
        let watched: NativeBuffer<UInt32>
        var counts: [UInt16]?
        var grown: CartGrower.Grown?

        init(_ table: CartTable) {
            training = NativeBuffer(table.rowCount, repeating: 0)
            watched = NativeBuffer(table.watchedCount, repeating: 0)
        }
    }

    /// Grows the trees and tells the observer of each.
    ///
    /// Trees do not depend on one another, so each thread grows its own; they are added up in their order.
    func run() -> CartModel {
        context.observer.encoded()
        let slots = (0..<waveLength).map { _ in Slot(table) }
        resume(slots[0])
        let growers = (0..<min(context.threads, slots.count)).map { _ in
            CartGrower(table: table, target: target, parameters: parameters)
        }
        waves: while trees.count < parameters.trees {
            let first = trees.count
            let count = min(slots.count, parameters.trees - first)
            let lanes = min(growers.count, count)
            nonisolated(unsafe) let (fit, growers) = (self, growers)
            Parallel.forEach(count, threads: lanes) { item in
                fit.grow(first + item, with: growers[item % lanes], into: slots[item])
            }
            for slot in slots.prefix(count) {
                guard let grown = slot.grown else { break waves }
                slot.grown = nil
                add(grown.tree, slot)
                let sum = grown.gains.reduce(0, +)
                if sum > 0 { for place in gains.indices { gains[place] += grown.gains[place] / sum } }
                guard tell() else { break waves }
            }
        }
        return CartModel(
            trees: trees, table: table, classes: target.classes, names: data.features.table.names, gains: gains,
            outOfBag: outOfBagScore)
    }

    /// Trees grown before one is added: more of them where they are small, so that threads seldom wait.
    private var waveLength: Int {
        let rows = max(1, data.count * table.width)
        return max(1, min(parameters.trees, context.threads * max(1, min(8, 200_000 / rows))))
    }

    /// Tells of the last tree; false where the fit ends.
    private func tell() -> Bool {
        let step = trees.count
        let own = training.predictions(of: step)
        let seen = watched.predictions(of: step)
        let directive = context.observer.step(
            step, training: UnsafeBufferPointer(start: own.base, count: data.count * width),
            watched: table.watchedCount > 0 ? UnsafeBufferPointer(start: seen.base, count: table.watchedCount * width) : nil)
        if context.observer.wantsCheckpoint(after: step) {
            context.observer.keep(FitCheckpoint(step: step, bytes: CartCheckpoint(trees: trees, gains: gains).bytes(table)))
        }
        return directive == .proceed
    }

    /// Grows one tree and sends the rows down that it was not grown with.
    private func grow(_ tree: Int, with grower: CartGrower, into slot: Slot) {
        slot.counts = drawn(for: tree)
        let grown = grower.grow(
            counts: slot.counts, random: CounterRandom(seed: context.seed, stream: 2 * tree + 1), leaves: slot.training.base)
        let others = (0..<table.rowCount).filter { row in
            slot.counts.map { $0[row] == 0 } ?? false || target.weights.map { $0[row] <= 0 } ?? false
        }
        send(others, down: grown.tree, slot)
        slot.grown = grown
    }

    private func send(_ rows: [Int], down tree: CartTree, _ slot: Slot) {
        let (own, seen, width) = (slot.training.base, slot.watched.base, table.width)
        let lanes = CartTree.lanes
        // Some rows at a time, brought side by side.
        let room = NativeBuffer<UInt16>(RankCoding.room(lanes, width), repeating: CartFeature.missing)
        for first in stride(from: 0, to: rows.count, by: lanes) {
            let count = min(lanes, rows.count - first)
            for lane in 0..<count {
                let (from, to) = (table.rows.base + rows[first + lane] * width, room.base + lane)
                for slot in 0..<width { to[slot &* lanes] = from[slot] }
            }
            tree.descend(room.base, width: width, count: count) { own[rows[first &+ $0]] = $1 }
        }
        tree.descend(table.watched.base, width: width, count: table.watchedCount) { seen[$0] = $1 }
    }

    /// How often each row was drawn for a tree, with replacement; nil where all rows are taken.
    private func drawn(for tree: Int) -> [UInt16]? {
        guard parameters.bootstrap else { return nil }
        let random = CounterRandom(seed: context.seed, stream: 2 * tree)
        var counts = [UInt16](repeating: 0, count: data.count)
        let rows = target.rows
        let draws = max(1, Int(Double(rows.count) * parameters.rowShare))
        counts.withUnsafeMutableBufferPointer { counts in
            rows.withUnsafeBufferPointer { rows in
                for draw in 0..<draws { counts[Int(rows[random.integer(draw, below: rows.count)])] &+= 1 }
            }
        }
        return counts
    }

    private func add(_ tree: CartTree, _ slot: Slot) {
        trees.append(tree)
        training.add(tree, slot.training.base)
        watched.add(tree, slot.watched.base)
        guard let outOfBag, let counts = slot.counts else { return }
        for row in target.rows where counts[Int(row)] == 0 {
            outOfBag.add(tree, slot.training.base[Int(row)], to: Int(row))
            outOfBagCounts[Int(row)] += 1
        }
    }

    /// Takes the trees of a checkpoint as if they had just been grown.
    private func resume(_ slot: Slot) {
        guard let kept = context.checkpoint, let state = CartCheckpoint(kept.bytes, table: table, classes: target.classes),
            state.trees.count == kept.step, kept.step <= parameters.trees
        else { return }
        for (place, tree) in state.trees.enumerated() {
            slot.counts = drawn(for: place)
            send(Array(0..<table.rowCount), down: tree, slot)
            add(tree, slot)
        }
        gains = state.gains
    }

    /// Accuracy or R2 on the rows that trees were not grown with, of those that have such trees.
    private var outOfBagScore: Double? {
        guard let outOfBag else { return nil }
        let rows = (0..<data.count).filter { outOfBagCounts[$0] > 0 }
        guard rows.count > 1 else { return nil }
        switch data.target {
        case .classes(let codes, _):
            let right = rows.count { row in outOfBag.likeliest(row) == Int(codes[row]) }
            return Double(right) / Double(rows.count)
        case .numbers:
            let truth = rows.map { target.numbers[$0] }
            let mean = truth.reduce(0, +) / Double(rows.count)
            let spread = truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let missed = zip(rows, truth).reduce(0.0) { sum, pair in
                let own = outOfBag.sums.base[pair.0] / Double(outOfBagCounts[pair.0]) / target.unit
                return sum + (own - pair.1) * (own - pair.1)
            }
            return spread > 0 ? 1 - missed / spread : nil
        }
    }
}
