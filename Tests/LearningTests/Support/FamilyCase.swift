import Recipes
import Tabular
import Testing

@testable import Learning

/// A family with a target of ``mixedTable(_:seed:)`` that it can predict.
struct FamilyCase: CustomTestStringConvertible, Sendable {
    let family: ModelFamily
    let target: String
    let task: LearningTask

    var testDescription: String { "\(family.key) of \(target)" }

    static let all = ModelFamily.all.flatMap { family in
        [("y", LearningTask.classification), ("three", .classification), ("amount", .regression)]
            .filter { family.tasks.contains($0.1) }.map { FamilyCase(family: family, target: $0.0, task: $0.1) }
    }

    /// A recipe whose fits are short.
    func recipe(
        for rows: Table, split: SplitScheme = .crossValidation(folds: 3, repeats: 1), set parameters: [String: String] = [:],
        features: [String] = mixedInputs, refit: Bool = false
    ) throws -> Recipe {
        try LearningTests.recipe(
            for: rows, target: target, task: task, family: family, split: split,
            set: family.quick.merging(parameters) { $1 }, features: features, refit: refit)
    }
}

extension ModelFamily {
    /// What makes a fit short.
    var quick: [String: String] {
        let settings =
            self == .mlp ? ["hidden_layer_sizes": "12,8", "max_iter": "6"] : ["n_estimators": "8", "min_child_samples": "5"]
        return settings.filter { parameter($0.key) != nil }
    }
}
