/// The least value with at least a share of the weight at or below it; where the share is met exactly, the middle between it and the next.
/// So the same comes out where each value is given twice with half its weight.
enum Quantile {
    /// Of values that all count the same.
    ///
    /// - `values`: get reordered.
    ///
    /// - Complexity: O(values).
    static func of(_ values: inout [Double], share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let wanted = Double(values.count) * share
        // What is met up to rounding is met.
        let slack = Double(values.count) * 1e-12
        let place = min(max(Int((wanted - slack).rounded(.up)) - 1, 0), values.count - 1)
        let isMet = abs(Double(place + 1) - wanted) <= slack && place + 1 < values.count
        return values.withUnsafeMutableBufferPointer { buffer in
            let low = select(place, of: buffer)
            guard isMet else { return low }
            let next = buffer[(place + 1)...].reduce(Double.infinity, min)
            return low / 2 + next / 2
        }
    }

    /// Of values that count so much each; those with no weight are left out.
    ///
    /// - Complexity: O(values log values).
    static func of(_ values: [Double], weights: [Double], share: Double) -> Double {
        let order = values.indices.filter { weights[$0] > 0 }.sorted { (values[$0], $0) < (values[$1], $1) }
        guard let last = order.last else { return 0 }
        let total = order.reduce(0) { $0 + weights[$1] }
        let slack = total * 1e-12
        var sum = 0.0
        for (place, row) in order.enumerated() {
            sum += weights[row]
            guard sum >= total * share - slack, place + 1 < order.count else { continue }
            return sum <= total * share + slack ? values[row] / 2 + values[order[place + 1]] / 2 : values[row]
        }
        return values[last]
    }

    /// The value that would stand at a place if all were sorted; smaller ones then stand before it and greater ones behind (Hoare 1961,
    /// "Algorithm 65: find", https://doi.org/10.1145/366622.366647).
    private static func select(_ place: Int, of values: UnsafeMutableBufferPointer<Double>) -> Double {
        var (first, last) = (0, values.count - 1)
        // Twice the halvings that even parts would take; a worse order is sorted.
        var rounds = 2 * (Int.bitWidth - values.count.leadingZeroBitCount)
        while first < last {
            guard rounds > 0 else {
                var part = UnsafeMutableBufferPointer(rebasing: values[first...last])
                part.sort()
                break
            }
            rounds -= 1
            let (a, b, c) = (values[first], values[(first + last) / 2], values[last])
            let pivot = max(min(a, b), min(max(a, b), c))
            var (low, high) = (first, last)
            while low <= high {
                while values[low] < pivot { low += 1 }
                while values[high] > pivot { high -= 1 }
                guard low <= high else { break }
                values.swapAt(low, high)
                low += 1
                high -= 1
            }
            if place <= high {
                last = high
            } else if place >= low {
                first = low
            } else {
                break
            }
        }
        return values[place]
    }
}
