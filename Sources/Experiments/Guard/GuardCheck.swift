public import Recipes

/// A check of method as it is declared: the list on the screens, the findings' titles and the manual are made from this.
public struct GuardCheck: Hashable, Sendable {
    /// The stable word in documents, settings and `guard.silence`.
    public let code: String
    /// The gravest level that it raises.
    public let level: AlertLevel
    /// A few words for a list.
    public let title: String
    /// What is found and why it matters, in one or two sentences.
    public let meaning: String
    /// What a key does about it, in words; empty where nothing can be done by a key.
    public let remedy: String
    /// From where on something is found.
    public let thresholds: [Threshold]
    /// Where the rule comes from.
    public let source: String
    /// When it is made.
    public let stage: Stage

    /// When a check is made.
    public enum Stage: String, Sendable, CaseIterable {
        /// From the profile of the table, before anything is trained: a few milliseconds.
        case profile
        /// Over the rows, beside the fit.
        case rows
        /// From what the fit gave.
        case result
    }

    /// A number of the rule.
    public struct Threshold: Hashable, Sendable {
        public let name: String
        public let value: Double
        /// What it says, in a few words.
        public let words: String

        init(_ name: String, _ value: Double, _ words: String) {
            self.name = name
            self.value = value
            self.words = words
        }
    }

    init(
        _ code: String, _ level: AlertLevel, _ stage: Stage, _ title: String, _ meaning: String, remedy: String = "",
        _ thresholds: [Threshold] = [], source: String
    ) {
        self.code = code
        self.level = level
        self.stage = stage
        self.title = title
        self.meaning = meaning
        self.remedy = remedy
        self.thresholds = thresholds
        self.source = source
    }

    /// A threshold by its name; NaN, against which nothing is found, where it is not declared.
    subscript(name: String) -> Double { thresholds.first { $0.name == name }?.value ?? .nan }

    /// The check with this code; nil for a code that a later build knows.
    public static func named(_ code: String) -> GuardCheck? { all.first { $0.code == code } }

    /// Findings in the order in which they are shown: the gravest first, then as the checks are declared.
    static func ordered(_ findings: [Finding]) -> [Finding] {
        func place(_ finding: Finding) -> Int { all.firstIndex { $0.code == finding.code } ?? all.count }
        return findings.enumerated().sorted { a, b in
            (b.element.level, place(a.element), a.offset) < (a.element.level, place(b.element), b.offset)
        }.map(\.element)
    }
}

extension Finding {
    /// How the check is declared that found it.
    public var check: GuardCheck? { GuardCheck.named(code) }

    /// What it is called; the code where it is not declared.
    public var title: String { check?.title ?? code }
}
