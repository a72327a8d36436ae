import Learning
import Recipes

/// Turns metric and progress lines into points and progress, within bounds that keep a store usable.
struct PointTaker {
    static let mostSeries = 2000

    private var series: Set<SeriesName> = []
    private var step = 0
    private var total: Int?
    private var steps = 0
    private var isToldProgress = false
    /// Whether a series was refused because there were too many.
    private(set) var refusedSeries = 0

    /// Notes how many steps the trainer says there will be.
    mutating func expect(_ total: Int?) { if let total, total > 0 { self.total = total } }

    /// Hands the values of a step to the monitor, fold by fold.
    mutating func take(step wanted: Int?, _ points: [TrainerMessage.Point], _ monitor: any OutsideMonitor) {
        step = wanted ?? step + 1
        var folds: [(fold: String, values: [(rows: String, metric: String, value: Double)])] = []
        for point in points {
            if !series.contains(point.series) {
                guard series.count < Self.mostSeries else {
                    refusedSeries += 1
                    continue
                }
                series.insert(point.series)
            }
            let value = (rows: point.series.rows, metric: point.series.metric, value: point.value)
            if let place = folds.firstIndex(where: { $0.fold == point.series.fold }) {
                folds[place].values.append(value)
            } else {
                folds.append((point.series.fold, [value]))
            }
        }
        steps += 1
        if let total, !isToldProgress { monitor.progressed(done: min(steps, total), total: total) }
        for (fold, values) in folds { monitor.record(fold: fold, step: step, values: values) }
    }

    /// Takes how far the trainer says it is.
    mutating func progress(done: Int, total said: Int?, _ monitor: any OutsideMonitor) {
        isToldProgress = true
        if let said { total = said }
        let whole = max(total ?? done, done)
        monitor.progressed(done: done, total: whole)
    }
}

/// A monitor that is told how far an outside trainer is, which only the trainer knows.
protocol OutsideMonitor: TrainingMonitor {
    func progressed(done: Int, total: Int)
}
