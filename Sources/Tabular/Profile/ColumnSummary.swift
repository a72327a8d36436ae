import Recipes
import Statistics

/// The profile of one column, and what alerts need beside it.
struct ColumnSummary: Sendable {
    var profile: ColumnProfile
    var infinite = 0
    /// Equal for columns of which each value of one goes with one value of the other.
    var signature: UInt64?
    /// How many different spellings words have that are the same in lower case without blanks and marks.
    var similar: (first: String, second: String)?

    init(_ column: Column, target: TargetView?) {
        let target = column.name == target?.column ? nil : target
        switch column.storage {
        case .numbers(let values): self.init(column, values: Array(values), target: target)
        case .codes(let codes, let words): self.init(column, codes: Array(codes), words: words, target: target)
        }
        if !column.kind.isFeatureByDefault { profile.association = nil }
    }

    // MARK: Numbers and dates

    private init(_ column: Column, values: [Double], target: TargetView?) {
        let sorted = SortedValues(values)
        let present = sorted.values.count
        var distinct = 0
        var top = TopCounts<Double>(limit: 20)
        sorted.forEachRun { value, places in
            distinct += 1
            top.take(value, places.count)
        }
        profile = ColumnProfile(
            name: column.name, kind: column.kind, missing: values.count - present, distinct: distinct,
            top: top.counts.map { ColumnProfile.Count(value: column.text(of: $0.value), count: $0.count) })
        let finite = sorted.finite
        infinite = present - finite.count
        profile.numeric = Self.numeric(sorted, finite)
        if present > 0 {
            let bins = Bins(sorted, finite)
            profile.histogram = ColumnProfile.Histogram(edges: bins.edges, counts: bins.counts(sorted))
            if let target, !target.shares.isEmpty {
                profile.positiveHistogram = bins.means(of: target.shares, over: sorted)
            }
        }
        profile.association = target.flatMap { AssociationRules.association(of: values, sorted: sorted, with: $0) }
        signature = Signature.of(values, sorted: sorted, distinct: distinct)
    }

    private static func numeric(_ sorted: SortedValues, _ finite: Range<Int>) -> ColumnProfile.Numeric? {
        guard let first = finite.first, let last = finite.last else { return nil }
        return sorted.values[finite].withUnsafeBufferPointer { values in
            let moments = SampleMoments(values)
            return ColumnProfile.Numeric(
                min: sorted.values[first], max: sorted.values[last], mean: moments.mean, sd: moments.standardDeviation,
                quantiles: ColumnProfile.Numeric.shares.map { Descriptive.quantile($0, ofSorted: values) },
                skewness: moments.unbiasedSkewness)
        }
    }

    // MARK: Words

    private init(_ column: Column, codes: [Int32], words: Words, target: TargetView?) {
        var counts = [Int](repeating: 0, count: words.count)
        counts.withUnsafeMutableBufferPointer { counts in
            for code in codes where code >= 0 { counts[Int(code)] &+= 1 }
        }
        var top = TopCounts<Int>(limit: 20)
        for (code, count) in counts.enumerated() where count > 0 { top.take(code, count) }
        profile = ColumnProfile(
            name: column.name, kind: column.kind, missing: codes.count - counts.reduce(0, +),
            distinct: counts.lazy.filter { $0 > 0 }.count,
            top: top.counts.map { ColumnProfile.Count(value: words[$0.value], count: $0.count) })
        if let target {
            profile.association = AssociationRules.association(of: codes, count: words.count, with: target)
            if !target.shares.isEmpty {
                profile.positiveHistogram = Self.shares(of: top.counts.map(\.value), codes, target.shares)
            }
        }
        signature = Signature.of(codes, distinct: profile.distinct)
        if column.kind == .category, words.count <= 1000 { similar = Self.similarWords(words) }
    }

    private static func shares(of top: [Int], _ codes: [Int32], _ shares: [Double]) -> [Double] {
        var places = [Int32: Int](minimumCapacity: top.count)
        for (place, code) in top.enumerated() { places[Int32(code)] = place }
        var sums = [Double](repeating: 0, count: top.count)
        var counts = sums
        for row in codes.indices where !shares[row].isNaN {
            guard let place = places[codes[row]] else { continue }
            sums[place] += shares[row]
            counts[place] += 1
        }
        return sums.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : 0 }
    }

    private static func similarWords(_ words: Words) -> (String, String)? {
        var seen: [String: String] = [:]
        for word in words {
            let plain = word.lowercased().filter { $0.isLetter || $0.isNumber }
            guard !plain.isEmpty, plain.contains(where: \.isLetter) else { continue }
            if let other = seen[plain] { return (other, word) }
            seen[plain] = word
        }
        return nil
    }
}

/// The values with the largest counts, the first seen of equal ones first.
struct TopCounts<Value> {
    let limit: Int
    private(set) var counts: [(value: Value, count: Int)] = []

    init(limit: Int) { self.limit = limit }

    /// - Complexity: O(limit), and O(1) for a value that is too rare.
    mutating func take(_ value: Value, _ count: Int) {
        if counts.count == limit, let last = counts.last, last.count >= count { return }
        let place = counts.firstIndex { $0.count < count } ?? counts.count
        counts.insert((value, count), at: place)
        if counts.count > limit { counts.removeLast() }
    }
}
