import Recipes

/// The mean of the target by word, drawn towards the mean over all rows.
///
/// D. Micci-Barreca 2001, "A preprocessing scheme for high-cardinality categorical attributes in classification and prediction
/// problems", https://doi.org/10.1145/507533.507538: the m-estimate, or with `auto` its empirical Bayes form, where the variance within
/// a word against that of all says how much the word's own mean counts.
struct TargetCode: Sendable, Equatable {
    /// Words of the training rows, in their order.
    let words: [String]
    /// By column, then by word; a number has one column, classes have one each but the first.
    let means: [[Double]]
    /// By column: where the word is missing; where it is none of the words.
    let missing: [Double]
    let overall: [Double]

    var columnCount: Int { overall.count }

    /// Parts into which training rows are dealt, so that a row's code comes from the others.
    static let parts = 5

    /// Fits to some training rows.
    ///
    /// - Parameters:
    ///   - codes: of all training rows.
    ///   - all: the words that they are places in.
    ///   - target: of the same rows.
    ///   - weights: of the same rows, or nil.
    ///   - rows: places of those that are fitted to; nil is all.
    ///   - smoothing: rows that the mean over all counts for; nil is `auto`.
    init(
        fitting codes: [Int32], words all: [String], target: TargetValues, weights: [Double]?, rows: [Int]?, smoothing: Double?
    ) {
        let rows = rows ?? Array(codes.indices)
        // Missing is the last word.
        let places = rows.map { codes[$0] < 0 ? all.count : Int(codes[$0]) }
        let weight = rows.map { weights?[$0] ?? 1 }
        var isSeen = [Bool](repeating: false, count: all.count + 1)
        for place in places { isSeen[place] = true }
        let seen = all.indices.filter { isSeen[$0] }
        words = seen.map { all[$0] }
        var means: [[Double]] = []
        var missing: [Double] = []
        var overall: [Double] = []
        for column in 0..<Self.columns(of: target) {
            let (values, unit) = Self.values(of: target, column: column, rows: rows)
            let fitted = Self.means(values, weight, places: places, count: all.count + 1, smoothing: smoothing)
            means.append(seen.map { fitted.byPlace[$0] * unit })
            missing.append(fitted.byPlace[all.count] * unit)
            overall.append(fitted.overall * unit)
        }
        self.means = means
        self.missing = missing
        self.overall = overall
    }

    /// Columns that a target gives.
    static func columns(of target: TargetValues) -> Int {
        switch target {
        case .classes(_, let count): max(1, count - 1)
        case .numbers: 1
        }
    }

    /// A column's values in units that do not overflow.
    private static func values(of target: TargetValues, column: Int, rows: [Int]) -> (values: [Double], unit: Double) {
        switch target {
        case .classes(let codes, _): return (rows.map { Int(codes[$0]) == column + 1 ? 1 : 0 }, 1)
        case .numbers(let numbers):
            let largest = rows.reduce(0) { max($0, numbers[$1].magnitude) }
            let unit = largest > 0x1p400 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
            return (rows.map { numbers[$0] / unit }, unit)
        }
    }

    private static func means(
        _ values: [Double], _ weights: [Double], places: [Int], count: Int, smoothing: Double?
    ) -> (byPlace: [Double], overall: Double) {
        var sums = [Double](repeating: 0, count: count)
        var sizes = [Double](repeating: 0, count: count)
        for (row, place) in places.enumerated() {
            sums[place] += weights[row] * values[row]
            sizes[place] += weights[row]
        }
        let size = sizes.reduce(0, +)
        guard size > 0 else { return ([Double](repeating: .nan, count: count), .nan) }
        let overall = sums.reduce(0, +) / size
        if let smoothing {
            return (zip(sums, sizes).map { $1 > 0 ? ($0 + smoothing * overall) / ($1 + smoothing) : overall }, overall)
        }
        // The variance within each word against that of all.
        var squares = [Double](repeating: 0, count: count)
        var spread = 0.0
        for (row, place) in places.enumerated() where sizes[place] > 0 {
            let own = values[row] - sums[place] / sizes[place]
            squares[place] += weights[row] * own * own
            spread += weights[row] * (values[row] - overall) * (values[row] - overall)
        }
        let variance = spread / size
        let byPlace = (0..<count).map { place -> Double in
            guard sizes[place] > 0, variance > 0 else { return overall }
            let share = variance * sizes[place] / (variance * sizes[place] + squares[place] / sizes[place])
            return share.isFinite ? share * (sums[place] / sizes[place]) + (1 - share) * overall : overall
        }
        return (byPlace, overall)
    }

    /// The codes of some rows, column by column. Words that the training rows did not have get the mean over all.
    func columns(of codes: [Int32], words all: [String]) -> [[Double]] {
        let places = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($0.element, $0.offset) })
        let known = all.map { places[$0] ?? -1 }
        return overall.indices.map { column in
            let values = known.map { $0 < 0 ? overall[column] : means[column][$0] }
            return codes.map { $0 < 0 ? missing[column] : values[Int($0)] }
        }
    }

    var json: JSON {
        [
            "words": .array(words.map(JSON.string)), "means": .array(means.map { .array($0.map { .finite($0) }) }),
            "missing": .array(missing.map { .finite($0) }), "overall": .array(overall.map { .finite($0) }),
        ]
    }

    init?(json: JSON) {
        func numbers(_ json: JSON?) -> [Double]? {
            // What no row said anything of is missing.
            json?.arrayValue.map { $0.map { $0.doubleValue ?? .nan } }
        }
        guard let words = json["words"]?.arrayValue?.compactMap(\.stringValue), Set(words).count == words.count,
            let means = json["means"]?.arrayValue?.compactMap({ numbers($0) }), let missing = numbers(json["missing"]),
            let overall = numbers(json["overall"]), !overall.isEmpty, means.count == overall.count,
            missing.count == overall.count, means.allSatisfy({ $0.count == words.count })
        else { return nil }
        self.words = words
        self.means = means
        self.missing = missing
        self.overall = overall
    }
}
