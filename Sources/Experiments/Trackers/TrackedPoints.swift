/// Values of one key in the order in which they were logged, which need not be that of their steps.
struct TrackedPoints {
    private(set) var steps: [Int] = []
    private(set) var values: [Double] = []
    /// Points of steps that were logged again later.
    private(set) var replaced = 0

    /// Takes a value. A program that was started again logs its last steps once more: what it says last counts, and what it had said
    /// beyond is gone.
    mutating func add(step: Int, value: Double) {
        while let last = steps.last, last >= step {
            steps.removeLast()
            values.removeLast()
            replaced += 1
        }
        steps.append(step)
        values.append(value)
    }

    /// Counts values that all have the same step: who logs them so never says one.
    init(numbering values: [Double]) {
        self.values = values
        steps = Array(values.indices)
    }

    init() {}
}
