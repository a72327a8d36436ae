public import Recipes

extension RunRecord {
    /// How far the guard has got with a run, and how much it found.
    public struct Guarding: Sendable, Equatable {
        /// How many findings there are of each level.
        public private(set) var counts: [AlertLevel: Int] = [:]
        /// The codes of the checks that were silenced when the run was made.
        public var silenced: [String] = []
        /// Whether all checks have been through; a run that was made before there was a guard never says so.
        public var isComplete = false

        /// Nothing was checked.
        public init() {}

        init(json: [String: JSON]) {
            silenced = json["silenced"]?.arrayValue?.compactMap(\.stringValue) ?? []
            isComplete = json["complete"]?.boolValue ?? false
        }

        var json: JSON { ["silenced": .array(silenced.map(JSON.string)), "complete": .bool(isComplete)] }

        mutating func count(_ level: String) {
            if let level = AlertLevel(rawValue: level) { counts[level, default: 0] += 1 }
        }

        /// How many findings there are.
        public var total: Int { counts.values.reduce(0, +) }

        /// The gravest level that was found; nil where nothing was.
        public var worst: AlertLevel? { counts.filter { $0.value > 0 }.keys.max() }
    }
}
