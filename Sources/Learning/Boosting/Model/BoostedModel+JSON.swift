import Recipes

extension BoostedModel {
    var json: JSON {
        var members: [String: JSON] = [
            "format": "assay boosting", "version": 1, "classes": JSON(classes), "best_step": bestStep.map { JSON($0) } ?? .null,
            "start": .array(start.map(JSON.exact)),
            "features": .array(
                features.map { feature in
                    var members: [String: JSON] = ["name": .string(feature.name)]
                    if let words = feature.words { members["words"] = .array(words.map(JSON.string)) }
                    return .object(members)
                }),
            "trees": .array(trees.map(\.json)),
        ]
        if isLogarithm { members["link"] = "log" }
        return .object(members)
    }

    /// Reads a model back.
    ///
    /// - Throws: ``AssayError`` where a member is missing or a tree leads nowhere.
    init(json: JSON) throws(AssayError) {
        guard json["format"]?.stringValue == "assay boosting" else { throw .unreadableBoosting("its format is another") }
        guard json["version"]?.intValue == 1 else { throw .unreadableBoosting("its version is unknown") }
        guard let classes = json["classes"]?.intValue, classes >= 0, let start = json["start"]?.exactNumbers,
            start.count == BoostedModel.outputs(classes: classes)
        else { throw .unreadableBoosting("its classes and their start do not agree") }
        var features: [Feature] = []
        for entry in json["features"]?.arrayValue ?? [] {
            guard let name = entry["name"]?.stringValue else { throw .unreadableBoosting("a feature has no name") }
            let words = entry["words"]?.arrayValue?.compactMap(\.stringValue)
            guard words?.count ?? 0 <= 255 else { throw .unreadableBoosting("\"\(name)\" has too many words") }
            features.append(Feature(name: name, words: words))
        }
        var trees: [BoostedTree] = []
        for (place, entry) in (json["trees"]?.arrayValue ?? []).enumerated() {
            guard let tree = BoostedTree(json: entry, isWords: features.map { $0.words != nil }) else {
                throw .unreadableBoosting("tree \(place + 1) is damaged")
            }
            trees.append(tree)
        }
        guard trees.count % max(start.count, 1) == 0 else { throw .unreadableBoosting("its last iteration is not whole") }
        let link = json["link"]?.stringValue
        guard link == nil || link == "log" && classes == 0 else { throw .unreadableBoosting("its link is unknown") }
        self.init(
            classes: classes, features: features, isLogarithm: link != nil, start: start, trees: trees,
            bestStep: json["best_step"]?.intValue)
    }

    /// Scores a row has with so many classes (0 for a quantity): two classes need one.
    static func outputs(classes: Int) -> Int { classes > 2 ? classes : 1 }
}

extension BoostedTree {
    fileprivate var json: JSON {
        [
            "feature": .array(nodes.map { JSON(Int($0.feature)) }),
            "left": .array(nodes.map { JSON(Int($0.left)) }),
            "right": .array(nodes.map { JSON(Int($0.right)) }),
            "threshold": .array(nodes.map { $0.set < 0 ? JSON.exact($0.threshold) : .null }),
            "missing_left": .array(nodes.map { .bool($0.missingGoesLeft) }),
            "set": .array(nodes.map { $0.set >= 0 ? JSON.bins(sets[Int($0.set)]) : .null }),
            "gain": .array(nodes.map { JSON.exact($0.gain) }),
            "rows": .array(nodes.map { JSON(Int($0.rows)) }),
            "value": .array(values.map(JSON.exact)),
            "leaf_rows": .array(rows.map { JSON(Int($0)) }),
        ]
    }

    /// Nil unless every node leads on to a later one or to a leaf.
    fileprivate init?(json: JSON, isWords: [Bool]) {
        guard let feature = json["feature"]?.integers, let left = json["left"]?.integers, let right = json["right"]?.integers,
            let threshold = json["threshold"]?.arrayValue, let missingLeft = json["missing_left"]?.arrayValue,
            let set = json["set"]?.arrayValue, let gain = json["gain"]?.exactNumbers, let rows = json["rows"]?.integers,
            let values = json["value"]?.exactNumbers, let leafRows = json["leaf_rows"]?.integers
        else { return nil }
        let count = feature.count
        guard
            [left.count, right.count, threshold.count, missingLeft.count, set.count, gain.count, rows.count]
                == Array(repeating: count, count: 7),
            values.count == count + 1, leafRows.count == values.count
        else { return nil }
        self.init(values: values, rows: leafRows)
        for place in 0..<count {
            guard isWords.indices.contains(Int(feature[place])) else { return nil }
            for next in [left[place], right[place]] {
                guard next >= 0 ? next > place && next < count : Int(~next) < values.count else { return nil }
            }
            var node = Node(feature: feature[place], left: left[place], right: right[place])
            if isWords[Int(feature[place])] {
                guard let bins = set[place].bins else { return nil }
                node.set = Int32(sets.count)
                sets.append(bins)
            } else {
                guard let edge = threshold[place].exactNumber, let isLeft = missingLeft[place].boolValue else { return nil }
                node.threshold = edge
                node.missingGoesLeft = isLeft
            }
            node.gain = gain[place]
            node.rows = rows[place]
            nodes.append(node)
        }
    }
}

extension JSON {
    /// A number that may be infinite.
    fileprivate static func exact(_ value: Double) -> JSON {
        value.isFinite ? .number(value) : .string(value < 0 ? "-inf" : "inf")
    }

    fileprivate var exactNumber: Double? {
        switch self {
        case .number(let value): value
        case .string("inf"): .infinity
        case .string("-inf"): -.infinity
        default: nil
        }
    }

    fileprivate var exactNumbers: [Double]? {
        guard let elements = arrayValue else { return nil }
        let numbers = elements.compactMap(\.exactNumber)
        return numbers.count == elements.count ? numbers : nil
    }

    fileprivate var integers: [Int32]? {
        guard let elements = arrayValue else { return nil }
        let numbers = elements.compactMap { $0.intValue.flatMap { Int32(exactly: $0) } }
        return numbers.count == elements.count ? numbers : nil
    }

    /// The places of the bits that are set.
    fileprivate static func bins(_ set: SIMD4<UInt64>) -> JSON {
        .array((0..<256).filter { (set[$0 >> 6] >> UInt64($0 & 63)) & 1 == 1 }.map { JSON($0) })
    }

    fileprivate var bins: SIMD4<UInt64>? {
        guard let places = integers, places.allSatisfy({ (0..<256).contains($0) }) else { return nil }
        return places.reduce(into: SIMD4<UInt64>.zero) { $0[Int($1) >> 6] |= 1 << UInt64($1 & 63) }
    }
}
