public import Recipes
public import Statistics

/// Two columns of numbers against one another: points to draw, and a grid of tiles with their rows and what the target is there.
public struct ScatterTiles: Sendable, Equatable {
    /// The points of one class of the target, or of all rows where there are none or too many classes.
    public struct Group: Sendable, Equatable {
        public var label: String
        public var x: [Double]
        public var y: [Double]
    }

    /// What one tile holds.
    public struct Tile: Sendable, Equatable {
        public var count = 0
        /// Rows with a target, and the sum of 1 for the positive class and 0 for the other, or of the quantity.
        public var targets = 0
        public var sum = 0.0
    }

    public var xRange: ClosedRange<Double>
    public var yRange: ClosedRange<Double>
    public var columns: Int
    public var lines: Int
    /// Line by line from the least y upwards, over all rows.
    public var tiles: [Tile]
    /// At most ``pointLimit`` points, spread evenly over the rows.
    public var groups: [Group]
    /// Rows in which both numbers are there and finite.
    public var rows: Int
    /// How many of them are among the points.
    public var shown: Int
    /// Correlations over all of them.
    public var pearson: TestResult
    public var spearman: TestResult

    public static let pointLimit = 20_000
    /// With more classes than this all points are one group.
    public static let groupLimit = 8

    /// - Returns: nil where a column holds words, or no row has both.
    /// - Throws: ``AssayError`` once nobody waits.
    /// - Complexity: O(rows log rows).
    public init?(
        _ table: Table, x: Column, y: Column, target: Recipe.Target?, columns: Int, lines: Int,
        cancellation: Cancellation = .never
    ) throws(AssayError) {
        guard case .numbers(let a) = x.storage, case .numbers(let b) = y.storage, columns > 0, lines > 0 else { return nil }
        let count = min(a.count, b.count)
        var (lowX, highX, lowY, highY) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        var found = 0
        for row in 0..<count where a[row].isFinite && b[row].isFinite {
            (lowX, highX) = (min(lowX, a[row]), max(highX, a[row]))
            (lowY, highY) = (min(lowY, b[row]), max(highY, b[row]))
            found += 1
        }
        guard found > 0 else { return nil }
        rows = found
        (xRange, yRange) = (lowX...highX, lowY...highY)
        (self.columns, self.lines) = (columns, lines)
        let view = target.flatMap { TargetView($0, of: table) }
        let isMean = view.map { $0.task == .regression || $0.labels.count == 2 } ?? false
        tiles = [Tile](repeating: Tile(), count: columns * lines)
        for block in Cancellation.blocks(of: count) {
            try cancellation.check()
            for row in block where a[row].isFinite && b[row].isFinite {
                let place = Self.place(b[row], yRange, lines) * columns + Self.place(a[row], xRange, columns)
                tiles[place].count += 1
                guard isMean, let view, view.tags[row] != TargetView.missingTag else { continue }
                tiles[place].targets += 1
                tiles[place].sum += view.task == .regression ? view.number(view.tags[row]) : Double(view.tags[row])
            }
        }
        let picked = table.spreadRows(Self.pointLimit)
        let labels = view.map { $0.labels.count <= Self.groupLimit ? $0.labels : [] } ?? []
        var groups = (labels.isEmpty ? [""] : labels).map { Group(label: $0, x: [], y: []) }
        var drawn = 0
        for row in picked where row < count && a[row].isFinite && b[row].isFinite {
            let tag = labels.isEmpty ? 0 : view?.tags[row] ?? 0
            guard tag != TargetView.missingTag, Int(tag) < groups.count else { continue }
            groups[Int(tag)].x.append(a[row])
            groups[Int(tag)].y.append(b[row])
            drawn += 1
        }
        (self.groups, shown) = (groups, drawn)
        let (first, second) = (Array(a), Array(b))
        try cancellation.check()
        pearson = HypothesisTest.pearson(first, second)
        try cancellation.check()
        spearman = HypothesisTest.spearman(first, second)
    }

    /// The ends of a tile's column or line along an axis.
    public static func ends(_ place: Int, of count: Int, in range: ClosedRange<Double>) -> ClosedRange<Double> {
        func edge(_ place: Int) -> Double {
            let share = Double(place) / Double(max(1, count))
            return place >= count ? range.upperBound : range.lowerBound * (1 - share) + range.upperBound * share
        }
        return edge(place)...max(edge(place), edge(place + 1))
    }

    /// The tile that a value is in: that of the ends that hold it, so that counts are those of a condition on the ends.
    static func place(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int {
        // Halves, since a range near the largest double is none.
        let width = range.upperBound / 2 - range.lowerBound / 2
        guard width > 0 else { return 0 }
        var place = min(max(Int((value / 2 - range.lowerBound / 2) / width * Double(count)), 0), count - 1)
        let ends = ends(place, of: count, in: range)
        if value < ends.lowerBound { place -= 1 } else if place < count - 1, value >= ends.upperBound { place += 1 }
        return min(max(place, 0), count - 1)
    }
}
