/// The weights that a fit begins with.
struct NetworkStart {
    let shape: NetworkShape
    let parameters: NetworkParameters
    let seed: Int

    /// Rows that RealMLP's start looks at, at the most.
    private static let sample = 512
    /// Of the random numbers; fits use streams from 0 on.
    private static let stream = -11

    /// - Complexity: O(weights x sample rows).
    func weights(_ rows: NetworkRows) -> [Float] {
        var weights = [Float](repeating: 0, count: shape.count)
        var random = RandomRow(CounterRandom(seed: seed, stream: Self.stream))
        startInputs(&weights, &random)
        if parameters.preset == .sklearn {
            startUniformly(&weights, &random)
        } else {
            startFromData(&weights, rows, &random)
        }
        return weights
    }

    private func startInputs(_ weights: inout [Float], _ random: inout RandomRow) {
        if shape.embedsNumbers {
            for number in 0..<shape.numbers {
                let first = shape.numberStart + number * NetworkShape.numberStride
                for place in 0..<16 { weights[first + place] = 0.628_318_53 * random.normal() }
                for place in 16..<32 { weights[first + place] = 3.141_592_7 * random.symmetric() }
                for place in 32..<83 { weights[first + place] = 0.25 * random.symmetric() }
            }
        }
        if shape.isParametric {
            for place in 0..<shape.inputs { weights[shape.scaleStart + place] = 1 }
            for layer in shape.layers where layer.shares >= 0 {
                for unit in 0..<layer.fanOut { weights[layer.shares + unit] = 1 }
            }
        }
        for (table, rows) in shape.tables.enumerated() {
            for place in 0..<rows * shape.embeddingWidth { weights[shape.tableStarts[table] + place] = random.normal() }
        }
    }

    /// Weights and biases between two bounds that the widths give.
    ///
    /// Glorot and Bengio 2010, https://proceedings.mlr.press/v9/glorot10a.html
    private func startUniformly(_ weights: inout [Float], _ random: inout RandomRow) {
        for layer in shape.layers {
            let factor: Float = parameters.activation == .logistic ? 2 : 6
            let bound = (factor / Float(max(1, layer.fanIn + layer.fanOut))).squareRoot()
            for row in 0..<layer.fanIn {
                for unit in 0..<layer.fanOut { weights[layer.weights + row * layer.outputs + unit] = bound * random.symmetric() }
            }
            for unit in 0..<layer.fanOut { weights[layer.biases + unit] = bound * random.symmetric() }
        }
    }

    /// Sums of every unit have a deviation of 1 over the training rows, and biases put each unit's bend among the rows: minus a random
    /// mean of five of its sums (Steinwart 2019, https://doi.org/10.48550/arXiv.1903.11482).
    private func startFromData(_ weights: inout [Float], _ rows: NetworkRows, _ random: inout RandomRow) {
        let count = min(rows.count, Self.sample)
        let order = CounterRandom(seed: seed, stream: Self.stream - 1).permutation(rows.count)
        let work = NetworkWorkspace(shape, rows: count, trains: false)
        work.take(rows, { Int(order[$0]) }, count: count)
        weights.withUnsafeMutableBufferPointer { buffer in
            guard let w = buffer.baseAddress, count > 0 else { return }
            let pass = NetworkPass(shape: shape, activation: parameters.activation, weights: UnsafePointer(w))
            if shape.learnsInputs { pass.fillInputs(work, count) }
            var input = work.scaled.base
            for (place, layer) in shape.layers.enumerated() {
                let gain = 1 / Float(max(1, layer.fanIn)).squareRoot()
                for row in 0..<layer.fanIn {
                    for unit in 0..<layer.fanOut { w[layer.weights + row * layer.outputs + unit] = gain * random.normal() }
                }
                let sums = work.outputs[place].base
                MatrixProduct.multiply(
                    input, layer.inputs, 1, w + layer.weights, layer.outputs, into: sums, layer.outputs, rows: count,
                    depth: layer.fanIn, width: layer.outputs)
                for unit in 0..<layer.fanOut {
                    let factor = Self.unitFactor(sums + unit, layer.outputs, count)
                    for row in 0..<layer.fanIn { w[layer.weights + row * layer.outputs + unit] *= factor }
                    w[layer.biases + unit] = -factor * Self.middle(sums + unit, layer.outputs, count, &random)
                    for row in 0..<count {
                        let place = row * layer.outputs + unit
                        let sum = sums[place] * factor + w[layer.biases + unit]
                        sums[place] = parameters.activation(SIMD8(repeating: sum)).value[0]
                    }
                }
                input = sums
            }
        }
    }

    /// 1 over the deviation of a column; 1 where it has none.
    private static func unitFactor(_ column: UnsafePointer<Float>, _ stride: Int, _ count: Int) -> Float {
        var (sum, squares) = (0.0, 0.0)
        for row in 0..<count { sum += Double(column[row * stride]) }
        let mean = sum / Double(count)
        for row in 0..<count {
            let distance = Double(column[row * stride]) - mean
            squares += distance * distance
        }
        let deviation = (squares / Double(count)).squareRoot()
        return deviation > 1e-6 ? Float(1 / deviation) : 1
    }

    /// A random mean of five values of a column.
    private static func middle(
        _ column: UnsafePointer<Float>, _ stride: Int, _ count: Int, _ random: inout RandomRow
    ) -> Float {
        var (sum, total) = (0.0, 0.0)
        for _ in 0..<5 {
            let share = -DeterministicMath.log(1 - random.unit())
            let row = min(count - 1, Int(random.unit() * Double(count)))
            sum += share * Double(column[row * stride])
            total += share
        }
        return total > 0 ? Float(sum / total) : 0
    }
}

/// The random numbers of a stream, one after the other.
private struct RandomRow {
    private let random: CounterRandom
    private var next = 0

    init(_ random: CounterRandom) { self.random = random }

    /// In [0, 1).
    mutating func unit() -> Double {
        next += 1
        return random.unit(next)
    }

    /// In [-1, 1).
    mutating func symmetric() -> Float { Float(2 * unit() - 1) }

    /// Of the standard normal distribution.
    ///
    /// Box and Muller 1958, https://doi.org/10.1214/aoms/1177706645
    mutating func normal() -> Float {
        let radius = (-2 * DeterministicMath.log(1 - unit())).squareRoot()
        return Float(radius) * FloatMath.sinCos(SIMD8(repeating: Float(unit()) * 6.283_185_3)).cos[0]
    }
}
