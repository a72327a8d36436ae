import Recipes
import Statistics

/// The profile of one column, and what alerts need beside it.
struct ColumnSummary: Sendable {
    var profile: ColumnProfile
    /// Equal for columns of which each value of one may go with one value of the other.
    var grouping: Grouping?
    /// The rows in which the column is missing, as a hash; 0 where none is.
    var missingPattern: UInt64 = 0
    /// Of numbers: where Tukey's far fences stand and how many values lie beyond.
    var fences: Fences?
    /// Of numbers: the values at the ends, how often they stand, and their neighbours.
    var ends: Ends?
    /// Whether all values are whole.
    var isWhole = false
    /// The least value above zero, and how many values were seen once only.
    var leastPositive = Double.nan
    var singles = 0
    /// How many values were seen twice.
    var pairs = 0
    /// Of a sample: where the figures of all rows lie.
    var bounds = Bounds()
    /// Of words: how often each stands, by code.
    var wordCounts: [Int] = []
    var quantileBounds: [ClosedRange<Double>] = []

    init(_ column: Column, target: TargetView?, of rows: Int? = nil, memory: SortMemory) {
        let target = column.name == target?.column ? nil : target
        switch column.storage {
        case .numbers(let values):
            self = values.withUnsafeBufferPointer { ColumnSummary(column, values: $0, target: target, of: rows, memory: memory) }
        case .codes(let codes, let words):
            self = codes.withUnsafeBufferPointer { ColumnSummary(column, codes: $0, words: words, target: target) }
        }
        if !column.kind.isFeatureByDefault { profile.association = nil }
    }

    // MARK: Numbers and dates

    private init(
        _ column: Column, values: UnsafeBufferPointer<Double>, target: TargetView?, of rows: Int?, memory: SortMemory
    ) {
        let sorted: SortedColumn
        if let target {
            sorted = target.tags.withUnsafeBufferPointer { SortedColumn(values, target: $0, in: memory) }
        } else {
            sorted = SortedColumn(values, target: nil, in: memory)
        }
        let present = sorted.values.count
        var distinct = 0
        var (singles, pairs) = (0, 0)
        var counts: UInt64 = 0
        var top = TopCounts<Double>(limit: 20)
        sorted.forEachRun { value, places in
            distinct &+= 1
            if places.count == 1 {
                singles &+= 1
                if !top.isFull { top.take(value, 1) }
            } else {
                counts = counts &+ WordHash.mix(UInt64(truncatingIfNeeded: places.count))
                pairs &+= places.count == 2 ? 1 : 0
                top.take(value, places.count)
            }
        }
        counts = counts &+ UInt64(truncatingIfNeeded: singles) &* WordHash.mix(1)
        profile = ColumnProfile(
            name: column.name, kind: column.kind, missing: values.count - present, distinct: distinct,
            top: top.counts.map { ColumnProfile.Count(value: column.text(of: $0.value), count: $0.count) })
        (self.singles, self.pairs) = (singles, pairs)
        let finite = sorted.finiteValues
        profile.infinite = present - finite.count
        profile.negatives = sorted.values.partitionPoint { $0 >= 0 }
        let positive = sorted.values.partitionPoint { $0 > 0 }
        profile.zeros = positive - profile.negatives
        leastPositive = positive < present ? sorted.values[positive] : .nan
        profile.numeric = Self.numeric(finite)
        isWhole = finite.allSatisfy { $0 == $0.rounded(.towardZero) }
        fences = Fences(finite)
        ends = Ends(finite)
        if let rows { bounds = Bounds(finite, of: rows) }
        if present > 0 {
            let bins = Bins(finite)
            profile.histogram = ColumnProfile.Histogram(edges: bins.edges, counts: bins.counts(sorted))
            if let target, !target.shares.isEmpty {
                profile.positiveHistogram = bins.means(of: target.shares, over: sorted)
            }
        }
        profile.association = target.flatMap { AssociationRules.association(of: sorted, with: $0) }
        missingPattern = Patterns.missing(values, count: profile.missing)
        grouping = Grouping(
            distinct: distinct, missing: profile.missing, present: present,
            hash: distinct * 2 > present ? Patterns.values(values) : counts)
    }

    private static func numeric(_ values: UnsafeBufferPointer<Double>) -> ColumnProfile.Numeric? {
        guard let least = values.first, let most = values.last else { return nil }
        let moments = SampleMoments(values)
        return ColumnProfile.Numeric(
            min: least, max: most, mean: moments.mean, sd: moments.standardDeviation,
            quantiles: ColumnProfile.Numeric.shares.map { Descriptive.quantile($0, ofSorted: values) },
            skewness: moments.unbiasedSkewness, kurtosis: moments.unbiasedKurtosis)
    }

    // MARK: Words

    private init(_ column: Column, codes: UnsafeBufferPointer<Int32>, words: Words, target: TargetView?) {
        var counts = [Int](repeating: 0, count: words.count)
        counts.withUnsafeMutableBufferPointer { counts in
            for code in codes where code >= 0 { counts[Int(code)] &+= 1 }
        }
        var top = TopCounts<Int>(limit: 20)
        var hash: UInt64 = 0
        for (code, count) in counts.enumerated() where count > 0 {
            top.take(code, count)
            hash = hash &+ WordHash.mix(UInt64(truncatingIfNeeded: count))
        }
        let present = counts.reduce(0, +)
        profile = ColumnProfile(
            name: column.name, kind: column.kind, missing: codes.count - present,
            distinct: counts.lazy.filter { $0 > 0 }.count,
            top: top.counts.map { ColumnProfile.Count(value: words[$0.value], count: $0.count) })
        singles = counts.count { $0 == 1 }
        pairs = counts.count { $0 == 2 }
        wordCounts = counts
        if let target {
            profile.association = AssociationRules.association(of: codes, count: words.count, with: target)
            if !target.shares.isEmpty { profile.positiveHistogram = Self.shares(of: top.counts.map(\.value), codes, target) }
        }
        missingPattern = Patterns.missing(codes, count: profile.missing)
        // Where nearly all words differ, any two columns group alike.
        if profile.distinct * 2 <= present {
            grouping = Grouping(distinct: profile.distinct, missing: profile.missing, present: present, hash: hash)
        }
    }

    private static func shares(of top: [Int], _ codes: UnsafeBufferPointer<Int32>, _ target: TargetView) -> [Double] {
        // The last place takes what is not at the top.
        var places = [Int](repeating: top.count, count: Int(codes.max() ?? -1) + 2)
        for (place, code) in top.enumerated() { places[code + 1] = place }
        var sums = [Double](repeating: 0, count: top.count + 1)
        var counts = sums
        for row in 0..<codes.count where target.tags[row] != TargetView.missingTag {
            let share = target.shares[Int(target.tags[row])]
            guard !share.isNaN else { continue }
            let place = places[Int(codes[row]) + 1]
            sums[place] += share
            counts[place] += 1
        }
        return top.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : 0 }
    }
}

/// The values with the largest counts, the first seen of equal ones first.
struct TopCounts<Value> {
    let limit: Int
    private(set) var counts: [(value: Value, count: Int)] = []
    /// What a count has to exceed.
    private var least = 0

    init(limit: Int) { self.limit = limit }

    /// Whether a value that stands once can no longer be among them.
    var isFull: Bool { least > 0 }

    /// - Complexity: O(limit), and O(1) for a value that is too rare.
    @inline(__always)
    mutating func take(_ value: Value, _ count: Int) {
        if count <= least { return }
        insert(value, count)
    }

    private mutating func insert(_ value: Value, _ count: Int) {
        let place = counts.firstIndex { $0.count < count } ?? counts.count
        counts.insert((value, count), at: place)
        if counts.count > limit { counts.removeLast() }
        if counts.count == limit, let last = counts.last { least = last.count }
    }
}
