/// What one thread needs to take some rows through a network and back.
final class NetworkWorkspace {
    /// Rows at the most.
    let capacity: Int
    /// Rows as they are encoded, and their codes.
    let raw: NativeBuffer<Float>
    let codes: NativeBuffer<Int32>
    /// Inputs before and after their factors; the very same as `raw` where nothing is done to them.
    let inputs: NativeBuffer<Float>
    let scaled: NativeBuffer<Float>
    /// What comes out of each layer; the last has no activation.
    let outputs: [NativeBuffer<Float>]
    /// Of each hidden layer: the slope of the output, and what the share of the activation is multiplied with.
    let slopes: [NativeBuffer<Float>]
    let turns: [NativeBuffer<Float>]
    /// Gradients of a layer's sums and of its inputs, in turn.
    let deltas: (NativeBuffer<Float>, NativeBuffer<Float>)

    init(_ shape: NetworkShape, rows: Int, trains: Bool) {
        capacity = rows
        func buffer(_ width: Int, when isWanted: Bool = true) -> NativeBuffer<Float> {
            NativeBuffer(isWanted ? rows * width : 0, repeating: 0)
        }
        raw = buffer(NetworkShape.rounded(shape.rawWidth))
        codes = NativeBuffer(rows * shape.tables.count, repeating: 0)
        inputs = shape.learnsInputs ? buffer(shape.inputWidth) : raw
        scaled = shape.isParametric ? buffer(shape.inputWidth) : inputs
        outputs = shape.layers.map { buffer($0.outputs) }
        slopes = shape.layers.map { buffer($0.outputs, when: trains) }
        turns = shape.layers.map { buffer($0.outputs, when: trains && shape.isParametric) }
        deltas = (buffer(shape.widest, when: trains), buffer(shape.widest, when: trains))
    }

    /// Copies rows in.
    @inline(__always)
    func take(_ rows: NetworkRows, _ places: (Int) -> Int, count: Int) {
        let (stride, tables) = (rows.stride, rows.tableCount)
        for row in 0..<count {
            let place = places(row)
            (raw.base + row &* stride).update(from: rows.values.base + place &* stride, count: stride)
            for table in 0..<tables { codes.base[row &* tables &+ table] = rows.codes.base[place &* tables &+ table] }
        }
    }
}
