/// Adam, with what the weights lose at every step: as much as they are large (decoupled), or through the gradient.
///
/// Kingma and Ba 2015, https://doi.org/10.48550/arXiv.1412.6980; Loshchilov and Hutter 2019, https://doi.org/10.48550/arXiv.1711.05101.
final class NetworkOptimizer {
    /// Some neighbouring floats that are updated together.
    private struct Part {
        let first: Int
        let count: Int
        /// What the learning rate is multiplied with, and with what it decays.
        let rate: Float
        let decay: Float
        /// The layer whose weights these are, -1 for none, and the first of its rows.
        let layer: Int
        let row: Int
    }

    let shape: NetworkShape
    /// All that is learnt, and the moving means of its gradient and of the gradient's square.
    let weights: NativeBuffer<Float>
    let means: NativeBuffer<Float>
    let squares: NativeBuffer<Float>
    /// The weights of each layer, transposed.
    let transposed: [NativeBuffer<Float>]
    /// The powers of the betas up to the last step.
    var powers = (1.0, 1.0)
    private let betas: (Double, Double)
    private let isDecoupled: Bool
    private let parts: [Part]

    /// One update.
    struct Step {
        let rate: Double
        /// Share that weights lose at a learning rate of 1, or the penalty's factor on them.
        let decay: Double
    }

    init(_ shape: NetworkShape, weights: [Float], parameters: NetworkParameters) {
        self.shape = shape
        self.weights = NativeBuffer(shape.count, repeating: 0)
        for place in weights.indices { self.weights.base[place] = weights[place] }
        means = NativeBuffer(shape.count, repeating: 0)
        squares = NativeBuffer(shape.count, repeating: 0)
        transposed = shape.layers.map { NativeBuffer($0.inputs * $0.outputs, repeating: 0) }
        betas = (parameters.beta1, parameters.beta2)
        isDecoupled = parameters.preset == .realmlp
        parts = Self.parts(shape, isReal: isDecoupled)
        transposeAll()
    }

    /// Floats of a part, about.
    private static let size = 2048

    private static func parts(_ shape: NetworkShape, isReal: Bool) -> [Part] {
        var parts: [Part] = []
        func add(_ first: Int, _ count: Int, rate: Float, decay: Float) {
            for start in Swift.stride(from: 0, to: count, by: size) {
                let own = min(size, count - start)
                parts.append(Part(first: first + start, count: own, rate: rate, decay: decay, layer: -1, row: 0))
            }
        }
        if shape.embedsNumbers {
            // Frequencies are kept with their factor of 2 pi.
            for number in 0..<shape.numbers {
                let first = shape.numberStart + number * NetworkShape.numberStride
                add(first, NetworkShape.cosines, rate: isReal ? 0.628_318_53 : 6.283_185_3, decay: isReal ? 0.1 : 1)
                add(
                    first + NetworkShape.cosines, NetworkShape.numberStride - NetworkShape.cosines, rate: isReal ? 0.1 : 1,
                    decay: isReal ? 0.1 : 1)
            }
        }
        if shape.isParametric { add(shape.scaleStart, shape.inputWidth, rate: 6, decay: 6) }
        for (place, layer) in shape.layers.enumerated() {
            // The parametrisation of neural tangent kernels is one of the learning rate, under Adam.
            let rate = isReal ? 1 / Float(max(1, layer.fanIn)).squareRoot() : 1
            let rows = max(1, size / layer.outputs)
            for row in Swift.stride(from: 0, to: layer.fanIn, by: rows) {
                parts.append(
                    Part(
                        first: layer.weights + row * layer.outputs, count: min(rows, layer.fanIn - row) * layer.outputs,
                        rate: rate, decay: 1, layer: place, row: row))
            }
            add(layer.biases, layer.outputs, rate: isReal ? 0.1 : 1, decay: 0)
            if layer.shares >= 0 { add(layer.shares, layer.outputs, rate: 0.1, decay: 0.1) }
        }
        for (table, rows) in shape.tables.enumerated() {
            add(shape.tableStarts[table], rows * shape.embeddingWidth, rate: 1, decay: 1)
        }
        return parts
    }

    /// Adds up the gradients of the parts of a batch, in their order, and takes one step. There is a gradient a part for what stands
    /// before the tables, and one for the tables.
    func step(
        _ step: Step, gradients: ArraySlice<NativeBuffer<Float>>, tableGradient: NativeBuffer<Float>, team: ThreadTeam
    ) {
        powers = (powers.0 * betas.0, powers.1 * betas.1)
        let bases = gradients.map { UnsafePointer($0.base) }
        team.forEach(below: parts.count) { [self] place, _ in
            bases.withUnsafeBufferPointer { update(parts[place], step, $0, UnsafePointer(tableGradient.base)) }
        }
    }

    private func update(
        _ part: Part, _ step: Step, _ gradients: UnsafeBufferPointer<UnsafePointer<Float>>, _ tables: UnsafePointer<Float>
    ) {
        typealias Lanes = SIMD8<Float>
        let (w, m, v) = (weights.base + part.first, means.base + part.first, squares.base + part.first)
        let (keep, keepSquare) = (Float(betas.0), Float(betas.1))
        let (take, takeSquare) = (Float(1 - betas.0), Float(1 - betas.1))
        let rate = Float(step.rate / (1 - powers.0)) * part.rate
        let unbias = Float(1 / (1 - powers.1))
        let decay = Float(step.decay) * part.decay
        let kept: Float = isDecoupled ? max(0, 1 - Float(step.rate) * decay) : 1
        let penalty: Float = isDecoupled ? 0 : decay
        let isTable = part.first >= shape.denseCount
        var place = 0
        while place < part.count {
            var gradient = Lanes.zero
            if isTable {
                gradient = Lanes(at: tables + (part.first &- shape.denseCount &+ place))
            } else {
                for buffer in gradients { gradient += Lanes(at: buffer + (part.first &+ place)) }
            }
            let old = Lanes(at: w + place)
            gradient += old * penalty
            let mean: Lanes = Lanes(at: m + place) * keep + gradient * take
            let square: Lanes = Lanes(at: v + place) * keepSquare + (gradient * gradient) * takeSquare
            mean.store(at: m + place)
            square.store(at: v + place)
            let size: Lanes = (square * unbias).squareRoot() + Lanes(repeating: 1e-8)
            let change: Lanes = mean * rate / size
            (old * kept - change).store(at: w + place)
            place &+= 8
        }
        if part.layer >= 0 { transpose(part.layer, rows: part.row, part.count / shape.layers[part.layer].outputs) }
    }

    /// Brings the transposed weights up to date.
    func transposeAll() {
        for (place, layer) in shape.layers.enumerated() { transpose(place, rows: 0, layer.fanIn) }
    }

    private func transpose(_ place: Int, rows first: Int, _ count: Int) {
        let layer = shape.layers[place]
        let (from, to) = (weights.base + layer.weights, transposed[place].base)
        for row in first..<first + count {
            for column in 0..<layer.outputs { to[column &* layer.inputs &+ row] = from[row &* layer.outputs &+ column] }
        }
    }
}
