public import Recipes

/// What a person asked of a run while it trains: a row that the worker reads between steps. It stays as part of the run's
/// record, with the place where it took effect, so that a rerun can do the same at the same step.
public struct Intervention: Sendable, Equatable {
    /// What is asked.
    public enum Kind: String, Sendable {
        case pause, resume
        /// End each fit here and keep what there is.
        case stop
        /// Throw everything away.
        case cancel
        /// Another learning rate from the next step on; the payload is the number.
        case learningRate = "learning_rate"
    }

    /// From 1 within the run; those that came with the run from its parent stand before, up to 0.
    public var sequence: Int
    public var kind: Kind
    /// What goes with it, or null.
    public var payload: JSON
    /// Seconds since 1970 UTC.
    public var at: Double
    /// The place where it took effect; nil while it waits.
    public var applied: Place?

    /// A step of a fit.
    public struct Place: Sendable, Equatable {
        /// The number of a fold, from 1, or `refit`; empty before the first step.
        public var fold: String
        public var step: Int

        public init(fold: String, step: Int) {
            self.fold = fold
            self.step = step
        }
    }

    public init(sequence: Int, kind: Kind, payload: JSON = .null, at: Double, applied: Place? = nil) {
        self.sequence = sequence
        self.kind = kind
        self.payload = payload
        self.at = at
        self.applied = applied
    }
}
