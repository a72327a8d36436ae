import Actions
import Glibc
import Recipes
import Synchronization
import Terminal

/// How training goes on, on standard error: one line that is drawn over again on a terminal, a line a fold with `--plain`,
/// nothing otherwise.
final class ProgressLine: Sendable {
    private enum Mode { case silent, lines, live }

    private struct State {
        var drawnAt = 0.0
        var isShown = false
        var tenths: [String: Int] = [:]
    }

    private let mode: Mode
    private let title: String
    private let unit: String
    private let metric: Metric?
    private let state = Mutex(State())

    /// - Parameters:
    ///   - title: what is done, such as `boosting`.
    ///   - unit: what a step is, such as `trees`.
    ///   - metric: the key of the ranking metric, which the line of a fold shows.
    ///   - options: `--quiet`, `--plain` and `--json` choose how much is said.
    ///   - console: where it is said.
    init(_ title: String, unit: String = "steps", metric: String? = nil, options: CommonOptions, console: Console = .standard) {
        self.title = TerminalText.harmless(title)
        self.unit = unit.isEmpty ? "steps" : unit
        self.metric = metric.flatMap(Metric.named)
        mode = options.quiet ? .silent : options.plain ? .lines : console.showsProgress && !options.json ? .live : .silent
    }

    /// Training went on.
    func update(_ progress: TrainingProgress) {
        switch mode {
        case .silent: return
        case .lines: lines(progress)
        case .live:
            let now = NumberText.now()
            let isDue = state.withLock { state in
                guard now - state.drawnAt >= 0.1 else { return false }
                state.drawnAt = now
                state.isShown = true
                return true
            }
            if isDue { Console.write("\r\(liveText(progress))\u{1B}[K", to: STDERR_FILENO) }
        }
    }

    /// Reading a file went on.
    func update(share: Double) {
        guard mode == .live else { return }
        let now = NumberText.now()
        let isDue = state.withLock { state in
            guard now - state.drawnAt >= 0.1 else { return false }
            state.drawnAt = now
            state.isShown = true
            return true
        }
        if isDue { Console.write("\r\(title) \(Int(share * 100)) %\u{1B}[K", to: STDERR_FILENO) }
    }

    /// Takes the line away again.
    func end() {
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { Console.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    private func liveText(_ progress: TrainingProgress) -> String {
        var parts = [title, foldText(progress)]
        if progress.step > 0 {
            let steps = progress.steps.map { " of \(NumberText.count($0))" } ?? ""
            parts.append("\(NumberText.count(progress.step))\(steps) \(unit)")
        }
        if let key = progress.metric, let value = progress.value {
            let metric = Metric.named(key)
            parts.append("\(metric?.title ?? key) \(NumberText.metric(value, metric))")
        }
        if let rate = progress.stepsPerSecond, rate.isFinite { parts.append("\(NumberText.plain(rate.rounded()))/s") }
        if let left = progress.secondsLeft { parts.append("\(NumberText.clock(left)) left") }
        return parts.joined(separator: "  ")
    }

    /// A line when a fold begins its next quarter, and one when it is scored.
    private func lines(_ progress: TrainingProgress) {
        if let fold = progress.finishedFold {
            let value = progress.finishedValue.map { "  \(metric?.title ?? "") \(NumberText.metric($0, metric))" } ?? ""
            Console.write("\(title)  fold \(fold) of \(progress.folds) done\(value)\n", to: STDERR_FILENO)
            return
        }
        guard let steps = progress.steps, steps > 0, progress.step > 0 else { return }
        let quarter = progress.step * 4 / steps
        let isNew = state.withLock { state in
            guard quarter > 0, quarter < 4, state.tenths[progress.fold] ?? 0 < quarter else { return false }
            state.tenths[progress.fold] = quarter
            return true
        }
        if isNew { Console.write(liveText(progress) + "\n", to: STDERR_FILENO) }
    }

    private func foldText(_ progress: TrainingProgress) -> String {
        progress.fold == "refit" ? "on all rows" : "fold \(progress.fold) of \(progress.folds)"
    }
}
