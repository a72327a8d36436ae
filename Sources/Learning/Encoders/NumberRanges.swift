import Recipes

/// Ranges of a number with equally many training rows in each, as words whose order is that of the ranges.
struct NumberRanges: Sendable, Equatable {
    /// Where ranges begin, but for the first; ascending, each once.
    let edges: [Double]

    /// At most `count` ranges; fewer where values are the same over more than one.
    ///
    /// - Complexity: O(n log n).
    init(fitting values: [Double], count: Int) {
        let sorted = values.filter(\.isFinite).sorted()
        var edges: [Double] = []
        for place in 1..<max(2, count) {
            guard let edge = Quantiles.value(Double(place) / Double(max(2, count)), of: sorted), let first = sorted.first else {
                break
            }
            // What begins at the least value is the first range.
            if edge > edges.last ?? first { edges.append(edge) }
        }
        self.edges = edges
    }

    /// The words of the ranges, in order.
    var words: [String] {
        let width = String(edges.count + 1).count
        let bounds = edges.map { JSON.numberText($0) }
        return (0...edges.count).map { place in
            let digits = String(place + 1)
            let number = String(repeating: "0", count: width - digits.count) + digits
            guard let first = bounds.first, let last = bounds.last else { return "\(number) all" }
            if place == 0 { return "\(number) below \(first)" }
            return place == bounds.count ? "\(number) from \(last)" : "\(number) from \(bounds[place - 1]) to \(bounds[place])"
        }
    }

    /// Each value's range; missing values stay missing.
    func apply(to values: [Double]) -> FeatureValues {
        .codes(values.map { value in value.isNaN ? -1 : Int32(edges.partitioningIndex { $0 > value }) }, words: words)
    }

    var json: JSON { .array(edges.map(JSON.number)) }

    init?(json: JSON) {
        guard let list = json.arrayValue else { return nil }
        edges = list.compactMap(\.doubleValue)
        guard edges.count == list.count, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    }
}
