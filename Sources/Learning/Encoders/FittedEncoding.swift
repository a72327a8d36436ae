import Recipes

/// What one feature's encoding has learnt from training rows, and how it changes values.
struct FittedEncoding: Sendable, Equatable {
    /// What is done to the values.
    enum Change: Sendable, Equatable {
        /// Values are moved between the bounds, missing ones filled, then the logarithm is taken.
        case numbers(low: Double?, high: Double?, filling: Double?, takesLog: Bool)
        /// Missing values are filled, then words that are not kept become ``other``.
        case words(filling: String?, kept: [String]?)
    }

    /// What rare categories become.
    static let other = "other"

    /// The last thing that is done to the values: what columns they become.
    enum Form: Sendable, Equatable {
        case scale(NumberScale)
        case code(WordCode)
        case dates(DateParts)
        case text(HashedText)
    }

    let column: String
    /// The encoding as the recipe has it.
    let encoding: String
    /// The name of the feature that says where values are missing.
    var indicator: String?
    let change: Change
    /// The ranges that numbers become.
    let ranges: NumberRanges?
    let form: Form?
    /// The names of the columns that take the feature's place; the feature's own where there is one only.
    var names: [String]

    /// Learns from the values of training rows.
    ///
    /// - Parameters:
    ///   - values: of the training rows.
    ///   - encoding: what is to be done.
    ///   - column: the feature's name.
    ///   - target: of the same rows, for codes that are made of it.
    ///   - weights: of the same rows, or nil.
    ///   - classes: the target's, for names.
    /// - Complexity: O(n log n) for medians and quantiles, else O(n) a column that comes out.
    init(
        fitting values: FeatureValues, _ encoding: FeatureEncoding, column: String, target: TargetValues,
        weights: [Double]? = nil,
        classes: [String] = []
    ) {
        self.column = column
        self.encoding = encoding.description
        change =
            switch values {
            case .numbers(let values): Self.fitted(values, encoding, weights: weights)
            case .codes(let codes, let words): Self.fitted(codes, words, encoding)
            }
        let changed = Self.changed(values, by: change)
        ranges =
            if let count = encoding.bins, case .numbers(let values) = changed { NumberRanges(fitting: values, count: count) } else
            {
                nil
            }
        let ready = Self.ranged(changed, by: ranges)
        form = Self.form(fitting: ready, encoding, target: target, weights: weights)
        let suffixes: [String] =
            switch form {
            case .code(let code): code.suffixes(classes: classes)
            case .dates(let dates): dates.suffixes
            case .text(let text): text.suffixes
            case .scale, nil: [""]
            }
        names = suffixes.map { column + $0 }
    }

    private static func form(
        fitting values: FeatureValues, _ encoding: FeatureEncoding, target: TargetValues, weights: [Double]?
    ) -> Form? {
        switch values {
        case .numbers(let values):
            if encoding.takesParts || encoding.takesCircles {
                return .dates(
                    DateParts(fitting: values, takesParts: encoding.takesParts, takesCircles: encoding.takesCircles))
            }
            return encoding.scaling.map { .scale(NumberScale(fitting: values, weights: weights, $0)) }
        case .codes(let codes, let words):
            guard let coding = encoding.coding else { return nil }
            if case .termFrequency(let columns) = coding {
                return .text(HashedText(fitting: codes, words: words, columns: columns))
            }
            return .code(WordCode(fitting: codes, words: words, coding, target: target, weights: weights))
        }
    }

    /// Gives what it adds names that no other feature has.
    mutating func takeNames(_ taken: inout Set<String>, hasIndicator: Bool) {
        func free(_ name: String) -> String {
            var name = name
            while taken.contains(name) { name += "'" }
            taken.insert(name)
            return name
        }
        if names != [column] { names = names.map(free) }
        if hasIndicator { indicator = free("\(column) is missing") }
    }

    /// Whether a training row's own target may not reach its code.
    var readsTarget: Bool { if case .code(.target) = form { true } else { false } }

    private static func fitted(_ values: [Double], _ encoding: FeatureEncoding, weights: [Double]?) -> Change {
        var sorted = values.filter(\.isFinite).sorted()
        var bounds: (low: Double, high: Double)?
        if let share = encoding.clip, let low = Quantiles.value(share, of: sorted),
            let high = Quantiles.value(1 - share, of: sorted)
        {
            bounds = (low, high)
            sorted = sorted.map { min(max($0, low), high) }
        }
        let filling: Double? =
            switch encoding.filling {
            case .median: Quantiles.value(0.5, of: sorted)
            case .mean: weights.map { mean(values, weights: $0, within: bounds) } ?? mean(sorted)
            case .mode: commonest(sorted)
            case .constant: encoding.fillingNumber
            case nil: nil
            }
        return .numbers(low: bounds?.low, high: bounds?.high, filling: filling, takesLog: encoding.takesLog)
    }

    private static func fitted(_ codes: [Int32], _ words: [String], _ encoding: FeatureEncoding) -> Change {
        let found = WordCounts(codes, of: words)
        var (counts, missing) = (found.counts, found.missing)
        var filling: String?
        switch encoding.filling {
        // Of words that are equally common the first one in the order of words.
        case .mode: filling = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }.map { words[$0] }
        case .constant(let value): filling = value
        case .median, .mean, nil: break
        }
        if let filling, let place = words.firstIndex(of: filling) { counts[place] += missing }
        guard let limit = encoding.rare else { return .words(filling: filling, kept: nil) }
        let present = filling == nil ? codes.count - missing : codes.count
        let least = limit < 1 ? limit * Double(present) : limit
        var kept = words.indices.filter { counts[$0] > 0 && Double(counts[$0]) >= least }.map { words[$0] }
        // A word of one's own stands for missing values and not among the table's words.
        if let filling, !words.contains(filling), Double(missing) >= least { kept.append(filling) }
        return .words(filling: filling, kept: kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    private static func mean(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sum = values.reduce(0, +)
        return sum.isFinite ? sum / Double(values.count) : nil
    }

    private static func mean(_ values: [Double], weights: [Double], within bounds: (low: Double, high: Double)?) -> Double? {
        let moved = bounds.map { bounds in values.map { $0.isFinite ? min(max($0, bounds.low), bounds.high) : $0 } } ?? values
        guard values.indices.contains(where: { values[$0].isFinite && weights[$0] > 0 }) else { return nil }
        let fitted = NumberEncoding(fitting: moved, weights: weights)
        let mean = fitted.mean * fitted.unit
        return mean.isFinite ? mean : nil
    }

    /// The commonest of sorted values, the least of those that are equally common.
    private static func commonest(_ sorted: [Double]) -> Double? {
        var best: (value: Double, count: Int)?
        var first = 0
        while first < sorted.count {
            var next = first
            while next < sorted.count, sorted[next] == sorted[first] { next += 1 }
            if next - first > best?.count ?? 0 { best = (sorted[first], next - first) }
            first = next
        }
        return best?.value
    }
}
