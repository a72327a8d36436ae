import Recipes
import Statistics

extension StepWork {
    /// `sample`: rows drawn without putting them back, in their order.
    ///
    /// Where a column's values are to keep their shares, each gets the whole rows due to it and the largest remainders one more.
    /// Drawn in one pass: D. E. Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S, for all values side by side.
    func sampled() throws(AssayError) -> Outcome {
        let wanted = try sampleSize()
        let strata = step.text("by").isEmpty ? nil : RowGroups([try column("by")], rowCount: table.rowCount)
        var left = strata?.sizes ?? [table.rowCount]
        var due = Self.shares(of: wanted, among: left)
        let seed = step.value("seed")?.intValue ?? 0
        var random = Philox(seed: UInt64(bitPattern: Int64(seed)), stream: 0x53_54_45_50)
        var rows: [Int32] = []
        rows.reserveCapacity(wanted)
        for row in 0..<table.rowCount {
            let stratum = strata.map { Int($0.ids[row]) } ?? 0
            if random.below(left[stratum]) < due[stratum] {
                due[stratum] -= 1
                rows.append(Int32(row))
            }
            left[stratum] -= 1
        }
        return keeping(rows)
    }

    private func sampleSize() throws(AssayError) -> Int {
        switch (step.number("rows"), step.number("share")) {
        case (let rows?, nil):
            guard let count = Int(exactly: rows), count > 0 else { throw .stepValue("rows", "must be a whole number above 0") }
            return min(count, table.rowCount)
        case (nil, let share?):
            guard share > 0, share <= 1 else { throw .stepValue("share", "must be above 0 and at most 1") }
            return max(min(1, table.rowCount), Int((share * Double(table.rowCount)).rounded()))
        default: throw .stepValue("rows", "or share has to be given, and not both")
        }
    }

    /// `count` things divided in proportion to `sizes`; equal remainders go to the earlier.
    static func shares(of count: Int, among sizes: [Int]) -> [Int] {
        let total = sizes.reduce(0, +)
        guard total > 0 else { return sizes }
        var shares: [Int] = []
        var remainders: [(place: Int, rest: Int)] = []
        for (place, size) in sizes.enumerated() {
            let (whole, rest) = total.dividingFullWidth(size.multipliedFullWidth(by: count))
            shares.append(whole)
            remainders.append((place, rest))
        }
        remainders.sort { ($1.rest, $0.place) < ($0.rest, $1.place) }
        for (place, _) in remainders.prefix(count - shares.reduce(0, +)) { shares[place] += 1 }
        return shares
    }
}
