package import Recipes

/// How far an import is.
public struct ImportProgress: Sendable, Equatable {
    /// What is being done.
    public enum Phase: Sendable, Equatable {
        /// Bytes are unpacked, fetched or joined, before they can be looked at.
        case gathering
        /// The text is hashed, and its rows are counted.
        case counting
        /// The columns are read.
        case reading
        /// Some columns turned out to be something else and are read once more.
        case readingAgain
        /// The columns are finished and kept.
        case finishing
    }

    public var phase: Phase
    /// Bytes of the source that this phase has done.
    public var bytesDone: Int
    /// Bytes of the source; 0 where that is not known.
    public var bytesTotal: Int
    /// Rows that were counted or read so far in this phase.
    public var rows: Int
    /// The share of the whole work that is done, 0 to 1; it never falls.
    public var share: Double

    public init(phase: Phase, bytesDone: Int, bytesTotal: Int, rows: Int, share: Double) {
        self.phase = phase
        self.bytesDone = bytesDone
        self.bytesTotal = bytesTotal
        self.rows = rows
        self.share = share
    }
}

extension ImportProgress {
    /// How far a phase is that has done so many bytes and rows.
    init(phase: Phase, done: (bytes: Int, rows: Int), of total: Int) {
        let share = total > 0 ? min(1, Double(done.bytes) / Double(total)) : 1
        let whole =
            switch phase {
            case .gathering: 0.0
            case .counting: 0.15 * share
            case .reading: 0.15 + 0.75 * share
            case .readingAgain: 0.9 + 0.07 * share
            case .finishing: 0.97
            }
        self.init(phase: phase, bytesDone: min(done.bytes, total), bytesTotal: total, rows: done.rows, share: whole)
    }

    /// The same as a part of some larger work, from one share of it to another.
    package func scaled(from low: Double, to high: Double) -> ImportProgress {
        var part = self
        part.share = low + (high - low) * share
        return part
    }

    /// The last word.
    static func finished(bytes: Int, rows: Int) -> ImportProgress {
        ImportProgress(phase: .finishing, bytesDone: bytes, bytesTotal: bytes, rows: rows, share: 1)
    }
}

/// Keeps the share from falling where something is done twice.
package struct ProgressShare {
    private var highest = 0.0

    package init() {}

    package mutating func rising(_ progress: ImportProgress) -> ImportProgress {
        var progress = progress
        progress.share = max(highest, progress.share)
        highest = progress.share
        return progress
    }
}

/// What an import asks and tells while it runs.
public struct ImportControl: Sendable {
    /// The threads that work; nil for as many as there are processors. The result does not depend on it.
    public var threads: Int?
    /// Asked a few times a second on any thread; true stops the import with the error `import_stopped`.
    public var isCancelled: @Sendable () -> Bool

    public init(threads: Int? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.threads = threads
        self.isCancelled = isCancelled
    }

    /// - Throws: ``AssayError`` `import_stopped` where the import is to stop.
    package func check() throws(AssayError) {
        if isCancelled() { throw .importStopped() }
    }
}
