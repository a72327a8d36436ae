/// What became of runs that were taken from elsewhere.
public struct TakingReport: Sendable, Equatable {
    /// A run that came.
    public struct Entry: Sendable, Equatable {
        /// Its id, and its number here.
        public var run: String
        public var number: Int
        /// The number that it has where it came from; nil where runs have none.
        public var numberThere: Int?

        init(run: String, number: Int, numberThere: Int? = nil) {
            self.run = run
            self.number = number
            self.numberThere = numberThere
        }
    }

    /// New here.
    public var new: [Entry] = []
    /// Here before, and grown or ended since.
    public var changed: [Entry] = []
    /// How many were here as they are.
    public var known = 0
    /// How many were deleted here, and stay so.
    public var deleted = 0
    /// How many go on or wait where they are, and were left there.
    public var unfinished = 0
    /// What a person should know.
    public var remarks: [String] = []

    init() {}

    /// There was nothing to take.
    public static let nothing = TakingReport()
}
