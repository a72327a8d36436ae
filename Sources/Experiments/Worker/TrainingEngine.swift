import Exchange
public import Learning
public import Recipes
public import Tabular

/// What a worker works with: how tables are read and recipes trained. Tests put their own in its place.
public struct TrainingEngine: Sendable {
    /// Reads a table; the last argument bypasses the cache.
    public var readTable: @Sendable (String, ReadingOptions, Bool) throws(AssayError) -> Table
    /// Trains, from a checkpoint where there is one; nil where the monitor cancelled.
    public var train:
        @Sendable (Recipe, Table, Int, any TrainingMonitor, TrainingCheckpoint?) throws(AssayError) -> TrainingResult?

    public init(
        readTable: @escaping @Sendable (String, ReadingOptions, Bool) throws(AssayError) -> Table,
        train:
            @escaping @Sendable (
                Recipe, Table, Int, any TrainingMonitor, TrainingCheckpoint?
            ) throws(AssayError) -> TrainingResult?
    ) {
        self.readTable = readTable
        self.train = train
    }

    /// The real one, with the cache of ``Project/cacheFolder``.
    public static let standard = TrainingEngine(
        readTable: { (path, options, bypassing) throws(AssayError) in
            try TableOpener.standard.table(at: path, options: options, bypassingCache: bypassing)
        },
        train: { (recipe, table, threads, monitor, checkpoint) throws(AssayError) in
            try Trainer.run(recipe, on: table, threads: threads, monitor: monitor, from: checkpoint)
        }
    )
}
