import Charts
import Recipes
import Tabular

/// What the target is like in some rows, as a few groups that colours can tell: its classes, or the quarters of a quantity.
struct PointClasses: Sendable {
    var names: [String]
    /// By point; -1 where the target is missing.
    var labels: [Int32]
    /// So many classes have a colour of their own, the commonest; all others share one.
    static let limit = 6

    init?(_ table: Table, rows: [Int], target: Recipe.Target) {
        switch target.task {
        case .classification:
            let (classes, codes) = table.classes(of: target)
            guard classes.count > 1, codes.count == table.rowCount else { return nil }
            var counts = [Int](repeating: 0, count: classes.count)
            for row in rows where codes[row] >= 0 { counts[Int(codes[row])] += 1 }
            let order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
            let kept = order.count > Self.limit + 1 ? Array(order.prefix(Self.limit)) : order
            names = kept.map { classes[$0] } + (kept.count < order.count ? ["\(order.count - kept.count) others"] : [])
            var places = [Int32](repeating: Int32(clamping: kept.count), count: classes.count)
            for (place, code) in kept.enumerated() { places[code] = Int32(clamping: place) }
            labels = rows.map { codes[$0] < 0 ? -1 : places[Int(codes[$0])] }
        case .regression:
            let numbers = table.targetNumbers(of: target)
            guard numbers.count == table.rowCount else { return nil }
            let sorted = rows.map { numbers[$0] }.filter(\.isFinite).sorted()
            guard let least = sorted.first, let most = sorted.last, least < most else { return nil }
            let cuts = (1...3).map { sorted[sorted.count * $0 / 4] }
            let column = table[target.column]
            let ends = cuts.map { column?.kind == .date ? column?.dayText(of: $0) ?? "" : Figures.shortest($0, 3) }
            names = ["up to \(ends[0])", "to \(ends[1])", "to \(ends[2])", "above"]
            labels = rows.map { row in
                numbers[row].isFinite ? Int32(cuts.firstIndex { numbers[row] <= $0 } ?? 3) : -1
            }
        }
    }
}
