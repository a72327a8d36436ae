import Recipes
import RunStore

/// The event files of one run, which may lie in several folders: some write what they measure on training rows and on validation rows apart.
final class EventRun {
    /// Below the folder that was named.
    let name: String
    let folder: String
    /// Each with the words that stand before its tags, and what it has had values of; in the order of their names, which is that of time.
    private var files: [(file: EventFile, prefix: String, keys: Set<String>)] = []
    private var paths: Set<String> = []
    private(set) var points: [String: TrackedPoints] = [:]
    private var parameters: [String: ParameterValue] = [:]
    private var (first, last) = (Double.infinity, 0.0)
    private var hasFailed = false
    /// Values of series beyond so many as a store can be asked to keep.
    private(set) var refused: Set<String> = []
    /// Values of steps beyond all counting.
    private var stepless = 0

    init(name: String, folder: String) {
        self.name = name
        self.folder = folder
    }

    /// Adds a file, unless it is known.
    func add(_ path: String, prefix: String) throws(AssayError) {
        guard paths.insert(path).inserted else { return }
        files.append((try EventFile(path), prefix, []))
        files.sort { ($0.file.name, $0.file.path) < ($1.file.name, $1.file.path) }
    }

    /// Reads what was added since the last time.
    ///
    /// - Returns: the points that came, by tag; nil where some took the place of others, so that all have to be kept anew.
    func read() -> [String: (steps: [Int], values: [Double])]? {
        var new: [String: (steps: [Int], values: [Double])] = [:]
        var isReplaced = false
        for place in files.indices {
            let (file, prefix, _) = files[place]
            file.read { event in
                if event.time > 0 { (first, last) = (min(first, event.time), max(last, event.time)) }
                parameters.merge(event.parameters) { _, new in new }
                if event.hasFailed { hasFailed = true }
                guard TrackedPoints.isStep(event.step) else { return stepless += event.scalars.count }
                if event.isStart {
                    for key in points.keys where key.hasPrefix(prefix) {
                        if points[key]?.purge(from: event.step) == true { isReplaced = true }
                    }
                }
                for (tag, value) in event.scalars {
                    let key = prefix + tag
                    guard points[key] != nil || points.count < PointTaker.mostSeries else {
                        refused.insert(key)
                        continue
                    }
                    // Where a later file begins the program was started again.
                    if files[place].keys.insert(key).inserted, points[key]?.purge(from: event.step) == true { isReplaced = true }
                    if !points[key, default: TrackedPoints()].add(step: event.step, value: value) { isReplaced = true }
                    new[key, default: ([], [])].steps.append(event.step)
                    new[key]?.values.append(value)
                }
            }
        }
        return isReplaced ? nil : new
    }

    var isEmpty: Bool { points.isEmpty }

    /// What a person should know.
    var remarks: [String] {
        var all = files.compactMap(\.file.remark)
        if !refused.isEmpty { all.append("\(name): \(refused.count) series beyond \(PointTaker.mostSeries) are not kept") }
        if stepless > 0 { all.append("\(name): \(stepless) values have a step beyond 10^12 and are left out") }
        let replaced = points.values.reduce(0) { $0 + $1.replaced }
        if replaced > 0 { all.append("\(name): \(replaced) points were logged again later; the last ones count") }
        return all
    }

    /// What makes it this run wherever its files are: some writers give files of the same second the same name.
    private var key: String { "\(files.first?.file.name ?? name) \(first.bitPattern)" }

    /// The run as others are.
    func tracked(isLive: Bool) -> TrackedRun {
        let began = first.isFinite ? first : 0
        return TrackedRun(
            tracker: "tensorboard", key: key, model: FilePath.name(of: FilePath.parent(of: folder)), note: name,
            parameters: parameters,
            state: isLive ? .running : hasFailed ? .failed : .done, startedAt: began, finishedAt: isLive ? nil : max(began, last),
            failure: hasFailed && !isLive ? "the run says so itself" : nil, source: folder, points: points)
    }
}
