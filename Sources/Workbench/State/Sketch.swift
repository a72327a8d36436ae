public import Recipes

/// The steps at the keyboard as long as no target is chosen: a table can be prepared before anybody knows what is to be predicted.
/// With the target a draft takes them over.
public struct Sketch: Sendable, Equatable {
    /// The fingerprint of the table that they are for.
    public var table: String
    public var steps: [Step]

    public init(table: String, steps: [Step]) {
        self.table = table
        self.steps = steps
    }

    /// The sketch as a document, to be kept in the place of the draft. No recipe has this member.
    public var json: JSON { ["sketch": ["table": .string(table), "steps": .array(steps.map(\.json))]] }

    /// What ``json`` wrote; nil for a draft, and where a step is of a kind that this build does not know.
    public init?(json: JSON) {
        guard let members = json["sketch"], let table = members["table"]?.stringValue else { return nil }
        let documents = members["steps"]?.arrayValue ?? []
        let steps = documents.compactMap { try? Step(json: $0) }
        guard steps.count == documents.count else { return nil }
        self.init(table: table, steps: steps)
    }
}
