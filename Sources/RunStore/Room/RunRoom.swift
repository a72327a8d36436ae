/// How many bytes of the store a run takes.
public struct RunRoom: Sendable, Equatable {
    /// The run's number and id.
    public var number: Int
    public var id: String
    /// Its learning curves.
    public var points: Int
    /// Its predictions of the rows that scored.
    public var predictions: Int
    /// The model that `predict` uses.
    public var model: Int
    /// Of predictions and model, what training its recipe again gives to the same bits.
    public var evictable: Int

    public var total: Int { points + predictions + model }
}
