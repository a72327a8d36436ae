import Recipes

/// Which of the rows of a key an as-of join takes for a time.
struct AsofRule {
    /// On which side of the time it looks.
    enum Direction: String {
        case before, after, nearest
    }

    let direction: Direction
    /// How far apart both may be at most: seconds, or what the time counts.
    let tolerance: Double

    /// - Throws: ``AssayError`` where the tolerance cannot be read for such a time.
    init(_ step: Step, time: Column?) throws(AssayError) {
        direction = Direction(rawValue: step.text("direction")) ?? .before
        let text = step.text("tolerance")
        guard !text.isEmpty else {
            tolerance = .infinity
            return
        }
        let isDate = time?.kind == .date
        guard let value = isDate ? Self.seconds(text) : Double(text), value.isFinite, value >= 0 else {
            throw .stepValue(
                "tolerance", isDate ? "is no length of time, such as 2 days, 6 h or 30 min" : "is no number that is 0 or more")
        }
        tolerance = value
    }

    /// `2 days`, `6h`, `1.5 weeks`.
    static func seconds(_ text: String) -> Double? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(number.count).filter { !$0.isWhitespace }.lowercased()
        let lengths: [(words: [String], seconds: Double)] = [
            (["s", "sec", "second", "seconds"], 1), (["m", "min", "minute", "minutes"], 60),
            (["h", "hour", "hours"], 3600), (["d", "day", "days"], 86_400), (["w", "week", "weeks"], 604_800),
        ]
        guard let value = Double(number), let length = lengths.first(where: { $0.words.contains(unit) }) else { return nil }
        return value * length.seconds
    }

    /// The place among ascending times that belongs to a time; nil where none is near enough. Of two that are equally near it is the
    /// earlier, which is known by then.
    func place(of time: Double, among times: [Double]) -> Int? {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        let before = low > 0 ? low - 1 : nil
        let after = before.flatMap { times[$0] == time ? $0 : nil } ?? (low < times.count ? low : nil)
        let found: Int?
        switch direction {
        case .before: found = before
        case .after: found = after
        case .nearest:
            if let before, let after {
                found = time - times[before] <= times[after] - time ? before : after
            } else {
                found = before ?? after
            }
        }
        return found.flatMap { abs(times[$0] - time) <= tolerance ? $0 : nil }
    }
}

extension JoinKeys {
    /// The row of the other table with each row's key that belongs to the row's time, or -1.
    ///
    /// - Throws: ``AssayError`` where a key has two rows of one time.
    /// - Complexity: O(rows log rows).
    func partners(
        at times: [Double], among others: [Double], by rule: AsofRule, in other: Table
    ) throws(AssayError) -> [Int32] {
        var groups = groups()
        var doubled: Int32?
        var count = 0
        for group in groups.members.indices {
            groups.members[group] = groups.members[group].filter { !others[Int($0)].isNaN }
                .sorted { (others[Int($0)], $0) < (others[Int($1)], $1) }
            for (a, b) in zip(groups.members[group], groups.members[group].dropFirst()) where others[Int(a)] == others[Int(b)] {
                count += 1
                doubled = min(doubled ?? a, a)
            }
        }
        if let doubled { throw .duplicateKey(name(of: doubled, in: other) + " at one time", table: other.name, count: count) }
        let moments = groups.members.map { members in members.map { others[Int($0)] } }
        return groups.ofRow.indices.map { row in
            let (group, time) = (groups.ofRow[row], times[row])
            guard group >= 0, !time.isNaN else { return -1 }
            return rule.place(of: time, among: moments[Int(group)]).map { groups.members[Int(group)][$0] } ?? -1
        }
    }
}
