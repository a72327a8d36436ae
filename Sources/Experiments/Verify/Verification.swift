/// What came of training a run again.
public struct Verification: Sendable, Equatable {
    /// What is not the same, causes before their effects; empty where every bit is.
    public var differences: [Difference]
    /// What is not as it was around the training: build, processor, threads, the commit of the project. None of it is a difference of
    /// the run, all of it may be the cause of one.
    public var surroundings: [Difference]
    /// What is known to be as it was around the training, as people call it.
    public var unchanged: [String]

    /// Whether training again gave the same bits.
    public var isIdentical: Bool { differences.isEmpty }
    /// The first difference, in words.
    public var firstDifference: String? { differences.first?.sentence }

    public init(differences: [Difference] = [], surroundings: [Difference] = [], unchanged: [String] = []) {
        self.differences = differences
        self.surroundings = surroundings
        self.unchanged = unchanged
    }

    /// One thing that was so, and is otherwise now.
    public struct Difference: Sendable, Hashable {
        /// Where differences can be.
        public enum Part: String, Sendable {
            case recipe, data, curve, fold, prediction, model, surroundings
        }

        public var part: Part
        /// What differs, as people call it: `fold 1, auc`.
        public var place: String
        /// As it was recorded, and as it was found; both are empty where the place says it all.
        public var then: String
        public var now: String
        /// What else has to be said, as a clause.
        public var remark: String?

        /// All of it on one line: `fold 1, auc: 0.52 then, 0.519 now`.
        public var sentence: String {
            place + (then.isEmpty && now.isEmpty ? "" : ": \(then) then, \(now) now") + (remark.map { "; \($0)" } ?? "")
        }

        public init(_ part: Part, _ place: String, then: String = "", now: String = "", remark: String? = nil) {
            self.part = part
            self.place = place
            self.then = then
            self.now = now
            self.remark = remark
        }

        /// Of values that may not be there.
        init(_ part: Part, _ place: String, _ then: (some CustomStringConvertible)?, _ now: (some CustomStringConvertible)?) {
            self.init(part, place, then: then.map { "\($0)" } ?? "none", now: now.map { "\($0)" } ?? "none")
        }
    }
}
