import Recipes

/// How the model of a run scored on rows that no choice had looked at, and how often these were looked at.
public struct SealedResult: Sendable, Equatable {
    /// When somebody looked, in seconds since 1970 UTC.
    public var at: Double
    /// How many rows were scored.
    public var rows: Int
    /// By metric key.
    public var scores: [String: Score]
    /// Looks so far, by any run, at any of these rows; this one is among them.
    public var looks: Int

    /// A score, and how far chance moves it.
    public struct Score: Sendable, Equatable {
        public var value: Double
        /// The standard error that the choice of the sealed rows gives it.
        public var error: Double

        public init(value: Double, error: Double) {
            self.value = value
            self.error = error
        }
    }

    public init(at: Double, rows: Int, scores: [String: Score], looks: Int) {
        self.at = at
        self.rows = rows
        self.scores = scores
        self.looks = looks
    }

    /// Nil where the scores are those of a model that is gone.
    init?(at: Double, rows: Int, metrics: [String: JSON], looks: Int) {
        guard !metrics.isEmpty else { return nil }
        self.init(
            at: at, rows: rows,
            scores: metrics.compactMapValues { pair in
                guard let value = pair["value"]?.doubleValue else { return nil }
                return Score(value: value, error: pair["error"]?.doubleValue ?? .nan)
            }, looks: looks)
    }
}

/// Which rows are sealed: what looks are counted by.
public struct SealedRows: Sendable, Equatable {
    /// The table's.
    public var fingerprint: String
    /// What tells rows of the table as it was read from those of the table as steps left it; row numbers of the same preparation can
    /// be compared.
    public var preparation: String
    /// Ascending.
    public var rows: [Int32]

    public init(fingerprint: String, preparation: String, rows: [Int32]) {
        self.fingerprint = fingerprint
        self.preparation = preparation
        self.rows = rows
    }

    /// Whether a look at one is a look at the other. Where rows cannot be compared, they are taken to be the same.
    func overlaps(_ other: SealedRows) -> Bool {
        guard fingerprint == other.fingerprint else { return false }
        guard preparation == other.preparation else { return true }
        var (i, j) = (0, 0)
        while i < rows.count, j < other.rows.count {
            if rows[i] == other.rows[j] { return true }
            if rows[i] < other.rows[j] { i += 1 } else { j += 1 }
        }
        return false
    }
}
