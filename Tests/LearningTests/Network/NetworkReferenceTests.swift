import Recipes
import Testing

@testable import Learning

/// No worse than scikit-learn's network on the same folds: three seed deviations, at least 0.005 of the accuracy or 0.01 of R2.
///
/// The smallest tables, with narrower layers: the others take too long without optimisation.
@Suite(.enabled(if: ReferenceFolds.isThere)) struct NetworkReferenceTests {
    @Test(arguments: [("iris", LearningTask.classification), ("diabetes", .regression)])
    func realmlpIsNoWorse(_ name: String, _ task: LearningTask) throws {
        let (mean, below) = try ReferenceFolds.expected(name, "MLP_scaled")
        let result = try ReferenceFolds.run(
            name, task, .mlp, ["hidden_layer_sizes": "48,48"])
        let ours = ReferenceFolds.mean(result, task == .regression ? "r2" : "accuracy")
        #expect(ours >= mean - below, "\(ours), scikit-learn \(mean)")
    }

    @Test func sklearnIsNoWorse() throws {
        let name = "iris"
        let (mean, below) = try ReferenceFolds.expected(name, "MLP_scaled")
        let result = try ReferenceFolds.run(name, .classification, .mlp, ["preset": "sklearn"])
        let ours = ReferenceFolds.mean(result, "accuracy")
        #expect(ours >= mean - below, "\(ours), scikit-learn \(mean)")
    }
}
