import Recipes

/// What splits are bound to besides their gain; features are places among the used ones.
struct SplitConstraints {
    /// 1 where predictions may only rise with a feature, -1 where they may only fall, 0 where both is allowed; empty where all are 0.
    let directions: [Int8]
    /// For each group of features that may stand together on a path, whether a feature is in it; empty where all may.
    let groups: [[Bool]]

    /// No constraints.
    static let none = SplitConstraints(directions: [], groups: [])

    private init(directions: [Int8], groups: [[Bool]]) {
        self.directions = directions
        self.groups = groups
    }

    /// Reads those of a recipe. Features in no group are one group more.
    ///
    /// - Throws: ``AssayError`` where a name is no feature's, or a direction is asked of categories.
    init(_ parameters: BoostingParameters, features: [FeatureTable.Feature], used: [Int]) throws(AssayError) {
        func place(_ name: String, _ parameter: String) throws(AssayError) -> Int {
            guard let place = features.firstIndex(where: { $0.name == name }) else {
                throw .noSuchFeature(name, in: parameter, known: features.map(\.name))
            }
            return place
        }
        var signs = [Int8](repeating: 0, count: features.count)
        for (name, direction) in try TextGrammar.directions(parameters.monotone) {
            let feature = try place(name, "monotone")
            guard case .numbers = features[feature].values else { throw .monotoneNeedsNumbers(name) }
            signs[feature] = Int8(direction)
        }
        directions = signs.allSatisfy { $0 == 0 } ? [] : used.map { signs[$0] }

        var members: [[Bool]] = []
        var isFree = [Bool](repeating: true, count: features.count)
        for names in try TextGrammar.groups(parameters.interactions) {
            var group = [Bool](repeating: false, count: features.count)
            for name in names { group[try place(name, "interactions")] = true }
            for feature in group.indices where group[feature] { isFree[feature] = false }
            members.append(group)
        }
        guard !members.isEmpty else {
            groups = []
            return
        }
        if isFree.contains(true) { members.append(isFree) }
        groups = members.map { group in used.map { group[$0] } }
    }

    /// The groups that a path may still keep to once it has asked for a feature.
    func groups(_ open: [Int], after feature: Int) -> [Int] { open.filter { groups[$0][feature] } }

    /// Which features a leaf with these groups may be split on; nil for all.
    func allowed(_ open: [Int]) -> [Bool]? {
        guard let first = groups.first else { return nil }
        return first.indices.map { feature in open.contains { groups[$0][feature] } }
    }
}
