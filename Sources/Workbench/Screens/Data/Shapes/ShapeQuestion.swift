import Recipes
import Statistics
import Tabular

/// The rows as points: along which directions they spread, and which of them lie apart.
struct ShapeQuestion: DataQuestion {
    var rows: RowSelection
    var columns: [String]

    /// A row that lies apart.
    struct Odd: Sendable {
        /// Of the whole table.
        var row: Int32
        /// Among the points.
        var place: Int
        /// Of the isolation forest: from 0.6 on it is worth a look.
        var score: Double
        /// The columns in which it lies farthest from the median, in standard deviations.
        var far: [(column: String, distance: Double)]
    }

    struct Answer: Sendable {
        /// The columns that are coordinates.
        var columns: [String]
        /// How many rows are points, and of how many.
        var rows: Int
        var of: Int
        /// Missing values that were taken for the mean.
        var filled: Int
        /// By component: the coordinates of the points, the share of the whole variance, and what each column adds.
        var coordinates: [[Double]]
        var shares: [Double]
        var loadings: [[Double]]
        var oddest: [Odd]
        /// What the target is like in the points.
        var classes: PointClasses?
    }

    static let componentLimit = 6
    static let oddLimit = 200

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let target = context.target.map { [$0.column] } ?? []
        let part = try context.rows(rows, of: columns + target)
        let all = TablePoints(part.table, leavingOut: Set(target))
        var answer = Answer(
            columns: all.columns, rows: all.rows.count, of: all.of, filled: all.points.filled, coordinates: [], shares: [],
            loadings: [], oddest: [], classes: nil)
        guard all.columns.count > 1, all.rows.count > 2 else { return answer }
        let components = PrincipalComponents(all.points, count: Self.componentLimit)
        answer.coordinates = Array(components.projected(all.points).prefix(2))
        answer.shares = components.explainedShare
        answer.loadings = components.components
        guard !context.isCancelled() else { return answer }
        answer.classes = context.target.flatMap { PointClasses(part.table, rows: all.rows, target: $0) }
        let scores = IsolationForest(all.points).scores(all.points)
        guard !context.isCancelled() else { return answer }
        let medians = all.medians()
        let order = scores.indices.filter { !scores[$0].isNaN }.sorted { (scores[$1], $0) < (scores[$0], $1) }
        answer.oddest = order.prefix(Self.oddLimit).map { place in
            let far = all.farthest(place, from: medians, scales: components.scales).prefix(4).filter { abs($0.distance) >= 0.5 }
            return Odd(
                row: part.row(all.rows[place]), place: place, score: scores[place],
                far: far.map { (column: all.columns[$0.column], distance: $0.distance) })
        }
        return answer
    }
}

/// The rows parted into clusters by their numbers.
struct ClusterQuestion: DataQuestion {
    var rows: RowSelection
    var columns: [String]
    var count: Int

    struct Answer: Sendable {
        /// The columns that distances are taken in, what is taken off each, and what it is divided by.
        var columns: [String]
        var means: [Double]
        var scales: [Double]
        /// In those units, a list of numbers a cluster; the largest cluster first.
        var centres: [[Double]]
        /// The cluster of each point.
        var labels: [Int32]
        var sizes: [Int]
        /// -1 to 1: how much nearer points are to their own cluster than to the next.
        var silhouette: Double
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let target = context.target.map { [$0.column] } ?? []
        let all = TablePoints(try context.rows(rows, of: columns).table, leavingOut: Set(target), hasFlags: false)
        let (points, means, scales) = all.points.standardised()
        guard all.columns.count > 0, points.count > count else {
            return Answer(
                columns: all.columns, means: means, scales: scales, centres: [], labels: [], sizes: [], silhouette: .nan)
        }
        let found = KMeans(points, clusters: count, restarts: 4, maximumRounds: 60)
        let order = found.sizes.indices.sorted { (found.sizes[$1], $0) < (found.sizes[$0], $1) }
        var places = [Int32](repeating: 0, count: order.count)
        for (place, cluster) in order.enumerated() { places[cluster] = Int32(clamping: place) }
        return Answer(
            columns: all.columns, means: means, scales: scales, centres: order.map { found.centers[$0] },
            labels: found.labels.map { $0 < 0 ? 0 : places[Int($0)] }, sizes: order.map { found.sizes[$0] },
            silhouette: context.isCancelled() ? .nan : found.silhouette(points))
    }
}
