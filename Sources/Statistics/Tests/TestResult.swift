/// What a test of a hypothesis found. A test never fails: where it cannot be made, `p` is NaN and a note says why.
public struct TestResult: Equatable, Sendable {
    /// The test, such as `Welch's t`.
    public var name: String
    /// The letter of the statistic, such as `t`.
    public var symbol: String
    /// The statistic; NaN where there is none.
    public var statistic: Double
    /// None, one, or those above and below the fraction's line of an F.
    public var degreesOfFreedom: [Double]
    /// Two-sided; NaN where the test cannot be made.
    public var p: Double
    public var effect: EffectSize?
    /// The number of values or pairs in use.
    public var n: Int
    /// Sentences on what was left out, approximated, or not to be trusted.
    public var notes: [String]

    /// A finding.
    public init(
        name: String, symbol: String, statistic: Double, degreesOfFreedom: [Double] = [], p: Double,
        effect: EffectSize? = nil, n: Int, notes: [String] = []
    ) {
        self.name = name
        self.symbol = symbol
        self.statistic = statistic
        self.degreesOfFreedom = degreesOfFreedom
        self.p = p.isNaN ? p : p.clamped(to: 0...1)
        self.effect = effect
        self.n = n
        self.notes = notes
    }

    /// A test that could not be made.
    static func impossible(_ name: String, _ symbol: String, n: Int, because note: String) -> TestResult {
        TestResult(name: name, symbol: symbol, statistic: .nan, p: .nan, n: n, notes: [note])
    }

    /// True where the test was made.
    public var isMade: Bool { !p.isNaN }
}

/// Tests of hypotheses. NaN counts as missing in all of them; tests of means leave infinite values out too, tests of ranks take
/// them as the largest and smallest.
public enum HypothesisTest {}
