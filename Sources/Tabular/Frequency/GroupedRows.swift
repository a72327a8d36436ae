import Glibc
import Statistics

/// Rows grouped by the values of a column, or by bins of it.
struct GroupedRows {
    /// What a group stands for.
    struct Label {
        /// nil for missing values.
        var text: String?
        var bin: ClosedRange<Double>?
        var isLast = false
    }

    /// In the order of values; missing values last.
    private(set) var labels: [Label] = []
    private(set) var counts: [Int] = []
    /// The group of each of the rows, in their order.
    private(set) var group: [Int] = []

    init(_ column: Column, rows: [Int32], bins: Int?) {
        switch column.storage {
        case .codes(let codes, let words):
            labels = words.map { Label(text: $0) }
            group = rows.map { codes[Int($0)] < 0 ? words.count : Int(codes[Int($0)]) }
        case .numbers(let values):
            let here = rows.map { values[Int($0)] }
            if let bins, let edges = Self.edges(of: here, bins: bins) {
                bin(here, edges, column)
            } else {
                let different = Self.different(here)
                var places: [UInt64: Int] = [:]
                for (place, value) in different.enumerated() { places[Self.key(value)] = place }
                labels = different.map { Label(text: column.text(of: $0)) }
                group = here.map { $0.isNaN ? different.count : places[Self.key($0)] ?? different.count }
            }
        }
        counts = [Int](repeating: 0, count: labels.count + 1)
        for place in group { counts[place] += 1 }
        if counts[labels.count] > 0 {
            labels.append(Label(text: nil))
        } else {
            counts.removeLast()
        }
    }

    /// The different values, ascending.
    private static func different(_ values: [Double]) -> [Double] {
        var sorted = RadixSort.sorted(values.filter { !$0.isNaN })
        var kept = 0
        for place in sorted.indices where kept == 0 || sorted[place] != sorted[kept - 1] {
            sorted[kept] = sorted[place]
            kept += 1
        }
        sorted.removeSubrange(kept...)
        return sorted
    }

    /// 0 and -0 are one value.
    private static func key(_ value: Double) -> UInt64 { (value == 0 ? 0 : value).bitPattern }

    /// The least of 1, 2, 2.5 and 5 times a power of ten that is no less: edges that a person would choose.
    private static func roundWidth(atLeast width: Double) -> Double {
        guard width > 0, width.isFinite else { return .nan }
        let power = pow(10, log10(width).rounded(.down))
        // A hair below counts as reached: 0.1 is no exact sum of tenths.
        return [1, 2, 2.5, 5, 10].lazy.map { $0 * power }.first { $0 >= width * (1 - 1e-9) } ?? 10 * power
    }

    /// The edges of about so many bins over all that is finite; nil where there are not two values, or none between them.
    private static func edges(of values: [Double], bins: Int) -> [Double]? {
        var (least, most) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite {
            least = min(least, value)
            most = max(most, value)
        }
        let width = roundWidth(atLeast: (most - least) / Double(max(1, bins)))
        let first = (least / width).rounded(.down)
        let count = (most / width).rounded(.down) - first + 1
        guard least < most, width.isFinite, count >= 1, count <= Double(bins) + 2, abs(first) < 1e15 else { return nil }
        var edges = (0...Int(count)).map { (first + Double($0)) * width }
        // Whatever multiplying rounds away, no value lies outside.
        edges[0] = min(edges[0], least)
        edges[edges.count - 1] = max(edges[edges.count - 1], most)
        return edges
    }

    private mutating func bin(_ values: [Double], _ edges: [Double], _ column: Column) {
        let bins = edges.count - 1
        let width = (edges[bins] - edges[0]) / Double(bins)
        labels = (0..<bins).map { bin in
            Label(
                text: column.text(of: edges[bin]), bin: edges[bin]...max(edges[bin], edges[bin + 1]), isLast: bin == bins - 1)
        }
        group = values.map { value in
            guard value.isFinite else { return bins }
            var bin = Int(min(max((value - edges[0]) / width, 0), Double(bins - 1)))
            // Rounding must not put a value beside the bin whose condition it satisfies.
            if value < edges[bin] { bin -= 1 } else if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
            return min(max(bin, 0), bins - 1)
        }
    }
}
