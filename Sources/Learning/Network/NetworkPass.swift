/// One way of some rows through a network.
struct NetworkPass {
    let shape: NetworkShape
    let activation: Activation
    /// All that is learnt.
    let weights: UnsafePointer<Float>

    /// Which units are left out of a training step; each 8 bits of a random number decide on one.
    struct Dropout {
        let random: CounterRandom
        /// Units are left out where 8 random bits are below this; 0 leaves all in.
        let threshold: UInt8
        /// Place in the batch of the first row.
        let firstRow: Int

        /// What the others are multiplied with.
        var factor: Float { 256 / (256 - Float(threshold)) }

        @inline(__always)
        func factors(_ row: Int, _ layer: Int, _ lanes: Int) -> SIMD8<Float> {
            let bits = random.bits(((firstRow &+ row) &<< 24) | (layer &<< 16) | lanes)
            let parts = SIMD8<Int32>(truncatingIfNeeded: unsafeBitCast(bits, to: SIMD8<UInt8>.self))
            let isOut = (parts &- SIMD8(repeating: Int32(threshold))) &>> SIMD8(repeating: 31)
            return FloatMath.select(SIMD8<Float>.zero, SIMD8<Float>(repeating: factor), where: isOut)
        }
    }

    /// Goes through all layers; the last one's sums are left in `work.outputs`.
    ///
    /// - Parameters:
    ///   - work: has the rows.
    ///   - count: of rows.
    ///   - dropout: of a training step; without one nothing is kept for the way back.
    func forward(_ work: NetworkWorkspace, _ count: Int, dropout: Dropout?) {
        if shape.learnsInputs { fillInputs(work, count) }
        var input = UnsafePointer(work.scaled.base)
        for (place, layer) in shape.layers.enumerated() {
            let output = work.outputs[place].base
            MatrixProduct.multiply(
                input, layer.inputs, 1, weights + layer.weights, layer.outputs, into: output, layer.outputs, rows: count,
                depth: layer.fanIn, width: layer.outputs)
            if place < shape.layers.count - 1 {
                activate(layer, place, output, work, count, dropout)
            } else {
                add(weights + layer.biases, to: output, layer.outputs, count)
            }
            input = UnsafePointer(output)
        }
    }

    private func add(_ biases: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, _ width: Int, _ count: Int) {
        for column in stride(from: 0, to: width, by: 8) {
            let bias = SIMD8<Float>(at: biases + column)
            for row in 0..<count {
                let place = output + (row &* width &+ column)
                (SIMD8(at: place) + bias).store(at: place)
            }
        }
    }

    private func activate(
        _ layer: NetworkShape.Layer, _ place: Int, _ output: UnsafeMutablePointer<Float>, _ work: NetworkWorkspace, _ count: Int,
        _ dropout: Dropout?
    ) {
        let width = layer.outputs
        let (slopes, turns) = (work.slopes[place].base, work.turns[place].base)
        let biases = weights + layer.biases
        let isPlainReLU = activation == .relu && layer.shares < 0 && (dropout?.threshold ?? 0) == 0
        if isPlainReLU {
            // The way back sees from the output where the slope is 0.
            var column = 0
            while column < width {
                let bias = SIMD8<Float>(at: biases + column)
                var place = output + column
                for _ in 0..<count {
                    let sum = SIMD8(at: place) + bias
                    FloatMath.positivePart(sum).store(at: place)
                    place += width
                }
                column &+= 8
            }
            return
        }
        for row in 0..<count {
            for column in stride(from: 0, to: width, by: 8) {
                let at = row &* width &+ column
                let sum = SIMD8(at: output + at) + SIMD8<Float>(at: biases + column)
                var (value, slope) = activation(sum)
                var turn = SIMD8<Float>.zero
                if layer.shares >= 0 {
                    let share = SIMD8<Float>(at: weights + (layer.shares + column))
                    turn = value - sum
                    value = sum + turn * share
                    let one = SIMD8<Float>(repeating: 1)
                    slope = one + (slope - one) * share
                }
                if let dropout {
                    if dropout.threshold > 0 {
                        let factors = dropout.factors(row, place, column &>> 3)
                        value *= factors
                        slope *= factors
                        turn *= factors
                    }
                    slope.store(at: slopes + at)
                    if layer.shares >= 0 { turn.store(at: turns + at) }
                }
                value.store(at: output + at)
            }
        }
    }

    /// The way back: from the gradient of the last sums, which is in `work.deltas.0`, to that of all weights.
    ///
    /// `gradient` gets what is learnt before the tables; places behind a layer's own width are not touched. `transposed` has the weights
    /// of each layer, transposed. `tableDeltas` gets the gradient of the embeddings' columns, row by row.
    func backward(
        _ work: NetworkWorkspace, _ count: Int, dropsOut: Bool, transposed: [NativeBuffer<Float>],
        gradient: UnsafeMutablePointer<Float>, tableDeltas: UnsafeMutablePointer<Float>
    ) {
        var (delta, other) = (work.deltas.0.base, work.deltas.1.base)
        for place in shape.layers.indices.reversed() {
            let layer = shape.layers[place]
            let input = place > 0 ? work.outputs[place - 1].base : work.scaled.base
            MatrixProduct.multiply(
                input, 1, layer.inputs, delta, layer.outputs, into: gradient + layer.weights, layer.outputs, rows: layer.fanIn,
                depth: count, width: layer.outputs)
            sumRows(delta, layer.outputs, count, into: gradient + layer.biases)
            guard place > 0 || shape.learnsInputs else { return }
            MatrixProduct.multiply(
                delta, layer.outputs, 1, transposed[place].base, layer.inputs, into: other, layer.inputs, rows: count,
                depth: layer.fanOut, width: layer.inputs)
            if place > 0 {
                throughActivation(shape.layers[place - 1], place - 1, other, work, count, dropsOut, gradient)
            }
            swap(&delta, &other)
        }
        backwardInputs(work, delta, count, gradient, tableDeltas)
    }

    private func throughActivation(
        _ layer: NetworkShape.Layer, _ place: Int, _ delta: UnsafeMutablePointer<Float>, _ work: NetworkWorkspace, _ count: Int,
        _ dropsOut: Bool, _ gradient: UnsafeMutablePointer<Float>
    ) {
        let all = count &* layer.outputs
        if activation == .relu, layer.shares < 0, !dropsOut {
            let output = work.outputs[place].base
            var at = 0
            while at < all {
                FloatMath.gated(SIMD8(at: delta + at), SIMD8(at: output + at)).store(at: delta + at)
                at &+= 8
            }
            return
        }
        if layer.shares >= 0 {
            let turns = work.turns[place].base
            for column in stride(from: 0, to: layer.outputs, by: 8) {
                var sum = SIMD8<Float>.zero
                for row in 0..<count {
                    let at = row &* layer.outputs &+ column
                    sum += SIMD8(at: delta + at) * SIMD8(at: turns + at)
                }
                sum.store(at: gradient + (layer.shares + column))
            }
        }
        let slopes = work.slopes[place].base
        var at = 0
        while at < all {
            (SIMD8(at: delta + at) * SIMD8(at: slopes + at)).store(at: delta + at)
            at &+= 8
        }
    }

    private func sumRows(
        _ delta: UnsafePointer<Float>, _ width: Int, _ count: Int, into sums: UnsafeMutablePointer<Float>
    ) {
        for column in stride(from: 0, to: width, by: 8) {
            var sum = SIMD8<Float>.zero
            for row in 0..<count { sum += SIMD8(at: delta + (row &* width &+ column)) }
            sum.store(at: sums + column)
        }
    }
}
