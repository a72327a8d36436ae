import Recipes
import RunStore

/// Queries over many runs, and the outline of one with a million points.
enum Asking {
    /// Milliseconds of the first time, and the median of twenty more.
    private static func measure(_ body: () throws -> Int) throws -> JSON {
        var times: [Double] = []
        var count = 0
        for _ in 0..<21 {
            let began = seconds()
            count = try body()
            times.append((seconds() - began) * 1000)
        }
        let first = times.removeFirst()
        return ["first": .number(first), "median": .number(times.sorted()[10]), "count": JSON(count)]
    }

    static func ask(folder: String) throws -> [String: JSON] {
        let store = try RunStore(folder: folder)
        let (everything, clauses) = (try RunQuery(""), try RunQuery("auc>0.7 learning_rate<0.1 tag:keep"))
        let anyWhere = try RunQuery("another look")
        let sort = [try RunSort(parsing: "auc")]
        return [
            "sorted": try measure { try store.runs(matching: everything, sortedBy: sort, limit: 100).count },
            "two_keys": try measure {
                try store.runs(matching: everything, sortedBy: RunSort.list(parsing: "model,log_loss"), limit: 100).count
            },
            "three_clauses": try measure { try store.runs(matching: clauses, sortedBy: sort, limit: 100).count },
            "counted": try measure { try store.count(matching: clauses) },
            "word_anywhere": try measure { try store.count(matching: anyWhere) },
        ]
    }

    /// Fetches the outline that a screen draws, and holds all points against it.
    static func outline(folder: String) throws -> [String: JSON] {
        let store = try RunStore(folder: folder)
        guard let run = try store.runs(matching: RunQuery("note:million"), limit: 1).first else { return [:] }
        let times = try measure { try store.points(of: run.id, maximum: 2048).reduce(0) { $0 + $1.steps.count } }
        guard let whole = try store.points(of: run.id).first, let thin = try store.points(of: run.id, maximum: 2048).first else {
            return [:]
        }
        // Each stretch begins at its lowest value; the highest stands in its middle. Rounded outwards, so nothing lies outside.
        var (outside, place) = (0, 0)
        let low = thin.steps.indices.filter { $0 % 2 == 0 }
        for (at, start) in low.enumerated() where at + 1 < low.count {
            let end = thin.steps[low[at + 1]]
            let bounds = min(thin.values[start], thin.values[start + 1])...max(thin.values[start], thin.values[start + 1])
            while place < whole.steps.count, whole.steps[place] < end {
                if !bounds.contains(whole.values[place]) { outside += 1 }
                place += 1
            }
        }
        let extremes = [whole.values.min(), whole.values.max()].map { $0 ?? .nan }
        let drawn = [thin.values.min(), thin.values.max()].map { $0 ?? .nan }
        let error = zip(extremes, drawn).map { abs($0 - $1) / abs($0) }.max() ?? .nan
        return [
            "outline": times, "points": JSON(whole.steps.count), "outside": JSON(outside), "compared": JSON(place),
            "error_of_extremes": .number(error),
        ]
    }
}
