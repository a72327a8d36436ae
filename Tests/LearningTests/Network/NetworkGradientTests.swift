import Testing

@testable import Learning

/// The way back against differences of the way there.
@Suite struct NetworkGradientTests {
    @Test(arguments: [Activation.mish, .selu, .tanh, .logistic, .identity])
    func gradientsAreDifferences(_ activation: Activation) {
        let shape = NetworkShape(
            numbers: 2, plain: 1, tables: [4], embeddingWidth: 8, embedsNumbers: true, isParametric: true, hidden: [5, 9],
            outputs: 3)
        let rows = NetworkRows(count: 6, width: 3, tableCount: 1)
        let random = CounterRandom(seed: 9)
        for row in 0..<6 {
            for column in 0..<3 { rows.values.base[row * rows.stride + column] = Float(2 * random.unit(row * 3 + column) - 1) }
            rows.codes.base[row] = Int32(row % 4)
        }
        var weights = [Float](repeating: 0, count: shape.count)
        // Only places within a layer's own width are anything but 0.
        var used: [Int] = []
        for number in 0..<2 { used += (0..<83).map { shape.numberStart + number * NetworkShape.numberStride + $0 } }
        used += (0..<shape.inputs).map { shape.scaleStart + $0 }
        for layer in shape.layers {
            for row in 0..<layer.fanIn { used += (0..<layer.fanOut).map { layer.weights + row * layer.outputs + $0 } }
            used += (0..<layer.fanOut).map { layer.biases + $0 }
            if layer.shares >= 0 { used += (0..<layer.fanOut).map { layer.shares + $0 } }
        }
        for (place, at) in used.enumerated() { weights[at] = Float(random.unit(1000 + place) - 0.5) }
        for at in shape.denseCount..<shape.count { weights[at] = Float(random.unit(5000 + at) - 0.5) }

        let loss = NetworkLoss(
            target: .classes([0, 1, 2, 0, 1, 2], count: 3), weights: [1, 2, 0.5, 1, 1, 0.5], smoothing: 0, outputs: 3, stride: 8)
        let work = NetworkWorkspace(shape, rows: 6, trains: true)
        func value(_ weights: [Float]) -> Double {
            weights.withUnsafeBufferPointer { buffer in
                guard let first = buffer.baseAddress else { return .nan }
                work.take(rows, { $0 }, count: 6)
                let pass = NetworkPass(shape: shape, activation: activation, weights: first)
                pass.forward(work, 6, dropout: .init(random: random, threshold: 0, firstRow: 0))
                return loss.gradient(
                    work.outputs[2].base, { $0 }, count: 6, size: 6, into: work.deltas.0.base, wantsLoss: true) / 6
            }
        }
        _ = value(weights)
        let gradient = NativeBuffer<Float>(shape.denseCount, repeating: 0)
        let tables = NativeBuffer<Float>(6 * 8, repeating: 0)
        let transposed = shape.layers.map { layer in
            let buffer = NativeBuffer<Float>(layer.inputs * layer.outputs, repeating: 0)
            for row in 0..<layer.inputs {
                for column in 0..<layer.outputs {
                    buffer.base[column * layer.inputs + row] = weights[layer.weights + row * layer.outputs + column]
                }
            }
            return buffer
        }
        weights.withUnsafeBufferPointer { buffer in
            guard let first = buffer.baseAddress else { return }
            NetworkPass(shape: shape, activation: activation, weights: first).backward(
                work, 6, dropsOut: false, transposed: transposed, gradient: gradient.base, tableDeltas: tables.base)
        }
        func difference(_ place: Int) -> Double {
            var (up, down) = (weights, weights)
            up[place] += 0.01
            down[place] -= 0.01
            return (value(up) - value(down)) / Double(up[place] - down[place])
        }
        for place in used.enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
            #expect(abs(Double(gradient.base[place]) - difference(place)) < 2e-4, "\(activation) at \(place)")
        }
        // Rows 0 and 4 of the batch have word 0.
        for column in 0..<8 {
            let sum = Double(tables.base[column] + tables.base[4 * 8 + column])
            #expect(abs(sum - difference(shape.tableStarts[0] + column)) < 2e-4, "\(activation), word 0, \(column)")
        }
    }

    @Test func functionsAreNearlyExact() {
        for step in stride(from: -80.0, through: 80, by: 0.37) {
            let exp = Double(FloatMath.exp(SIMD8(repeating: Float(step)))[3])
            let wanted = DeterministicMath.exp(Double(Float(step)))
            #expect(abs(exp - wanted) <= 3e-7 * wanted)
        }
        #expect(FloatMath.exp(SIMD8(repeating: -1000))[0] > 0 && FloatMath.exp(SIMD8(repeating: 1000))[0].isFinite)
        // sin and cos by the addition theorem from the series near 0.
        for step in stride(from: -30.0, through: 30, by: 0.113) {
            let (sin, cos) = FloatMath.sinCos(SIMD8(repeating: Float(step)))
            #expect(abs(Double(sin[0] * sin[0] + cos[0] * cos[0]) - 1) < 1e-6)
            let double = FloatMath.sinCos(SIMD8(repeating: Float(2 * step)))
            #expect(abs(Double(double.sin[0] - 2 * sin[0] * cos[0])) < 1e-5)
        }
        #expect(FloatMath.sinCos(SIMD8(repeating: 0.5)).sin[0] == 0.479_425_54)
    }

    @Test func productsAreSumsInOrder() {
        let random = CounterRandom(seed: 2)
        let (rows, depth, width) = (7, 13, 24)
        let a = NativeBuffer<Float>(rows * depth, repeating: 0)
        let b = NativeBuffer<Float>(depth * width, repeating: 0)
        let c = NativeBuffer<Float>(rows * width, repeating: 9)
        for place in 0..<a.count { a.base[place] = Float(random.unit(place) - 0.5) }
        for place in 0..<b.count { b.base[place] = Float(random.unit(500 + place) - 0.5) }
        for isTransposed in [false, true] {
            let (row, step) = isTransposed ? (1, rows) : (depth, 1)
            MatrixProduct.multiply(a.base, row, step, b.base, width, into: c.base, width, rows: rows, depth: depth, width: width)
            for i in 0..<rows {
                for j in 0..<width {
                    var sum: Float = 0
                    for k in 0..<depth { sum += a.base[i * row + k * step] * b.base[k * width + j] }
                    #expect(c.base[i * width + j] == sum)
                }
            }
        }
    }

    @Test func schedulesAreThosePublished() {
        #expect(NetworkSchedule.cosineLog4.value(0) < 1e-6 && NetworkSchedule.cosineLog4.value(1) < 1e-6)
        // log2(1 + 15 t) is a half, and so the first wave at its top, at t = (sqrt 2 - 1) / 15.
        #expect(abs(NetworkSchedule.cosineLog4.value(0.414_213_56 / 15) - 1) < 1e-6)
        #expect(NetworkSchedule.flatCosine.value(0.3) == 1 && abs(NetworkSchedule.flatCosine.value(0.75) - 0.5) < 1e-6)
        #expect(NetworkSchedule.flatCosine.value(1) < 1e-6)
    }
}
