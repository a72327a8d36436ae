/// Finds the question that a whole level of a symmetric tree asks: the one whose gains over all leaves add up to most.
///
/// Symmetric (oblivious) trees: Kohavi and Li 1995; Prokhorenkova et al. 2018 (CatBoost), https://doi.org/10.48550/arXiv.1706.09516.
enum SymmetricSearch {
    /// The levels of a tree: `max_depth` where it is set, otherwise 6; as many as there is room for in any case.
    static func depth(_ parameters: BoostingParameters, histogramLength: Int) -> Int {
        let wanted = parameters.maxDepth > 0 ? min(parameters.maxDepth, 12) : 6
        // Leaves of the last level need no histograms.
        let room = max(2, (1 << 31) / max(histogramLength * 8, 1))
        return min(wanted, Int.bitWidth - room.leadingZeroBitCount)
    }
}
