import Recipes

/// The training rows, and how the nearest of them are asked.
struct NeighborsModel: FittedModel {
    let encoder: LinearEncoder
    let matrix: DesignMatrix
    let target: TargetValues
    /// What each row's vote weighs; nil where all weigh the same.
    let weights: [Double]?
    let neighbours: Int
    /// Whether nearer rows count more.
    let usesDistance: Bool
    /// 1 or 2.
    let power: Int
    private let index: NeighborIndex

    var importance: [Double]? { nil }

    init(
        encoder: LinearEncoder, matrix: DesignMatrix, target: TargetValues, weights: [Double]?, neighbours: Int,
        usesDistance: Bool, power: Int
    ) {
        self.encoder = encoder
        self.matrix = matrix
        self.target = target
        self.weights = weights
        self.neighbours = max(1, min(neighbours, matrix.rowCount))
        self.usesDistance = usesDistance
        self.power = power
        index = NeighborIndex(matrix, power: power)
    }

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        let queries = try encoder.transform(rows)
        let width = target.width
        var result = [Double](repeating: 0, count: queries.rowCount * width)
        result.withUnsafeMutableBufferPointer { result in
            guard let base = result.baseAddress else { return }
            nonisolated(unsafe) let out = base
            index.search(queries, count: neighbours, threads: threads) { query, found in
                vote(found, into: out + query * width)
            }
        }
        return result
    }

    /// What the nearest rows say together.
    private func vote(_ found: UnsafeBufferPointer<Neighbor>, into target: UnsafeMutablePointer<Double>) {
        // Rows that are the same as the query decide alone where distances count.
        let hasSame = usesDistance && found.contains { $0.distance == 0 }
        func share(_ neighbor: Neighbor) -> Double {
            let weight = weights?[Int(neighbor.row)] ?? 1
            guard usesDistance else { return weight }
            if hasSame { return neighbor.distance == 0 ? weight : 0 }
            // Relative to the nearest, so that no share overflows.
            return weight * (found[0].distance / neighbor.distance)
        }
        let total = found.reduce(0) { $0 + share($1) }
        switch self.target {
        case .classes(let codes, _):
            for neighbor in found { target[Int(codes[Int(neighbor.row)])] += share(neighbor) / total }
        case .numbers(let values):
            for neighbor in found { target[0] += values[Int(neighbor.row)] * (share(neighbor) / total) }
        }
    }
}

extension NeighborsModel {
    var json: JSON {
        var members: [String: JSON] = [
            "encoder": encoder.json, "rows": JSON(matrix.rowCount), "dense": .packed(matrix.dense),
            "slots": .packed(matrix.slots),
            "n_neighbors": JSON(neighbours), "uses_distance": .bool(usesDistance), "p": JSON(power),
        ]
        if let weights { members["weights"] = .packed(weights) }
        switch target {
        case .classes(let codes, let count):
            members["classes"] = JSON(count)
            members["codes"] = .packed(codes)
        case .numbers(let values): members["numbers"] = .packed(values)
        }
        return .object(members)
    }

    /// Nil where a part is missing or has another length than the others.
    init?(json: JSON) {
        guard let encoder = json["encoder"].flatMap(LinearEncoder.init(json:)), let rows = json["rows"]?.intValue, rows > 0,
            rows < Int(Int32.max), let neighbours = json["n_neighbors"]?.intValue, neighbours > 0,
            let usesDistance = json["uses_distance"]?.boolValue, let power = json["p"]?.intValue, (1...2).contains(power),
            let dense = json["dense"]?.unpacked(Double.self, count: rows * encoder.denseWidth),
            let slots = json["slots"]?.unpacked(Int32.self, count: rows * encoder.slotCount),
            dense.allSatisfy(\.isFinite), slots.allSatisfy({ $0 < encoder.width && ($0 < 0 || $0 >= encoder.denseWidth) })
        else { return nil }
        let target: TargetValues
        if let count = json["classes"]?.intValue {
            guard let codes = json["codes"]?.unpacked(Int32.self, count: rows), codes.allSatisfy({ 0 <= $0 && $0 < count }) else {
                return nil
            }
            target = .classes(codes, count: count)
        } else {
            guard let values = json["numbers"]?.unpacked(Double.self, count: rows) else { return nil }
            target = .numbers(values)
        }
        var weights: [Double]?
        if let packed = json["weights"] {
            guard let values = packed.unpacked(Double.self, count: rows), values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
                return nil
            }
            weights = values
        }
        self.init(
            encoder: encoder,
            matrix: DesignMatrix(
                rowCount: rows, denseWidth: encoder.denseWidth, slotCount: encoder.slotCount, width: encoder.width, dense: dense,
                slots: slots),
            target: target, weights: weights, neighbours: neighbours, usesDistance: usesDistance, power: power)
    }
}

extension LinearEncoder {
    /// Features that have columns of 0 and 1.
    var slotCount: Int { parts.count { $0.sparseWidth > 0 } }
}
