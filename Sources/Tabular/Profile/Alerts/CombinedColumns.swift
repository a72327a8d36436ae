import Glibc
import Statistics

/// Finds number columns that are sums, differences or products of two or three others, or nearly so.
///
/// All sums of three or four columns are weighed by the matrix of covariances of a thousand rows, which costs a few operations
/// each; the few that leave next to nothing are checked on the rows themselves.
struct CombinedColumns {
    /// One relation: the sum of the columns with their signs is the same in every row, or that of their logarithms.
    struct Combination: Sendable {
        /// Columns of the table with their signs, ascending.
        var members: [(column: Int, sign: Int)]
        /// Whether logarithms are added: products and ratios.
        var isProduct: Bool
        /// What the sum is, or the factor of the product.
        var constant: Double
        /// Whether it holds in nearly all rows, to the digits that are written.
        var isExact: Bool
        /// The variance that the sum leaves.
        var rest: Double
        /// The variance of each member, in their order.
        var variances: [Double]
    }

    /// Of more columns sums of three are not tried, and of four.
    private static let limits = (three: 150, four: 50)
    private static let probeRows = 1000
    private static let rowLimit = 20_000
    /// A sum that is nearly one leaves no more of the variance of its largest member.
    static let nearly = 0.02

    private let table: Table
    private let columns: [Int]

    init(_ table: Table, _ columns: [Int]) {
        self.table = table
        self.columns = Array(columns.prefix(Self.limits.three))
    }

    /// The relations, exact ones first, then what leaves least; each column is in one.
    ///
    /// - Complexity: O(columns^3) and O(columns^4) within the limits, O(rows) for what is left.
    func found() -> [Combination] {
        guard columns.count > 2, table.rowCount >= 20 else { return [] }
        let probe = table.spreadRows(Self.probeRows)
        let sums = values(probe, isLogarithm: false)
        let logs = values(probe, isLogarithm: true)
        var found: [Combination] = []
        for candidate in candidates(sums, within: 2 * Self.nearly).prefix(200) {
            if let combination = checked(candidate, isProduct: false) { found.append(combination) }
        }
        for candidate in candidates(logs, within: 1e-3).prefix(200) {
            if let combination = checked(candidate, isProduct: true) { found.append(combination) }
        }
        let order = found.indices.sorted { a, b in
            let (x, y) = (found[a], found[b])
            if x.isExact != y.isExact { return x.isExact }
            return (x.share, a) < (y.share, b)
        }
        var used: Set<Int> = []
        return order.compactMap { index in
            let members = found[index].members.map(\.column)
            guard !members.contains(where: used.contains) else { return nil }
            used.formUnion(members)
            return found[index]
        }
    }

    /// The columns on some rows less their means; missing values and those without a logarithm are 0 then. A column with few
    /// logarithms is all 0.
    private func values(_ rows: [Int], isLogarithm: Bool) -> [[Double]] {
        inParallel(columns.count) { index in
            guard let all = table.columns[columns[index]].numbers else { return [] }
            let taken = rows.map { isLogarithm ? (all[$0] > 0 ? log(all[$0]) : .nan) : all[$0] }
            let present = taken.filter(\.isFinite)
            guard present.count * 2 > taken.count else { return [Double](repeating: 0, count: taken.count) }
            let mean = present.reduce(0, +) / Double(present.count)
            return taken.map { $0.isFinite ? $0 - mean : 0 }
        }
    }

    /// Sums of three and four columns that leave at most this share of their largest member, the least first.
    private func candidates(_ values: [[Double]], within limit: Double) -> [[(column: Int, sign: Int)]] {
        let count = columns.count
        let rows = inParallel(count) { a in
            (0..<count).map { b in zip(values[a], values[b]).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let tried = inParallel(count) { first -> [(share: Double, members: [(column: Int, sign: Int)])] in
            var found: [(share: Double, members: [(column: Int, sign: Int)])] = []
            func weigh(_ members: [Int]) {
                let largest = members.reduce(0) { max($0, rows[$1][$1]) }
                guard members.allSatisfy({ rows[$0][$0] > 1e-9 * largest }) else { return }
                for signs in 0..<(1 << (members.count - 1)) {
                    // The first sign is plus: turning all of them round says the same.
                    let sign = { (place: Int) in place > 0 && signs >> (place - 1) & 1 == 1 ? -1.0 : 1.0 }
                    var rest = 0.0
                    for i in members.indices {
                        rest += rows[members[i]][members[i]]
                        for j in 0..<i { rest += 2 * sign(i) * sign(j) * rows[members[i]][members[j]] }
                    }
                    guard rest <= limit * largest, needsAll(members, sign, rest, rows) else { continue }
                    found.append((rest / largest, members.indices.map { (members[$0], Int(sign($0))) }))
                }
            }
            for second in first + 1..<max(first + 1, count) {
                for third in second + 1..<max(second + 1, count) {
                    weigh([first, second, third])
                    guard count <= Self.limits.four else { continue }
                    for fourth in third + 1..<max(third + 1, count) { weigh([first, second, third, fourth]) }
                }
            }
            return found
        }
        let all = tried.flatMap { $0 }
        return all.indices.sorted { (all[$0].share, $0) < (all[$1].share, $1) }.map { place in
            all[place].members.map { (columns[$0.column], $0.sign) }
        }
    }

    /// Whether every member is needed: no two of them say nearly the same already, and leaving one out at least doubles the rest.
    private func needsAll(_ members: [Int], _ sign: (Int) -> Double, _ rest: Double, _ rows: [[Double]]) -> Bool {
        for left in members.indices {
            var without = 0.0
            for i in members.indices where i != left {
                without += rows[members[i]][members[i]]
                for j in 0..<i where j != left {
                    let product = 2 * sign(i) * sign(j) * rows[members[i]][members[j]]
                    without += product
                    let pair = rows[members[i]][members[i]] + rows[members[j]][members[j]] + product
                    if pair <= Self.nearly * max(rows[members[i]][members[i]], rows[members[j]][members[j]]) { return false }
                }
            }
            if without < 2 * rest { return false }
        }
        return true
    }

    /// The relation on up to twenty thousand rows that have all members; nil where it does not hold there.
    private func checked(_ members: [(column: Int, sign: Int)], isProduct: Bool) -> Combination? {
        let inputs = members.compactMap { member in table.columns[member.column].numbers.map { ($0, Double(member.sign)) } }
        guard inputs.count == members.count else { return nil }
        var taken = members.map { _ in [Double]() }
        for row in table.spreadRows(Self.rowLimit) {
            let here = inputs.map { $0.0[row] }
            guard here.allSatisfy({ $0.isFinite && (!isProduct || $0 > 0) }) else { continue }
            for place in here.indices { taken[place].append(here[place]) }
        }
        let rows = taken[0].count
        guard rows >= 20 else { return nil }
        let sums = (0..<rows).map { row in
            inputs.indices.reduce(0) { $0 + inputs[$1].1 * (isProduct ? log(taken[$1][row]) : taken[$1][row]) }
        }
        let constant = Descriptive.median(of: sums)
        let steps = members.map { 0.5001 * pow(10, -Double(table.columns[$0.column].decimals)) }
        let fitting = (0..<rows).count { row in
            // Each member may be off by half of its last digit.
            let bearable = members.indices.reduce(1e-9) { sum, place in
                let value = taken[place][row]
                return sum + (isProduct ? steps[place] / value : steps[place] + 1e-12 * abs(value))
            }
            return abs(sums[row] - constant) <= bearable
        }
        let moments = SampleMoments(sums)
        let variances = taken.map { SampleMoments($0).variance }
        // Steps as wide as the values themselves would let anything fit.
        let isFine = zip(steps, variances).allSatisfy { $0 * $0 < $1 / 16 }
        let isExact = isFine && Double(fitting) >= 0.99 * Double(rows)
        guard isExact || !isProduct && moments.variance <= Self.nearly * (variances.max() ?? 0) else { return nil }
        return Combination(
            members: members, isProduct: isProduct, constant: isProduct ? exp(constant) : constant, isExact: isExact,
            rest: isProduct ? 0 : moments.variance, variances: variances)
    }
}

extension CombinedColumns.Combination {
    /// The share of the variance of the largest member that is left.
    var share: Double { isExact ? 0 : rest / max(variances.max() ?? 0, .leastNormalMagnitude) }

    /// The place of the member that is the others put together: the one whose sign is alone, else the one that varies most.
    var whole: Int {
        let largest = variances.indices.max { (variances[$0], -$0) < (variances[$1], -$1) } ?? 0
        for sign in [-1, 1] {
            let alone = members.indices.filter { members[$0].sign == sign }
            if alone.count == 1, members.count > 2 { return alone[0] }
        }
        return largest
    }
}
