/// The epochs of a fit: rates are asked for, steps are told, the best epoch is kept, and the fit ends where it should.
struct NetworkRun {
    let fit: NetworkFit
    let parameters: NetworkParameters
    let choice: NetworkChoice?
    let teller: NetworkTeller

    /// Runs to the end, or until the observer says so.
    ///
    /// - Parameters:
    ///   - checkpoint: where to go on, if it is of such a fit.
    ///   - rows: of the training set, by which a checkpoint is known.
    /// - Returns: the weights, and the epoch where one was chosen.
    func run(from checkpoint: FitCheckpoint?, rows: Int) -> (weights: [Float], bestStep: Int?) {
        var state = checkpoint.flatMap { NetworkState($0, into: fit.optimizer, rows: rows) } ?? NetworkState()
        var lastFinite = current
        while state.epoch < parameters.epochs, !hasEnded(state) {
            state.epoch += 1
            let rate = teller.observer.learningRate(at: state.epoch, planned: fit.plannedRate(state.epoch))
            let loss = fit.run(epoch: state.epoch, rate: rate, wantsLoss: choice == nil && parameters.patience > 0)
            let isLost = !fit.isFinite
            // Steps that were too long leave nothing to go on from; the epoch before them does.
            if isLost { put(lastFinite) } else { lastFinite = current }
            note(&state, loss: loss)
            let goesOn = teller.tell(state.epoch, fit.optimizer.weights.base)
            if teller.observer.wantsCheckpoint(after: state.epoch) {
                teller.observer.keep(FitCheckpoint(step: state.epoch, bytes: state.bytes(fit.optimizer, rows: rows)))
            }
            if isLost || !goesOn { break }
        }
        guard choice != nil, state.best.epoch > 0 else { return (current, nil) }
        return (state.bestWeights, state.best.epoch)
    }

    private func hasEnded(_ state: NetworkState) -> Bool { parameters.patience > 0 && state.idle > parameters.patience }

    /// Looks whether the epoch was the best, and whether it gained anything.
    private func note(_ state: inout NetworkState, loss training: Double) {
        guard choice != nil || parameters.patience > 0 else { return }
        let loss = choice?.loss(fit.optimizer.weights.base) ?? training
        state.idle = loss > state.best.loss - parameters.tolerance ? state.idle + 1 : 0
        guard loss < state.best.loss else { return }
        state.best = (state.epoch, loss)
        if choice != nil { state.bestWeights = current }
    }

    private var current: [Float] {
        Array(UnsafeBufferPointer(start: fit.optimizer.weights.base, count: fit.shape.count))
    }

    private func put(_ weights: [Float]) {
        for place in weights.indices { fit.optimizer.weights.base[place] = weights[place] }
    }
}

/// Tells an observer how a fit stands.
struct NetworkTeller {
    let training: NetworkRows
    let watched: NetworkRows?
    let predictor: NetworkPredictor
    let team: ThreadTeam
    let observer: any FitObserver

    /// Tells of an epoch; whether the fit should go on.
    func tell(_ epoch: Int, _ weights: UnsafePointer<Float>) -> Bool {
        let own = predictions(training, weights)
        let seen = watched.map { predictions($0, weights) }
        let directive = own.withUnsafeBufferPointer { own in
            guard let seen else { return observer.step(epoch, training: own, watched: nil) }
            return seen.withUnsafeBufferPointer { observer.step(epoch, training: own, watched: $0) }
        }
        return directive == .proceed
    }

    private func predictions(_ rows: NetworkRows, _ weights: UnsafePointer<Float>) -> [Double] {
        let count = rows.count * predictor.output.width
        return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = count
            guard let out = buffer.baseAddress else { return }
            predictor.predict(rows, weights: weights, team: team, into: out)
        }
    }
}

/// Rows that choose the epoch.
struct NetworkChoice {
    private let rows: NetworkRows
    private let predictor: NetworkPredictor
    private let team: ThreadTeam
    private let target: NetworkTarget
    private let weights: [Float]?

    init(_ rows: NetworkRows, target: NetworkTarget, weights: [Float]?, predictor: NetworkPredictor, team: ThreadTeam) {
        self.rows = rows
        self.target = target
        self.weights = weights
        self.predictor = predictor
        self.team = team
    }

    /// The mean log loss, or half the mean squared error of the standardised target.
    func loss(_ network: UnsafePointer<Float>) -> Double {
        let stride = predictor.shape.layers[predictor.shape.layers.count - 1].outputs
        let sums = NativeBuffer<Float>(rows.count * stride, repeating: 0)
        predictor.forEachBlock(rows, weights: network, team: team) { first, block, stride, count in
            (sums.base + first * stride).update(from: block, count: count * stride)
        }
        let scratch = NativeBuffer<Float>(rows.count * stride, repeating: 0)
        let loss = NetworkLoss(
            target: target, weights: weights, smoothing: 0, outputs: predictor.shape.outputs, stride: stride)
        let total = loss.gradient(
            sums.base, { $0 }, count: rows.count, size: rows.count, into: scratch.base, wantsLoss: true)
        return total.isNaN ? .infinity : total / Double(max(1, rows.count))
    }
}
