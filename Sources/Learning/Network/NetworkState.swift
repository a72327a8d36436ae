/// Where a fit stands after an epoch.
struct NetworkState {
    var epoch = 0
    /// The epoch whose loss was least where it was looked at, and that loss.
    var best: (epoch: Int, loss: Double) = (0, .infinity)
    var bestWeights: [Float] = []
    /// Epochs in a row that gained less than the tolerance.
    var idle = 0

    /// The state and the optimizer's as bytes.
    func bytes(_ optimizer: NetworkOptimizer, rows: Int) -> [UInt8] {
        var writer = StateWriter()
        writer.write(Self.version)
        writer.write(rows)
        writer.write(epoch)
        writer.write(best.epoch)
        writer.write(best.loss)
        writer.write(idle)
        writer.write(optimizer.powers.0)
        writer.write(optimizer.powers.1)
        for buffer in [optimizer.weights, optimizer.means, optimizer.squares] {
            writer.write(UnsafeBufferPointer(start: buffer.base, count: optimizer.shape.count))
        }
        bestWeights.withUnsafeBufferPointer { writer.write($0) }
        return writer.bytes
    }

    private static let version = 1

    init() {}

    /// Reads the state and puts the optimizer into its own; nil, and nothing changed, where the bytes are of another fit.
    init?(_ checkpoint: FitCheckpoint, into optimizer: NetworkOptimizer, rows: Int) {
        var reader = StateReader(checkpoint.bytes)
        let count = optimizer.shape.count
        guard reader.int() == Self.version, reader.int() == rows, let epoch = reader.int(), epoch == checkpoint.step, epoch > 0,
            let bestEpoch = reader.int(), let loss = reader.double(), let idle = reader.int(),
            let power1 = reader.double(), let power2 = reader.double(),
            let weights = reader.floats(count), let means = reader.floats(count), let squares = reader.floats(count)
        else { return nil }
        var rest = reader
        guard let kept = reader.floats(0) ?? rest.floats(count), reader.isAtEnd || rest.isAtEnd else { return nil }
        self.epoch = epoch
        best = (bestEpoch, loss)
        self.idle = idle
        bestWeights = kept
        optimizer.powers = (power1, power2)
        for (buffer, values) in [(optimizer.weights, weights), (optimizer.means, means), (optimizer.squares, squares)] {
            for place in values.indices { buffer.base[place] = values[place] }
        }
        optimizer.transposeAll()
    }
}
