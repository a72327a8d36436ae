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

    let column: String
    /// The encoding as the recipe has it.
    let encoding: String
    /// The name of the feature that says where values are missing.
    let indicator: String?
    let change: Change

    /// Learns from the values of training rows.
    ///
    /// - Complexity: O(n log n) for medians and quantiles, else O(n).
    init(fitting values: FeatureValues, _ encoding: FeatureEncoding, column: String, indicator: String?) {
        self.column = column
        self.encoding = encoding.description
        self.indicator = indicator
        switch values {
        case .numbers(let values): change = Self.fitted(values, encoding)
        case .codes(let codes, let words): change = Self.fitted(codes, words, encoding)
        }
    }

    private static func fitted(_ values: [Double], _ encoding: FeatureEncoding) -> Change {
        var sorted = values.filter(\.isFinite).sorted()
        var bounds: (low: Double, high: Double)?
        if let share = encoding.clip, let low = quantile(share, of: sorted), let high = quantile(1 - share, of: sorted) {
            bounds = (low, high)
            sorted = sorted.map { min(max($0, low), high) }
        }
        let filling: Double? =
            switch encoding.filling {
            case .median: quantile(0.5, of: sorted)
            case .mean: mean(sorted)
            case .mode: commonest(sorted)
            case .constant: encoding.fillingNumber
            case nil: nil
            }
        return .numbers(low: bounds?.low, high: bounds?.high, filling: filling, takesLog: encoding.takesLog)
    }

    private static func fitted(_ codes: [Int32], _ words: [String], _ encoding: FeatureEncoding) -> Change {
        var counts = [Int](repeating: 0, count: words.count)
        var missing = 0
        for code in codes { if code < 0 { missing += 1 } else { counts[Int(code)] += 1 } }
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

    /// The quantile of sorted values by linear interpolation (type 7 of R. J. Hyndman and Y. Fan 1996, doi:10.1080/00031305.1996.10473566); nil without
    /// values.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let place = share * Double(last)
        let below = min(Int(place), last)
        let (a, b) = (sorted[below], sorted[min(below + 1, last)])
        let value = a + (b - a) * (place - Double(below))
        return value.isFinite ? value : a
    }

    private static func mean(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sum = values.reduce(0, +)
        return sum.isFinite ? sum / Double(values.count) : nil
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

    // MARK: Changing values

    /// The values as the model gets them.
    ///
    /// - Complexity: O(n).
    func apply(to values: FeatureValues) -> FeatureValues {
        switch (change, values) {
        case (.numbers(let low, let high, let filling, let takesLog), .numbers(let values)):
            return .numbers(
                values.map { value in
                    var x = value
                    if x.isNaN {
                        x = filling ?? x
                    } else {
                        if let low, x < low { x = low }
                        if let high, x > high { x = high }
                    }
                    guard takesLog else { return x }
                    let magnitude = DeterministicMath.log1p(x.magnitude)
                    return x < 0 ? -magnitude : magnitude
                })
        case (.words(let filling, let kept), .codes(let codes, let words)): return Self.apply(filling, kept, codes, words)
        // A model that is read back is used on features of the kinds it was fitted to.
        case (.numbers, .codes), (.words, .numbers): return values
        }
    }

    private static func apply(
        _ filling: String?, _ kept: [String]?, _ codes: [Int32], _ words: [String]
    ) -> FeatureValues {
        let known = kept.map { Set($0) }
        func changed(_ word: String) -> String { known.map { $0.contains(word) } ?? true ? word : other }
        let targets = words.map(changed)
        let missing = filling.map(changed)
        let all = Set(targets + (missing.map { [$0] } ?? [])).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0.element, Int32($0.offset)) })
        let moved = targets.map { places[$0] ?? -1 }
        let ofMissing = missing.flatMap { places[$0] } ?? -1
        return .codes(codes.map { $0 < 0 ? ofMissing : moved[Int($0)] }, words: all)
    }

    /// 1 where a value is missing, 0 elsewhere.
    static func indicator(of values: FeatureValues) -> [Double] {
        switch values {
        case .numbers(let values): values.map { $0.isNaN ? 1 : 0 }
        case .codes(let codes, _): codes.map { $0 < 0 ? 1 : 0 }
        }
    }
}
