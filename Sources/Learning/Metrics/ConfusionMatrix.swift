/// How often each class was taken for each.
public struct ConfusionMatrix: Sendable, Equatable {
    public let classCount: Int
    /// Row by row: true class times ``classCount`` plus predicted class.
    public private(set) var counts: [Int]

    /// - Precondition: both lists have one length and hold classes in `0..<classCount`.
    public init(truth: [Int32], predicted: [Int32], classCount: Int) {
        precondition(truth.count == predicted.count, "as many predictions as rows")
        self.classCount = classCount
        counts = [Int](repeating: 0, count: classCount * classCount)
        for (t, p) in zip(truth, predicted) { counts[Int(t) * classCount + Int(p)] += 1 }
    }

    /// From probabilities (rows x classes): the class with the largest one, the first of equal ones.
    public init(truth: [Int32], probabilities: [Double], classCount: Int) {
        self.init(
            truth: truth, predicted: Self.mostProbable(probabilities, classCount: classCount), classCount: classCount)
    }

    /// Of two classes at a threshold: positive where the second class's probability is at least `threshold`.
    public init(truth: [Int32], positive: [Double], threshold: Double) {
        self.init(truth: truth, predicted: positive.map { $0 >= threshold ? 1 : 0 }, classCount: 2)
    }

    /// Rows of class `truth` that were called `predicted`.
    public subscript(truth: Int, predicted: Int) -> Int { counts[truth * classCount + predicted] }

    /// All rows.
    public var total: Int { counts.reduce(0, +) }

    /// Rows of a class.
    public func actual(_ label: Int) -> Int { (0..<classCount).reduce(0) { $0 + self[label, $1] } }

    /// Rows that were called a class.
    public func called(_ label: Int) -> Int { (0..<classCount).reduce(0) { $0 + self[$1, label] } }

    /// Rows whose class is right.
    public var correct: Int { (0..<classCount).reduce(0) { $0 + self[$1, $1] } }

    /// The class with the largest probability of each row; of equal ones the first, as numpy's argmax.
    public static func mostProbable(_ probabilities: [Double], classCount: Int) -> [Int32] {
        guard classCount > 0 else { return [] }
        return stride(from: 0, to: probabilities.count, by: classCount).map { start in
            var best = 0
            for label in 1..<max(1, classCount) where probabilities[start + label] > probabilities[start + best] { best = label }
            return Int32(best)
        }
    }
}
