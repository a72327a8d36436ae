import RunStore

/// Values of one key by their steps, however they were logged.
struct TrackedPoints {
    private(set) var steps: [Int] = []
    private(set) var values: [Double] = []
    /// Points of steps that were logged again later.
    private(set) var replaced = 0

    /// Takes a value; of a step that was logged before the last one counts.
    ///
    /// - Returns: whether it stands at the end, so that what is kept already needs no change.
    @discardableResult
    mutating func add(step: Int, value: Double) -> Bool {
        guard let last = steps.last, last >= step else {
            steps.append(step)
            values.append(value)
            return true
        }
        let place = place(of: step)
        if steps[place] == step {
            values[place] = value
            replaced += 1
        } else {
            steps.insert(step, at: place)
            values.insert(value, at: place)
        }
        return false
    }

    /// Takes points away from a step on: the program was started again, and comes by there once more.
    ///
    /// - Returns: whether there were any.
    mutating func purge(from step: Int) -> Bool {
        let place = place(of: step)
        let count = steps.count - place
        steps.removeLast(count)
        values.removeLast(count)
        replaced += count
        return count > 0
    }

    /// Where the first point at or behind a step stands.
    private func place(of step: Int) -> Int {
        var (low, high) = (0, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if steps[middle] < step { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a number is a step; what counts nanoseconds or is damaged is none.
    static func isStep(_ step: Int) -> Bool { step.magnitude <= SeriesPoints.furthestStep.magnitude }

    /// Counts values that all have the same step: who logs them so never says one.
    init(numbering values: [Double]) {
        self.values = values
        steps = Array(values.indices)
    }

    init() {}
}
