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
        /// Its coordinates along the first two components.
        var at: (x: Double, y: Double)
        /// Of the isolation forest: from 0.6 on it is worth a look.
        var score: Double
        /// The columns in which it lies farthest from the median, in standard deviations.
        var far: [(column: String, distance: Double)]
    }

    struct Answer: Sendable {
        /// The columns that are coordinates.
        var columns: [String]
        /// How many rows were looked at, and of how many.
        var rows: Int
        var of: Int
        /// The rows of the whole table that are drawn, spread evenly over them.
        var drawn: [Int32]
        /// Missing values that were taken for the mean.
        var filled: Int
        /// By component: the coordinates of the points that are drawn, the share of the whole variance, and what each column adds.
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
        let part = try context.part(rows, of: columns)
        let all = try TablePoints(
            part.table, leavingOut: Set(target), rows: TablePoints.rowLimit(columns: columns.count),
            cancellation: context.cancellation)
        var answer = Answer(
            columns: all.columns, rows: all.rows.count, of: part.population, drawn: [], filled: all.points.filled,
            coordinates: [], shares: [], loadings: [], oddest: [], classes: nil)
        guard all.columns.count > 1, all.rows.count > 2 else { return answer }
        let components = PrincipalComponents(all.points, count: Self.componentLimit)
        try context.cancellation.check()
        let coordinates = Array(components.projected(all.points).prefix(2))
        guard coordinates.count == 2 else { return answer }
        let drawn = all.drawn
        answer.drawn = drawn.map { part.row(all.rows[$0]) }
        answer.coordinates = coordinates.map { values in drawn.map { values[$0] } }
        answer.shares = components.explainedShare
        answer.loadings = components.components
        answer.classes = context.target.flatMap { PointClasses(part.table, rows: drawn.map { all.rows[$0] }, target: $0) }
        let scores = IsolationForest(all.points).scores(all.points, isCancelled: context.isCancelled)
        try context.cancellation.check()
        let medians = all.medians()
        let order = scores.indices.filter { !scores[$0].isNaN }.sorted { (scores[$1], $0) < (scores[$0], $1) }
        answer.oddest = order.prefix(Self.oddLimit).map { place in
            let far = all.farthest(place, from: medians, scales: components.scales).prefix(4).filter { abs($0.distance) >= 0.5 }
            return Odd(
                row: part.row(all.rows[place]), at: (coordinates[0][place], coordinates[1][place]), score: scores[place],
                far: far.map { (column: all.columns[$0.column], distance: $0.distance) })
        }
        return answer
    }

    var sampledFirst: RowSelection? { rows }
    static func margin(of sampled: TableProfile.Sampled, in answer: Answer) -> String { SampleMargin(sampled).ofCorrelations }
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
        /// The rows of the whole table that are drawn, and the cluster of each.
        var drawn: [Int32]
        var labels: [Int32]
        var sizes: [Int]
        /// -1 to 1: how much nearer points are to their own cluster than to the next.
        var silhouette: Double
    }

    func answer(in context: AnalysisContext) throws(AssayError) -> Answer {
        let places = try context.remembered(PlacesKey(rows: rows, columns: columns)) { () throws(AssayError) in
            try Places(rows, columns, in: context)
        }
        let (points, few) = (places.points, places.few)
        var answer = Answer(
            columns: places.columns, means: places.means, scales: places.scales, centres: [], drawn: places.drawn, labels: [],
            sizes: [], silhouette: .nan)
        guard !places.columns.isEmpty, points.count > count else { return answer }
        // Centres are found on the points that are drawn, and settle on all.
        var found = KMeans(few, clusters: count, restarts: 4, maximumRounds: 60, isCancelled: context.isCancelled)
        if few.count < points.count {
            found = KMeans(points, from: found.centers, maximumRounds: 30, isCancelled: context.isCancelled)
        }
        try context.cancellation.check()
        let sizes = found.sizes
        let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        var numbers = [Int32](repeating: 0, count: order.count)
        for (place, cluster) in order.enumerated() { numbers[cluster] = Int32(clamping: place) }
        answer.centres = order.map { found.centers[$0] }
        answer.labels = places.drawnPlaces.map { found.labels[$0] < 0 ? 0 : numbers[Int(found.labels[$0])] }
        answer.sizes = order.map { sizes[$0] }
        answer.silhouette = found.silhouette(points)
        return answer
    }

    var sampledFirst: RowSelection? { rows }

    private struct PlacesKey: Hashable, Sendable {
        var rows: RowSelection
        var columns: [String]
    }

    /// The points, which are the same for any number of clusters.
    private struct Places: Sendable {
        var columns: [String]
        var points: Points
        var means: [Double]
        var scales: [Double]
        /// Those that are drawn, by their places among all and by the rows of the whole table.
        var few: Points
        var drawnPlaces: [Int]
        var drawn: [Int32]

        init(_ rows: RowSelection, _ columns: [String], in context: AnalysisContext) throws(AssayError) {
            let part = try context.part(rows, of: columns)
            let all = try TablePoints(
                part.table, leavingOut: Set(context.target.map { [$0.column] } ?? []), hasFlags: false,
                rows: TablePoints.rowLimit(columns: columns.count), cancellation: context.cancellation)
            (points, means, scales) = all.points.standardised()
            self.columns = all.columns
            let drawnPlaces = all.drawn
            self.drawnPlaces = drawnPlaces
            drawn = drawnPlaces.map { part.row(all.rows[$0]) }
            let whole = points
            few =
                drawnPlaces.count == whole.count
                ? whole : Points(rowByRow: drawnPlaces.flatMap { whole[$0] }, dimensions: whole.dimensions)
        }
    }
}
