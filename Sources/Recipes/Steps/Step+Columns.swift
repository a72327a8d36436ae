extension Step {
    /// The columns that the step names because they stand in the table only through it, in the order in which it names them.
    public var columnsMade: [String] {
        (declaration?.fields ?? []).flatMap { field -> [String] in
            switch field.form {
            case .name: [text(field.name)]
            case .names: texts(field.name)
            default: []
            }
        }
    }

    /// The columns that an edit of this step gave another name: each former one with the new one.
    public func renamed(by edited: Step) -> [(from: String, to: String)] {
        let (before, after) = (columnsMade, edited.columnsMade)
        guard kind == edited.kind, before.count == after.count else { return [] }
        return zip(before, after).filter { $0 != $1 }.map { (from: $0, to: $1) }
    }
}

extension Recipe {
    /// Puts an edited step in the place of one. Features that come from it stay on or off under the names that they have then.
    public mutating func replaceStep(at place: Int, with step: Step) {
        guard steps.indices.contains(place) else { return }
        let renamed = steps[place].renamed(by: step)
        let former = renamed.map { feature($0.from) }
        steps[place] = step
        for (from, _) in renamed { removeFeature(from) }
        for (names, feature) in zip(renamed, former) {
            guard var feature else { continue }
            feature.column = names.to
            insert(feature)
        }
    }
}
