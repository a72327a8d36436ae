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
            if let bins, let ends = Self.ends(of: here) {
                bin(here, into: max(1, bins), ends, column)
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

    private static func ends(of values: [Double]) -> ClosedRange<Double>? {
        var (least, most) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite {
            least = min(least, value)
            most = max(most, value)
        }
        return least < most ? least...most : nil
    }

    private mutating func bin(_ values: [Double], into bins: Int, _ ends: ClosedRange<Double>, _ column: Column) {
        let width = (ends.upperBound - ends.lowerBound) / Double(bins)
        guard width.isFinite, width > 0 else { return }
        let edges = (0...bins).map { $0 == bins ? ends.upperBound : ends.lowerBound + Double($0) * width }
        labels = (0..<bins).map { bin in
            Label(
                text: column.text(of: edges[bin]), bin: edges[bin]...max(edges[bin], edges[bin + 1]), isLast: bin == bins - 1)
        }
        group = values.map { value in
            guard value.isFinite else { return bins }
            var bin = min(max(Int((value - ends.lowerBound) / width), 0), bins - 1)
            // Rounding must not put a value beside the bin whose condition it satisfies.
            if value < edges[bin] { bin -= 1 } else if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
            return min(max(bin, 0), bins - 1)
        }
    }
}
