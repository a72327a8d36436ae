public import Actions
public import Recipes
public import RunStore

/// The runs as the screens know them: the store's records, with what was worked out about them.
public struct RunsModel: Sendable {
    /// In order of creation.
    public private(set) var records: [RunRecord] = []
    private var places: [String: Int] = [:]
    /// Raised by everything that changes ``records``.
    private(set) var stamp = 0
    /// How many runs may go on at once.
    public var jobs = 1
    /// The store's revision that this is.
    public var revision = 0
    /// The run that others are compared with.
    public var baseline: String?
    /// What a run's change did, by run.
    public var verdicts: [String: RunChange] = [:]
    /// What the guard found, by run: of those whose list was opened.
    public var findings: [String: [Finding]] = [:]
    /// Points fetched so far, by run: of the runs that were fetched last.
    public private(set) var points: [String: [SeriesPoints]] = [:]
    /// The runs of ``points``, the latest last.
    private var fetched: [String] = []
    /// Of so many runs points are kept: those of a run may be a megabyte, and a list may have thousands.
    static let pointsLimit = 64

    public init() {}

    /// Takes in records that are new or have changed.
    ///
    /// - Complexity: O(changed), or O(n log n) when new ones come out of order.
    public mutating func merge(_ changed: [RunRecord]) {
        var isSorted = true
        if !changed.isEmpty { stamp += 1 }
        for record in changed {
            if let place = places[record.id] {
                if records[place].revision <= record.revision { records[place] = record }
            } else {
                if let last = records.last, last.number > record.number { isSorted = false }
                places[record.id] = records.count
                records.append(record)
            }
        }
        if !isSorted {
            records.sort { $0.number < $1.number }
            findPlaces()
        }
    }

    private mutating func findPlaces() {
        places = Dictionary(records.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// Forgets runs that were deleted for good.
    mutating func remove(_ ids: [String]) {
        let gone = Set(ids)
        guard records.contains(where: { gone.contains($0.id) }) else { return }
        records.removeAll { gone.contains($0.id) }
        fetched.removeAll { gone.contains($0) }
        for id in gone {
            points[id] = nil
            verdicts[id] = nil
        }
        if baseline.map(gone.contains) ?? false { baseline = nil }
        stamp += 1
        findPlaces()
    }

    /// Those that wait, the next first.
    var waiting: [RunRecord] {
        records.filter { $0.state == .queued && $0.binnedAt == nil }.sorted { ($0.place, $0.number) < ($1.place, $1.number) }
    }

    /// Takes in the points of a run, and lets go of those that were fetched longest ago.
    mutating func keep(_ series: [SeriesPoints], of run: String) {
        points[run] = series
        fetched.removeAll { $0 == run }
        fetched.append(run)
        if fetched.count > Self.pointsLimit { points[fetched.removeFirst()] = nil }
    }

    /// The record of a run.
    public subscript(id: String?) -> RunRecord? { id.flatMap { places[$0] }.map { records[$0] } }

    /// Those that are not in the bin.
    public var kept: [RunRecord] { records.filter { $0.binnedAt == nil } }

    /// Those that go on or wait, oldest first.
    public var active: [RunRecord] { records.filter { !$0.state.isOver && $0.binnedAt == nil } }

    /// The newest run that is not in the bin.
    public var newest: RunRecord? { records.last { $0.binnedAt == nil } }
}
