import Recipes

/// How words become numbers, as fitted to training rows.
enum WordCode: Sendable, Equatable {
    /// A column a word; with `poolsOthers` one more for all other words. Missing is 0 in all of them.
    case oneHot(words: [String], poolsOthers: Bool)
    /// The place of the word in this order; other words are missing.
    case ordinal(words: [String])
    /// The share of the training rows with each word, and of those where it was missing; other words have 0.
    case frequency(shares: [String: Double], missing: Double)
    case target(TargetCode)
    /// So many columns, of which a word fills one with 1 or -1.
    case hash(columns: Int)

    /// Fits to the codes of training rows.
    ///
    /// - Complexity: O(n + words log words) a column of the target's.
    init(fitting codes: [Int32], words: [String], _ coding: FeatureEncoding.Coding, target: TargetValues, weights: [Double]?) {
        let counts = WordCounts(codes, of: words)
        let seen = counts.seen
        switch coding {
        case .oneHot(let limit):
            let pools = seen.count > limit
            self = .oneHot(words: counts.commonest(pools ? limit - 1 : limit).map { words[$0] }, poolsOthers: pools)
        case .ordinal:
            let known = seen.map { words[$0] }
            let numbers = known.compactMap { Double($0) }.filter(\.isFinite)
            guard numbers.count == known.count else {
                self = .ordinal(words: known)
                return
            }
            let order = known.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
            self = .ordinal(words: order.map { known[$0] })
        case .frequency:
            let all = Double(max(1, codes.count))
            let shares = Dictionary(
                uniqueKeysWithValues: seen.map { (words[$0], Double(counts.counts[$0]) / all) })
            self = .frequency(shares: shares, missing: Double(counts.missing) / all)
        case .target(let smoothing):
            self = .target(
                TargetCode(fitting: codes, words: words, target: target, weights: weights, rows: nil, smoothing: smoothing))
        case .hash(let columns), .termFrequency(let columns): self = .hash(columns: columns)
        }
    }

    /// What each column is called behind the feature's name; one empty name where it takes the feature's place.
    func suffixes(classes: [String]) -> [String] {
        switch self {
        case .oneHot(let words, let pools): words.map { "=\($0)" } + (pools || words.isEmpty ? ["=other"] : [])
        case .ordinal, .frequency: [""]
        case .target(let code):
            code.columnCount == 1
                ? [""] : (1...code.columnCount).map { ".p(\(classes.indices.contains($0) ? classes[$0] : String($0)))" }
        case .hash(let columns): (1...columns).map { "#\($0)" }
        }
    }

    /// The columns of some codes.
    ///
    /// - Complexity: O(n x columns + words).
    func columns(of codes: [Int32], words: [String]) -> [[Double]] {
        switch self {
        case .oneHot(let known, let pools):
            let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($0.element, $0.offset) })
            let targets = words.map { places[$0] ?? (pools ? known.count : -1) }
            let width = known.count + (pools || known.isEmpty ? 1 : 0)
            var columns = [[Double]](repeating: [Double](repeating: 0, count: codes.count), count: width)
            for (row, code) in codes.enumerated() where code >= 0 {
                let place = targets[Int(code)]
                if place >= 0 { columns[place][row] = 1 }
            }
            return columns
        case .ordinal(let known):
            let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($0.element, Double($0.offset)) })
            let values = words.map { places[$0] ?? .nan }
            return [codes.map { $0 < 0 ? .nan : values[Int($0)] }]
        case .frequency(let shares, let missing):
            let values = words.map { shares[$0] ?? 0 }
            return [codes.map { $0 < 0 ? missing : values[Int($0)] }]
        case .target(let code): return code.columns(of: codes, words: words)
        case .hash(let width):
            let hashes = words.map { StableHash.of($0) }
            var columns = [[Double]](repeating: [Double](repeating: 0, count: codes.count), count: width)
            for (row, code) in codes.enumerated() where code >= 0 {
                let hash = hashes[Int(code)]
                // The place is made of the upper bits, the sign is the lowest.
                columns[StableHash.place(hash, of: width)][row] = hash & 1 == 0 ? 1 : -1
            }
            return columns
        }
    }

    var json: JSON {
        switch self {
        case .oneHot(let words, let pools): ["onehot": .array(words.map(JSON.string)), "pools_others": .bool(pools)]
        case .ordinal(let words): ["ordinal": .array(words.map(JSON.string))]
        case .frequency(let shares, let missing):
            ["frequency": .object(shares.mapValues(JSON.number)), "missing": .number(missing)]
        case .target(let code): ["target": code.json]
        case .hash(let columns): ["hash": JSON(columns)]
        }
    }

    init?(json: JSON) {
        func words(_ name: String) -> [String]? {
            guard let list = json[name]?.arrayValue else { return nil }
            let words = list.compactMap(\.stringValue)
            return words.count == list.count && Set(words).count == words.count ? words : nil
        }
        if let words = words("onehot"), let pools = json["pools_others"]?.boolValue {
            self = .oneHot(words: words, poolsOthers: pools)
        } else if let words = words("ordinal") {
            self = .ordinal(words: words)
        } else if let shares = json["frequency"]?.objectValue, let missing = json["missing"]?.doubleValue {
            self = .frequency(shares: shares.compactMapValues(\.doubleValue), missing: missing)
        } else if let code = json["target"].flatMap(TargetCode.init(json:)) {
            self = .target(code)
        } else if let columns = json["hash"]?.intValue, (1...4096).contains(columns) {
            self = .hash(columns: columns)
        } else {
            return nil
        }
    }
}
