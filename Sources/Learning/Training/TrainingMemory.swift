import Recipes
import Synchronization
import Tabular

/// What trainings on one table have in common, kept from one to the next: the values of its columns as learners take them, and the bins
/// that a column has on certain rows. Whoever trains again with a feature more or less then encodes nothing anew.
///
/// Both are functions of the table and the rows alone, so that no bit depends on what was kept. What belongs to another table is dropped when
/// that one is trained on; beyond ``limit`` bytes bins go that this training has not asked for, and what does not fit then is not kept.
public final class TrainingMemory: Sendable {
    /// The bytes that are kept at the most.
    public let limit: Int
    private let state = Mutex(State())

    /// - `limit`: in bytes.
    public init(limit: Int) { self.limit = limit }

    /// The bytes that are kept.
    public var bytes: Int { state.withLock { $0.bytes } }

    /// From now on it is about this table; what was kept of another goes.
    func turn(to table: Table) {
        let ground = Ground(
            fingerprint: table.source.fingerprint, decisions: table.decisions, steps: table.steps, rows: table.rowCount)
        state.withLock { state in
            if state.ground != ground { state = State(ground: ground) }
            state.run += 1
        }
    }

    /// The values of a column as learners take them; made where they are not kept.
    func values(of column: Column, as kind: ColumnKind, make: () -> FeatureValues) -> FeatureValues {
        let key = ValuesKey(column: column.name, kind: kind, holdsNumbers: column.numbers != nil)
        let kept = state.withLock { state in
            state.values[key]?.run = state.run
            return state.values[key]?.values
        }
        if let kept { return kept }
        let values = make()
        let size = values.byteCount
        return state.withLock { state in
            // A column may be named twice; what is kept stays, for bins are found by where it lies.
            if let kept = state.values[key]?.values { return kept }
            guard state.makeRoom(for: size, limit: limit) else { return values }
            state.values[key] = Kept(values: values, run: state.run, bytes: size)
            state.bytes += size
            if let place = values.place { state.places.insert(place) }
            return values
        }
    }

    /// The bins of values on some rows, where they are kept.
    func bins(of values: FeatureValues, _ rows: BinRows) -> BinnedColumn? {
        guard let place = values.place else { return nil }
        return state.withLock { state in
            state.bins[BinKey(place: place, rows: rows)]?.run = state.run
            return state.bins[BinKey(place: place, rows: rows)]?.values
        }
    }

    /// Keeps the bins of values that are kept themselves; those of others would never be asked for again.
    func keep(_ column: BinnedColumn, of values: FeatureValues, _ rows: BinRows) {
        guard let place = values.place else { return }
        state.withLock { state in
            let size = column.codes.count
            let key = BinKey(place: place, rows: rows)
            guard state.places.contains(place), state.bins[key] == nil, state.makeRoom(for: size, limit: limit) else { return }
            state.bins[key] = Kept(values: column, run: state.run, bytes: size)
            state.bytes += size
        }
    }
}

/// One feature on the rows of a fit, in bins.
struct BinnedColumn: Sendable {
    let bins: FeatureBins
    /// A bin a row.
    let codes: [UInt8]
}

/// What the bins of a column depend on besides its values.
struct BinRows: Hashable, Sendable {
    let count: Int
    let hash: UInt64
    let maxBin: Int
    let rowsPerBin: Int

    init(training: [Int32], others: [Int32], maxBin: Int, rowsPerBin: Int) {
        count = training.count
        hash = Self.hash(others, from: Self.hash(training, from: UInt64(training.count)))
        self.maxBin = maxBin
        self.rowsPerBin = rowsPerBin
    }

    /// A row in about a nanosecond; rows come from the splitter, so that nobody looks for collisions.
    private static func hash(_ rows: [Int32], from start: UInt64) -> UInt64 {
        rows.withUnsafeBufferPointer { rows in
            var state = start
            for row in rows {
                state = (state ^ UInt64(UInt32(bitPattern: row))) &* 0x9E37_79B9_7F4A_7C15
                state ^= state &>> 29
            }
            return state
        }
    }
}

extension FeatureValues {
    /// Where the values lie in memory: as long as somebody holds them, nothing else lies there. Nil where there are none.
    fileprivate var place: UInt? {
        switch self {
        case .numbers(let values): values.withUnsafeBufferPointer { $0.baseAddress.map { UInt(bitPattern: $0) } }
        case .codes(let codes, _): codes.withUnsafeBufferPointer { $0.baseAddress.map { UInt(bitPattern: $0) } }
        }
    }

    fileprivate var byteCount: Int {
        switch self {
        case .numbers(let values): values.count * 8
        case .codes(let codes, let words): codes.count * 4 + words.count * 32
        }
    }
}

extension TrainingMemory {
    /// The table that everything is of.
    private struct Ground: Equatable {
        let fingerprint: String
        let decisions: ReadingDecisions
        let steps: [Step]
        let rows: Int
    }

    private struct ValuesKey: Hashable {
        let column: String
        let kind: ColumnKind
        let holdsNumbers: Bool
    }

    private struct BinKey: Hashable {
        let place: UInt
        let rows: BinRows
    }

    private struct Kept<Value: Sendable> {
        let values: Value
        /// The last training that used it.
        var run: Int
        let bytes: Int
    }

    private struct State {
        var ground: Ground?
        var run = 0
        var values: [ValuesKey: Kept<FeatureValues>] = [:]
        var bins: [BinKey: Kept<BinnedColumn>] = [:]
        /// Of the values that are kept.
        var places: Set<UInt> = []
        /// Of values and bins together.
        var bytes = 0

        /// The training in which room was made last: once is enough.
        private var madeRoomIn = 0

        init(ground: Ground? = nil) { self.ground = ground }

        /// Whether so many bytes more may be kept, once bins that this training has not asked for are gone.
        mutating func makeRoom(for size: Int, limit: Int) -> Bool {
            guard bytes + size > limit else { return true }
            let run = run
            if madeRoomIn != run {
                madeRoomIn = run
                let (all, kept) = (bins, bins.filter { $0.value.run >= run })
                bytes -= all.values.reduce(0) { $0 + $1.bytes } - kept.values.reduce(0) { $0 + $1.bytes }
                bins = kept
            }
            return bytes + size <= limit
        }
    }
}
