import Recipes

@testable import Learning

extension Sample {
    /// Fits a family of trees to all rows.
    func cart(
        _ family: ModelFamily = .tree, _ parameters: [String: String] = [:], weights: [Double]? = nil, seed: Int = 0,
        threads: Int = 1
    ) throws -> CartModel {
        var model = Recipe.Model(family)
        for (name, value) in parameters { try model.set(name, value) }
        let isNumbers = if case .numbers = target { true } else { false }
        let context = FitContext(
            task: isNumbers ? .regression : .classification, parameters: model, seed: seed, threads: threads)
        let fitted = try Learners.named(family.key).fit(training(weights: weights), watching: nil, context: context)
        guard let cart = fitted as? CartModel else { throw NotCart() }
        return cart
    }

    /// What a model says of its own rows.
    func predicted(_ model: CartModel) throws -> [Double] { try model.predict(table.allRows, threads: 1) }
}

struct NotCart: Error {}

extension CartModel {
    /// Leaves of the first tree that can be reached.
    var leafCount: Int {
        guard let tree = trees.first else { return 0 }
        return tree.nodes.dropFirst().count { $0.isLeaf }
    }

    /// Questions on the longest way down the first tree.
    var depth: Int {
        guard let tree = trees.first else { return 0 }
        func below(_ place: Int) -> Int {
            let node = tree.nodes[place]
            return node.isLeaf ? 0 : 1 + max(below(node.left), below(node.left + 1))
        }
        return below(1)
    }
}
