public import Recipes

/// What is known of a series without reading its points.
public struct SeriesSummary: Sendable, Equatable {
    public var name: SeriesName
    public var count: Int
    /// The best value by the metric's direction and its step; nil while every value is missing.
    public var best: Double?
    public var bestStep: Int?
    /// The last value, which may be NaN, and its step.
    public var last: Double
    public var lastStep: Int

    public init(name: SeriesName, count: Int, best: Double?, bestStep: Int?, last: Double, lastStep: Int) {
        self.name = name
        self.count = count
        self.best = best
        self.bestStep = bestStep
        self.last = last
        self.lastStep = lastStep
    }
}
