/// Corrections of many p values for their number.
public enum PValueAdjustment: String, Sendable, CaseIterable {
    /// Bounds the share of false findings. Y. Benjamini and Y. Hochberg,
    /// https://doi.org/10.1111/j.2517-6161.1995.tb02031.x.
    case benjaminiHochberg = "Benjamini-Hochberg"
    /// Bounds the chance of one false finding. S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian
    /// Journal of Statistics 6 (1979), https://www.jstor.org/stable/4615733.
    case holm = "Holm"
    /// Bounds the same more simply, and never better than Holm.
    case bonferroni = "Bonferroni"

    /// The p values after the correction, in their order. NaN stays NaN and does not count as a test.
    ///
    /// - Complexity: O(n log n).
    public func adjusted(_ p: [Double]) -> [Double] {
        let order = p.indices.filter { !p[$0].isNaN }.sorted { (p[$0], $0) < (p[$1], $1) }
        let count = Double(order.count)
        var result = p
        switch self {
        case .bonferroni:
            for place in order { result[place] = min(1, p[place] * count) }
        case .holm:
            var largest = 0.0
            for (rank, place) in order.enumerated() {
                largest = max(largest, min(1, p[place] * (count - Double(rank))))
                result[place] = largest
            }
        case .benjaminiHochberg:
            var smallest = 1.0
            for (rank, place) in order.enumerated().reversed() {
                smallest = min(smallest, p[place] * count / Double(rank + 1))
                result[place] = smallest
            }
        }
        return result
    }
}
