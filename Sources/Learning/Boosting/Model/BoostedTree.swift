/// One tree of a boosted model: inner nodes and the values at the leaves.
struct BoostedTree: Equatable, Sendable {
    /// A question about one feature.
    struct Node: Equatable, Sendable {
        /// The place of the feature in the model.
        var feature: Int32
        /// Rows that answer yes, and those that do not, go on at this node, or where it is negative at the leaf `~value`.
        var left: Int32 = 0
        var right: Int32 = 0
        /// For a category: the place in ``BoostedTree/sets``; -1 for a number.
        var set: Int32 = -1
        /// For a number: whether missing values go left.
        var missingGoesLeft = false
        /// For a number: what is at most this goes left.
        var threshold = 0.0
        /// What the split took off the training loss, beyond the least gain.
        var gain = 0.0
        /// Training rows that came here.
        var rows: Int32 = 0
    }

    /// Node 0 is the root; empty where the tree is one leaf.
    var nodes: [Node] = []
    /// The categories' bins that go left, a bit each.
    var sets: [SIMD4<UInt64>] = []
    /// What each leaf adds to the score.
    var values: [Double]
    /// Training rows in each leaf.
    var rows: [Int32]
}
