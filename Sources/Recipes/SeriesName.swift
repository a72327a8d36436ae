/// The name of a series of points: `fold/rows/metric`, such as `1/valid/log_loss` or `refit/train/log_loss`.
public struct SeriesName: Hashable, Sendable, CustomStringConvertible {
    /// The number of a fold, from 1, or `refit`.
    public var fold: String
    /// `train` or `valid`.
    public var rows: String
    /// The metric's key.
    public var metric: String

    public init(fold: String, rows: String, metric: String) {
        self.fold = fold
        self.rows = rows
        self.metric = metric
    }

    /// The series of one numbered fold.
    public init(fold: Int, rows: String, metric: String) {
        self.init(fold: String(fold), rows: rows, metric: metric)
    }

    /// Reads `fold/rows/metric`; a bare name is rows `valid` of fold 1.
    public init(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 2).map(String.init)
        if parts.count == 3 {
            self.init(fold: parts[0], rows: parts[1], metric: parts[2])
        } else {
            self.init(fold: "1", rows: "valid", metric: text)
        }
    }

    public var description: String { "\(fold)/\(rows)/\(metric)" }
}
