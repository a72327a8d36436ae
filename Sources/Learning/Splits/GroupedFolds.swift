/// Divisions that keep the rows of a group together.
enum GroupedFolds {
    /// A group with its rows and its rows a class.
    private struct Group {
        var rows: [Int32] = []
        var classes: [Int32: Int] = [:]
    }

    /// `folds` divisions; each group scores in one. Sizes and shares of the classes are kept as even as the groups let them.
    ///
    /// Greedy: the largest group first, each into the fold where the squared shares of size and classes grow least. Repetitions after the
    /// first (0) take groups of about the same size in random order, so that they differ.
    ///
    /// - Complexity: O(rows log rows + folds x groups x classes in a group).
    static func folds(
        _ folds: Int, of rows: [Int32], groups: [Int32], target: TargetValues, random: CounterRandom, repetition: Int = 0
    ) -> [RowParts] {
        var members: [Int32: Group] = [:]
        var totals: [Int32: Int] = [:]
        for row in rows {
            let label: Int32
            if case .classes(let codes, _) = target { label = codes[Int(row)] } else { label = 0 }
            members[groups[Int(row)], default: Group()].rows.append(row)
            members[groups[Int(row)], default: Group()].classes[label, default: 0] += 1
            totals[label, default: 0] += 1
        }
        var sizes = [Int](repeating: 0, count: folds)
        var counts = [[Int32: Int]](repeating: [:], count: folds)
        var place = [Int32: Int](minimumCapacity: members.count)
        let all = Double(max(1, rows.count))
        for group in order(members.map { ($0.key, $0.value.rows) }, random: random, exactly: repetition == 0) {
            guard let member = members[group] else { continue }
            let labels = member.classes.sorted { $0.key < $1.key }
            func growth(_ fold: Int) -> Double {
                func square(_ held: Int, _ added: Int, of total: Double) -> Double {
                    (Double(2 * held + added) / total) * (Double(added) / total)
                }
                return labels.reduce(square(sizes[fold], member.rows.count, of: all)) { sum, label in
                    sum + square(counts[fold][label.key] ?? 0, label.value, of: Double(totals[label.key] ?? 1))
                }
            }
            let growths = (0..<folds).map(growth)
            let best = growths.indices.min { growths[$0] < growths[$1] } ?? 0
            place[group] = best
            sizes[best] += member.rows.count
            for label in labels { counts[best][label.key, default: 0] += label.value }
        }
        return Stratification.parts(of: rows, folds: folds) { place[groups[Int($0)]] ?? 0 }
    }

    /// Whole groups, in random order, until the share of rows is reached.
    static func holdout(_ share: Double, of rows: [Int32], groups: [Int32], random: CounterRandom) -> RowParts {
        var members: [Int32: [Int32]] = [:]
        for row in rows { members[groups[Int(row)], default: []].append(row) }
        guard members.count > 1 else { return RowParts(training: rows, validation: []) }
        let wanted = share * Double(rows.count)
        var taken: [Int32] = []
        var left: [Int32] = []
        var size = 0
        for group in shuffled(members.map { ($0.key, $0.value) }, random: random) {
            let count = members[group]?.count ?? 0
            // Taken where that brings the size nearer to what is wanted.
            if Double(size) + Double(count) / 2 <= wanted {
                taken.append(group)
                size += count
            } else {
                left.append(group)
            }
        }
        if taken.isEmpty, let smallest = left.indices.min(by: { members[left[$0]]?.count ?? 0 < members[left[$1]]?.count ?? 0 }) {
            taken.append(left.remove(at: smallest))
        }
        if left.isEmpty, let last = taken.popLast() { left.append(last) }
        return RowParts(training: left.flatMap { members[$0] ?? [] }, validation: taken.flatMap { members[$0] ?? [] })
    }

    /// Largest first, equal ones in random order; where not `exactly`, ones are equal whose sizes have as many binary digits.
    private static func order(
        _ groups: [(key: Int32, rows: [Int32])], random: CounterRandom, exactly: Bool
    ) -> [Int32] {
        func size(_ count: Int) -> Int { exactly ? count : Int.bitWidth - count.leadingZeroBitCount }
        let keyed = groups.map { (size: -size($0.rows.count), key: random.bits(Int($0.rows[0])), group: $0.key) }
        return keyed.sorted { ($0.size, $0.key, $0.group) < ($1.size, $1.key, $1.group) }.map(\.group)
    }

    /// In random order. A group is known by its first row.
    private static func shuffled(_ groups: [(key: Int32, rows: [Int32])], random: CounterRandom) -> [Int32] {
        let keyed = groups.map { (key: random.bits(Int($0.rows[0])), group: $0.key) }
        return keyed.sorted { ($0.key, $0.group) < ($1.key, $1.group) }.map(\.group)
    }
}
