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

    /// A table that was read before, by its fingerprint and what was said of how it is read; nil where it is not kept any more.
    public var knownTable: @Sendable (String, ReadingOptions) -> Table? = { _, _ in nil }

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
    public static let standard = keeping(nil)

    /// The real one, which keeps what one training has in common with the next, in an eighth of the machine's memory at the most.
    public static func remembering() -> TrainingEngine { keeping(TrainingMemory(limit: Machine.memoryBytes / 8)) }

    private static func keeping(_ memory: TrainingMemory?) -> TrainingEngine {
        var engine = TrainingEngine(
            readTable: { (path, options, bypassing) throws(AssayError) in
                try TableOpener.standard.table(at: path, options: options, bypassingCache: bypassing)
            },
            train: { (recipe, table, threads, monitor, checkpoint) throws(AssayError) in
                try Trainer.run(recipe, on: table, threads: threads, monitor: monitor, from: checkpoint, memory: memory)
            }
        )
        engine.knownTable = { TableImporter(cacheFolder: Project.cacheFolder).known($0, options: $1) }
        return engine
    }
}
