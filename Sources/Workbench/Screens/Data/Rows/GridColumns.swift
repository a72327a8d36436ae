import Tabular

/// Which columns a grid shows and in which order: what is pinned first, what is hidden not at all.
struct GridColumns: Hashable, Sendable {
    /// Columns that stay at the left, in the order in which they were pinned.
    var pinned: [Int] = []
    var hidden: Set<Int> = []
    /// Widths that were set by hand.
    var widths: [Int: Int] = [:]
    /// Widths that values outside of the sample asked for once they were seen; they only grow, so that nothing jumps.
    var grown: [Int: Int] = [:]

    /// The columns of a table with so many, as they stand from left to right behind the row number.
    func shown(of count: Int) -> [Int] {
        if pinned.isEmpty, hidden.isEmpty { return Array(0..<count) }
        let first = pinned.filter { !hidden.contains($0) && $0 < count }
        let others = Set(first)
        return first + (0..<count).filter { !hidden.contains($0) && !others.contains($0) }
    }

    /// The same arrangement of columns that have other places now, or none.
    func moved(_ place: (Int) -> Int?) -> GridColumns {
        func moved(_ widths: [Int: Int]) -> [Int: Int] {
            Dictionary(widths.compactMap { key, width in place(key).map { ($0, width) } }, uniquingKeysWith: max)
        }
        return GridColumns(
            pinned: pinned.compactMap(place), hidden: Set(hidden.compactMap(place)), widths: moved(widths), grown: moved(grown))
    }

    /// How many of the pinned ones are shown.
    var pinnedCount: Int { pinned.count { !hidden.contains($0) } }
}

extension GridColumns {
    /// No column is made wider than this unless by hand.
    static let widest = 24

    /// The width of a column that wants so many cells.
    func width(of column: Int, natural: Int) -> Int {
        widths[column] ?? min(Self.widest, max(natural, grown[column] ?? 0))
    }
}
