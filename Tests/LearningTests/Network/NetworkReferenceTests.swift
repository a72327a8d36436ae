import Recipes
import Testing

@testable import Learning

/// No worse than scikit-learn's network on the same folds: three seed deviations, at least 0.005 of the accuracy or 0.01 of R2.
///
/// Without optimisation only the smallest table is tried, with narrower layers.
@Suite(.enabled(if: ReferenceFolds.isThere)) struct NetworkReferenceTests {
    #if DEBUG
        private static let sets = ["iris"]
        private static let numbers: [String] = []
        private static let settings = ["hidden_layer_sizes": "48,48"]
    #else
        private static let sets = ReferenceTests.classification
        private static let numbers = ReferenceTests.regression
        private static let settings: [String: String] = [:]
    #endif

    @Test(arguments: sets + numbers)
    func realmlpIsNoWorse(_ name: String) throws {
        let isNumber = Self.numbers.contains(name)
        let (mean, below) = try ReferenceFolds.expected(name, "MLP_scaled")
        let result = try ReferenceFolds.run(name, isNumber ? .regression : .classification, .mlp, Self.settings)
        let ours = ReferenceFolds.mean(result, isNumber ? "r2" : "accuracy")
        #expect(ours >= mean - below, "\(ours), scikit-learn \(mean)")
    }

    #if !DEBUG
        @Test(arguments: sets)
        func sklearnIsNoWorse(_ name: String) throws {
            let (mean, below) = try ReferenceFolds.expected(name, "MLP_scaled")
            let result = try ReferenceFolds.run(name, .classification, .mlp, ["preset": "sklearn"])
            let ours = ReferenceFolds.mean(result, "accuracy")
            #expect(ours >= mean - below, "\(ours), scikit-learn \(mean)")
        }
    #endif
}
