/// One feature as trees see it: its values as small whole numbers.
///
/// Numbers become ranks. Between the codes of neighbouring values lie a few unused ones, so that a threshold may stand at several
/// places between them: half way between two values of a node, or anywhere for extremely randomised trees. Words get codes from 1.
struct CartFeature: Sendable, Equatable {
    /// What codes stand for.
    struct Codes: Sendable, Equatable {
        /// Of numbers the lowest and the highest value of each rank.
        var lows: [Double] = []
        var highs: [Double] = []
        /// How far the codes of neighbouring ranks are apart.
        var steps = 1
        /// The words of code 1, 2 and so on; nil for numbers.
        var words: [String]?
    }

    let name: String
    /// Among all features of the table.
    let place: Int
    private let lows: [Double]
    private let highs: [Double]
    private let steps: Int
    /// The words of code 1, 2 and so on; nil for numbers.
    let words: [String]?

    init(name: String, place: Int, codes: Codes) {
        self.name = name
        self.place = place
        (lows, highs, steps, words) = (codes.lows, codes.highs, codes.steps, codes.words)
    }

    /// The code of what is missing, and of words that training rows did not have.
    static let missing = UInt16.max
    /// Codes at the most; those above serve missing values.
    static let codeLimit = 65_533

    var isWords: Bool { words != nil }

    /// The highest code.
    var highestCode: Int { words?.count ?? 1 + (lows.count - 1) * steps }

    /// The value of each code that training rows have.
    var values: NativeBuffer<Double> {
        let values = NativeBuffer<Double>(highestCode + 1, repeating: 0)
        for (rank, high) in highs.enumerated() { values.base[1 + rank * steps] = high }
        return values
    }

    /// The number that separates codes up to `cut` from those above; infinite where nothing is above.
    func threshold(_ cut: Int) -> Double {
        let rank = (cut - 1) / steps
        guard rank + 1 < lows.count else { return .infinity }
        return Self.threshold(highs[rank], lows[rank + 1], step: (cut - 1) % steps, of: steps)
    }

    /// A number from `below` on and under `above`: half way in the middle step.
    @inline(__always)
    private static func threshold(_ below: Double, _ above: Double, step: Int, of steps: Int) -> Double {
        let share = (Double(step) + 0.5) / Double(steps)
        let value = below * (1 - share) + above * share
        return value >= below && value < above ? value : below
    }

    /// The cut between two codes of a node, without others of the node between them, whose threshold is nearest to half way.
    func cut(between low: Int, and high: Int) -> Int {
        let (first, last) = ((low - 1) / steps, (high - 1) / steps)
        guard last > first + 1 else { return low + (steps - 1) / 2 }
        return cut(at: highs[first] / 2 + lows[last] / 2, between: low, and: high)
    }

    /// The cut between two codes whose threshold is nearest to a number.
    func cut(at value: Double, between low: Int, and high: Int) -> Int {
        // The last rank that is not above the number.
        var (from, to) = ((low - 1) / steps, (high - 1) / steps - 1)
        while from < to {
            let middle = (from + to + 1) / 2
            if highs[middle] <= value { from = middle } else { to = middle - 1 }
        }
        let (below, above) = (highs[from], lows[from + 1])
        let share = (value - below) / (above - below)
        let step = share >= 0 && share < 1 ? Int(share * Double(steps)) : share >= 1 ? steps - 1 : (steps - 1) / 2
        return 1 + from * steps + min(step, steps - 1)
    }

    /// The code of a number, which need not be one of the training rows: those that a threshold lets pass have codes up to its
    /// cut, and no others.
    ///
    /// - Complexity: O(log ranks).
    func code(_ value: Double) -> UInt16 {
        guard value == value else { return Self.missing }
        // The first rank that does not end below the value.
        var (from, to) = (0, highs.count)
        while from < to {
            let middle = (from + to) / 2
            if highs[middle] < value { from = middle + 1 } else { to = middle }
        }
        guard from < highs.count else { return UInt16(1 + (highs.count - 1) * steps) }
        guard value < lows[from], from > 0 else { return UInt16(1 + from * steps) }
        let (below, above) = (highs[from - 1], lows[from])
        let share = (value - below) / (above - below)
        // Where the value is about; the thresholds themselves decide.
        var step = share > 0 && share < 1 ? Int(share * Double(steps)) : 0
        while step > 0, Self.threshold(below, above, step: step - 1, of: steps) >= value { step -= 1 }
        while step < steps, Self.threshold(below, above, step: step, of: steps) < value { step += 1 }
        return UInt16(1 + (from - 1) * steps + step)
    }
}
