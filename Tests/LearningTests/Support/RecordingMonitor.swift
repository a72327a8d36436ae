import Learning

/// Keeps what a run tells, and answers with what it was told to.
final class RecordingMonitor: TrainingMonitor {
    var folds = 0
    var stepsPerFold: Int?
    var points: [(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)])] = []
    var scores: [FoldScore] = []
    /// The answer to the question that comes as the n-th, from 1.
    var answer: (Int) -> TrainingDirective = { _ in .proceed }
    private var asked = 0

    func begins(folds: Int, stepsPerFold: Int?) {
        self.folds = folds
        self.stepsPerFold = stepsPerFold
    }

    func record(fold: String, step: Int, values: [(rows: String, metric: String, value: Double)]) {
        points.append((fold, step, values))
    }

    func finished(_ score: FoldScore) { scores.append(score) }

    func directive() -> TrainingDirective {
        asked += 1
        return answer(asked)
    }

    /// The points of one series.
    func series(_ fold: String, _ rows: String, _ metric: String) -> [Double] {
        points.filter { $0.fold == fold }
            .compactMap { point in point.values.first { $0.rows == rows && $0.metric == metric }?.value }
    }
}
