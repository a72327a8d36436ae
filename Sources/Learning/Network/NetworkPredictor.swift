/// Takes any number of rows through a network, block by block.
struct NetworkPredictor {
    let shape: NetworkShape
    let activation: Activation
    let output: NetworkOutput

    private static let blockRows = 128

    /// Predictions row by row.
    ///
    /// - Complexity: O(rows x weights).
    func predict(_ rows: NetworkRows, weights: UnsafePointer<Float>, team: ThreadTeam, into out: UnsafeMutablePointer<Double>) {
        let width = output.width
        forEachBlock(rows, weights: weights, team: team) { [output] first, sums, stride, count in
            output.predict(sums, stride: stride, single: isSingle, count: count, into: out + first * width)
        }
    }

    /// Whether two classes have one sum.
    var isSingle: Bool {
        if case .classes(let fitted, _) = output { fitted.count == 2 && shape.outputs == 1 } else { false }
    }

    /// Hands each block's last sums over: its first row, the sums, the floats of a row, and the rows.
    func forEachBlock(
        _ rows: NetworkRows, weights: UnsafePointer<Float>, team: ThreadTeam,
        _ body: @escaping (Int, UnsafePointer<Float>, Int, Int) -> Void
    ) {
        let blocks = (rows.count + Self.blockRows - 1) / Self.blockRows
        let pass = NetworkPass(shape: shape, activation: activation, weights: weights)
        let workspaces = (0..<team.count).map { _ in
            NetworkWorkspace(shape, rows: Self.blockRows, trains: false)
        }
        let stride = shape.layers[shape.layers.count - 1].outputs
        let size = Self.blockRows
        team.forEach(below: blocks) { block, thread in
            let work = workspaces[thread]
            let count = min(size, rows.count - block * size)
            work.take(rows, { block &* size &+ $0 }, count: count)
            pass.forward(work, count, dropout: nil)
            body(block * size, UnsafePointer(work.outputs[work.outputs.count - 1].base), stride, count)
        }
    }
}
