import Recipes

/// A curve that never falls: the nearest in squares to what came true, straight between its corners.
///
/// B. Zadrozny and C. Elkan 2002, https://doi.org/10.1145/775047.775151, by pooling adjacent violators (M. Ayer et al. 1955,
/// https://doi.org/10.1214/aoms/1177728423).
struct RisingCurve: Sendable, Equatable {
    /// The corners: probabilities as they were, ascending, and as they become.
    let from: [Double]
    let to: [Double]

    /// Fits to probabilities and what came true; nil where all or none did.
    ///
    /// - Complexity: O(n log n).
    init?(fitting probabilities: [Double], isTrue: [Bool]) {
        let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
        guard isTrue.contains(true), isTrue.contains(false) else { return nil }
        // Blocks of equal ones first; whenever one is not above the one before they become one.
        var blocks: [(first: Double, last: Double, sum: Double, count: Double)] = []
        for index in order {
            let (x, y) = (probabilities[index], isTrue[index] ? 1.0 : 0)
            if let block = blocks.last, block.last == x {
                blocks[blocks.count - 1].sum += y
                blocks[blocks.count - 1].count += 1
            } else {
                blocks.append((x, x, y, 1))
            }
        }
        var pooled: [(first: Double, last: Double, sum: Double, count: Double)] = []
        for block in blocks {
            var block = block
            while let before = pooled.last, before.sum * block.count >= block.sum * before.count {
                block = (before.first, block.last, before.sum + block.sum, before.count + block.count)
                pooled.removeLast()
            }
            pooled.append(block)
        }
        var (from, to): ([Double], [Double]) = ([], [])
        for block in pooled {
            for x in block.first == block.last ? [block.first] : [block.first, block.last] {
                from.append(x)
                to.append(block.sum / block.count)
            }
        }
        self.from = from
        self.to = to
    }

    func value(_ probability: Double) -> Double {
        guard let first = to.first, let last = to.last else { return probability }
        let above = from.partitioningIndex { $0 >= probability }
        if above == from.count { return last }
        if above == 0 { return first }
        let (a, b) = (from[above - 1], from[above])
        return to[above - 1] + (to[above] - to[above - 1]) * ((probability - a) / (b - a))
    }

    var json: JSON { ["from": .array(from.map(JSON.number)), "to": .array(to.map(JSON.number))] }

    init?(json: JSON) {
        guard let from = json["from"]?.arrayValue?.compactMap(\.doubleValue), !from.isEmpty,
            let to = json["to"]?.arrayValue?.compactMap(\.doubleValue), to.count == from.count,
            zip(from, from.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.from = from
        self.to = to
    }
}
