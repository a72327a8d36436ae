/// One fit of a network: epochs of batches, each batch in parts whose gradients are added up in their order, so that no number of threads
/// changes a bit.
final class NetworkFit {
    let shape: NetworkShape
    let optimizer: NetworkOptimizer
    private let rows: NetworkRows
    private let parameters: NetworkParameters
    private let loss: NetworkLoss
    private let seed: Int
    private let team: ThreadTeam
    private let workspaces: [NetworkWorkspace]
    private let gradients: [NativeBuffer<Float>]
    private let losses: NativeBuffer<Double>
    private let tableGradient: NativeBuffer<Float>
    private let tableDeltas: NativeBuffer<Float>
    private let batchSize: Int
    private let batches: Int

    /// Rows that go through the network together, and parts of a batch, at the most.
    private static let partRows = 64
    private static let partLimit = 16

    init(
        _ rows: NetworkRows, target: NetworkTarget, weights: [Float]?, shape: NetworkShape, parameters: NetworkParameters,
        seed: Int,
        team: ThreadTeam
    ) {
        self.rows = rows
        self.shape = shape
        self.parameters = parameters
        self.seed = seed
        self.team = team
        let last = shape.layers[shape.layers.count - 1]
        loss = NetworkLoss(
            target: target, weights: weights, smoothing: Float(parameters.labelSmoothing), outputs: last.fanOut,
            stride: last.outputs)
        batchSize = max(1, min(parameters.batchSize, rows.count))
        // A short batch at the end would take a step as long as a whole one's; other rows are left out in every epoch.
        batches = parameters.preset == .realmlp ? rows.count / batchSize : (rows.count + batchSize - 1) / batchSize
        let parts = min(Self.partLimit, (batchSize + Self.partRows - 1) / Self.partRows)
        let capacity = (batchSize + parts - 1) / parts
        workspaces = (0..<team.count).map { _ in NetworkWorkspace(shape, rows: capacity, trains: true) }
        gradients = (0..<parts).map { _ in NativeBuffer(shape.denseCount, repeating: 0) }
        losses = NativeBuffer(parts, repeating: 0)
        tableGradient = NativeBuffer(shape.count - shape.denseCount, repeating: 0)
        tableDeltas = NativeBuffer(batchSize * shape.tables.count * shape.embeddingWidth, repeating: 0)
        optimizer = NetworkOptimizer(
            shape, weights: NetworkStart(shape: shape, parameters: parameters, seed: seed).weights(rows), parameters: parameters)
    }

    /// The learning rate that is planned for an epoch: that of its middle.
    func plannedRate(_ epoch: Int) -> Double {
        parameters.learningRate * parameters.schedule.value((Double(epoch) - 0.5) / Double(parameters.epochs))
    }

    /// Takes one step for each batch of an epoch.
    ///
    /// - Parameters:
    ///   - epoch: from 1.
    ///   - rate: the learning rate in the middle of the epoch; within it the rate follows the schedule.
    ///   - wantsLoss: whether the mean loss of the batches is to be computed, each before its step.
    /// - Returns: the loss with the penalty, or 0.
    func run(epoch: Int, rate: Double, wantsLoss: Bool) -> Double {
        let order = CounterRandom(seed: seed, stream: 2 * epoch).permutation(rows.count)
        let planned = plannedRate(epoch)
        let factor = planned > 0 ? rate / planned : 1
        var total = 0.0
        for batch in 0..<batches {
            let share = (Double(epoch - 1) + Double(batch) / Double(batches)) / Double(parameters.epochs)
            let easing = parameters.easing.value(share)
            let own = order[batch * batchSize..<min((batch + 1) * batchSize, rows.count)]
            let decay = parameters.preset == .realmlp ? parameters.alpha * easing : parameters.alpha / Double(own.count)
            if wantsLoss { total += penalty(rows: own.count) * Double(own.count) }
            total += step(
                own, dropout: parameters.dropout * easing, stream: 2 * ((epoch - 1) * batches + batch) + 1,
                NetworkOptimizer.Step(
                    rate: parameters.learningRate * parameters.schedule.value(share) * factor, decay: decay),
                wantsLoss: wantsLoss)
        }
        return wantsLoss ? total / Double(min(rows.count, batches * batchSize)) : 0
    }

    private func penalty(rows count: Int) -> Double {
        guard parameters.preset == .sklearn, parameters.alpha > 0 else { return 0 }
        var squares = 0.0
        for layer in shape.layers {
            for place in 0..<layer.fanIn * layer.outputs {
                let weight = Double(optimizer.weights.base[layer.weights + place])
                squares += weight * weight
            }
        }
        return parameters.alpha / 2 * squares / Double(count)
    }

    /// One batch there and back, and one step; gives the sum of the rows' losses.
    private func step(
        _ batch: ArraySlice<Int32>, dropout: Double, stream: Int, _ step: NetworkOptimizer.Step, wantsLoss: Bool
    ) -> Double {
        let size = batch.count
        let length = workspaces[0].capacity
        let used = (size + length - 1) / length
        let threshold = UInt8(min(255, max(0, (dropout * 256).rounded())))
        let random = CounterRandom(seed: seed, stream: stream)
        let pass = NetworkPass(
            shape: shape, activation: parameters.activation, weights: UnsafePointer(optimizer.weights.base))
        let columns = shape.tables.count * shape.embeddingWidth
        team.forEach(below: used) { [self] part, thread in
            let work = workspaces[thread]
            let first = part * length
            let count = min(length, size - first)
            batch.withUnsafeBufferPointer { batch in
                let places = { (row: Int) in Int(batch[first &+ row]) }
                work.take(rows, places, count: count)
                pass.forward(work, count, dropout: .init(random: random, threshold: threshold, firstRow: first))
                let last = work.outputs[work.outputs.count - 1].base
                losses.base[part] = loss.gradient(
                    last, places, count: count, size: size, into: work.deltas.0.base, wantsLoss: wantsLoss)
            }
            pass.backward(
                work, count, dropsOut: threshold > 0, transposed: optimizer.transposed, gradient: gradients[part].base,
                tableDeltas: tableDeltas.base + first * columns)
        }
        if columns > 0 { gatherTables(batch, columns) }
        optimizer.step(step, gradients: gradients[..<used], tableGradient: tableGradient, team: team)
        if columns > 0 { clearTables(batch) }
        return wantsLoss ? (0..<used).reduce(0) { $0 + losses.base[$1] } : 0
    }

    /// Adds the rows' gradients up in the rows of the tables.
    private func gatherTables(_ batch: ArraySlice<Int32>, _ columns: Int) {
        for (row, place) in batch.enumerated() {
            for table in 0..<rows.tableCount {
                let sum = tableRow(table, Int(place))
                (SIMD8(at: sum) + SIMD8(at: tableDeltas.base + (row &* columns &+ table &* shape.embeddingWidth))).store(at: sum)
            }
        }
    }

    private func clearTables(_ batch: ArraySlice<Int32>) {
        for place in batch {
            for table in 0..<rows.tableCount { SIMD8<Float>.zero.store(at: tableRow(table, Int(place))) }
        }
    }

    private func tableRow(_ table: Int, _ place: Int) -> UnsafeMutablePointer<Float> {
        let code = Int(rows.codes.base[place &* rows.tableCount &+ table])
        return tableGradient.base + (shape.tableStarts[table] - shape.denseCount + code * shape.embeddingWidth)
    }

    /// Whether all that is learnt is finite.
    var isFinite: Bool {
        var sum: Float = 0
        for place in 0..<shape.count { sum += optimizer.weights.base[place] * 0 }
        return sum == 0
    }
}
