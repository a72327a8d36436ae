import Interface
import Recipes
import RunStore

extension WorkbenchState {
    /// The steps that the shown run's curves have, from the first to the last.
    private var curveSteps: [Int] {
        guard let run = shownRun else { return [] }
        return Set((runs.points[run.id] ?? []).filter { Int($0.name.fold) != nil }.flatMap(\.steps)).sorted()
    }

    /// Moves the crosshair by points; it starts at the last one.
    mutating func moveCrosshair(_ count: Int) {
        let steps = curveSteps
        guard let last = steps.last else { return }
        guard let crosshair = train.crosshair else {
            train.crosshair = last
            return
        }
        let place = steps.firstIndex { $0 >= crosshair } ?? steps.count - 1
        train.crosshair = steps[min(max(0, place + count), steps.count - 1)]
        followCrosshair()
    }

    /// Puts the crosshair on the best step of the mean over folds.
    mutating func crosshairToBest() {
        guard let run = shownRun, let metric = Metric.named(run.recipe.metric) else { return }
        let curves = Curves(metric, in: runs.points[run.id] ?? [])
        let mean = Curves.mean(curves.valid)
        guard let best = curves.best(mean.steps, mean.values) else { return say("there are no curves", .answer) }
        train.crosshair = best.step
        followCrosshair()
    }

    /// Zooms around the crosshair, or around the right end, where a live curve grows.
    mutating func zoomChart(_ factor: Double) {
        let steps = curveSteps
        guard let first = steps.first, let last = steps.last, last > first else { return }
        let window = train.window ?? first...last
        let width = Double(window.upperBound - window.lowerBound) * factor
        guard width >= 4 else { return }
        if width >= Double(last - first) {
            train.window = nil
            return
        }
        let anchor = Double(train.crosshair ?? window.upperBound)
        let share = (anchor - Double(window.lowerBound)) / Double(max(1, window.upperBound - window.lowerBound))
        let low = Int(anchor - share * width)
        train.window = clamped(low, Int(width), first, last)
    }

    /// Moves the window by a share of its width.
    mutating func panChart(_ share: Double) {
        let steps = curveSteps
        guard let window = train.window, let first = steps.first, let last = steps.last else { return }
        let width = window.upperBound - window.lowerBound
        train.window = clamped(window.lowerBound + Int(Double(width) * share), width, first, last)
    }

    private mutating func followCrosshair() {
        guard let window = train.window, let crosshair = train.crosshair, !window.contains(crosshair) else { return }
        let steps = curveSteps
        guard let first = steps.first, let last = steps.last else { return }
        let width = window.upperBound - window.lowerBound
        train.window = clamped(crosshair - width / 2, width, first, last)
    }

    private func clamped(_ low: Int, _ width: Int, _ first: Int, _ last: Int) -> ClosedRange<Int> {
        let start = min(max(first, low), max(first, last - width))
        return start...start + width
    }
}
