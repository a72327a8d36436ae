import Recipes

/// A fitted naive Bayes.
struct NaiveBayesModel: FittedModel, Equatable {
    /// What is known of one feature, a value a fitted class.
    struct Part: Sendable, Equatable {
        enum Kind: Sendable, Equatable {
            /// In units.
            case numbers(means: [Double], variances: [Double])
            /// Logarithms of the chances, word by word.
            case words([String], logs: [Double])
        }

        let feature: String
        let kind: Kind
    }

    /// Classes of the table.
    let classCount: Int
    /// The classes that the training rows had, ascending; the others have probability 0.
    let fitted: [Int]
    let logPriors: [Double]
    /// A power of two that numbers are divided by.
    let unit: Double
    let parts: [Part]

    /// None: a weight of evidence differs from row to row.
    var importance: [Double]? { nil }

    /// No single value decides with more than this, so that sums stay finite.
    private static let farthest = 1e290

    func predict(_ rows: FeatureRows, threads: Int) throws(AssayError) -> [Double] {
        var columns: [Column] = []
        for part in parts { columns.append(try column(part, of: rows)) }
        let (count, places) = (rows.count, fitted.count)
        var result = [Double](repeating: 0, count: count * classCount)
        result.withUnsafeMutableBufferPointer { result in
            nonisolated(unsafe) let result = result
            let columns = columns
            Parallel.forEach(Parallel.blockCount(rows: count), threads: threads) { block in
                let rows = Parallel.rows(ofBlock: block, of: count)
                let sums = NativeBuffer<Double>(rows.count * places, repeating: 0)
                for row in 0..<rows.count {
                    for place in 0..<places { sums.base[row &* places &+ place] = logPriors[place] }
                }
                for column in columns { column.add(rows, places, to: sums.base) }
                for row in rows {
                    let own = sums.base + (row - rows.lowerBound) * places
                    write(own, to: UnsafeMutableBufferPointer(rebasing: result[row * classCount..<(row + 1) * classCount]))
                }
            }
        }
        return result
    }

    /// Probabilities from the logarithms of products.
    private func write(_ sums: UnsafeMutablePointer<Double>, to target: UnsafeMutableBufferPointer<Double>) {
        var highest = sums[0]
        for place in 1..<max(1, fitted.count) { highest = max(highest, sums[place]) }
        var total = 0.0
        for place in fitted.indices {
            sums[place] = DeterministicMath.exp(sums[place] - highest)
            total += sums[place]
        }
        for (place, label) in fitted.enumerated() { target[label] = sums[place] / total }
    }
}

extension NaiveBayesModel {
    /// One feature of the rows to predict for, with what it adds.
    private enum Column: Sendable {
        /// For each class the mean, half the reciprocal of the variance, and half the logarithm of 2 pi variance.
        case numbers([Double], unit: Double, [SIMD4<Double>])
        /// Codes, and the place of each word's logarithms, or -1.
        case words([Int32], places: [Int32], logs: [Double])

        func add(_ rows: Range<Int>, _ classes: Int, to sums: UnsafeMutablePointer<Double>) {
            switch self {
            case .numbers(let values, let unit, let laws):
                for row in rows where values[row].isFinite {
                    let value = values[row] / unit
                    let target = sums + (row - rows.lowerBound) * classes
                    for place in 0..<classes {
                        let distance = value - laws[place][0]
                        target[place] -= min(distance * distance * laws[place][1], farthest) + laws[place][2]
                    }
                }
            case .words(let codes, let places, let logs):
                for row in rows where codes[row] >= 0 {
                    let word = Int(places[Int(codes[row])])
                    guard word >= 0 else { continue }
                    let target = sums + (row - rows.lowerBound) * classes
                    for place in 0..<classes { target[place] += logs[word * classes + place] }
                }
            }
        }
    }

    private func column(_ part: Part, of rows: FeatureRows) throws(AssayError) -> Column {
        guard let index = rows.index(of: part.feature) else { throw .featureNotThere(part.feature) }
        switch (part.kind, rows.values(index)) {
        case (.numbers(let means, let variances), .numbers(let values)):
            let logTwoPi = 1.8378770664093454836
            return .numbers(
                values, unit: unit,
                zip(means, variances).map {
                    SIMD4($0, min(0.5 / $1, .greatestFiniteMagnitude), 0.5 * (logTwoPi + DeterministicMath.log($1)), 0)
                })
        case (.words(let known, let logs), .codes(let codes, let words)):
            let places = Dictionary(known.enumerated().map { ($0.element, Int32($0.offset)) }) { first, _ in first }
            return .words(codes, places: words.map { places[$0] ?? -1 }, logs: logs)
        case (.numbers, .codes): throw .unlikeFeature(part.feature, wantsWords: false)
        case (.words, .numbers): throw .unlikeFeature(part.feature, wantsWords: true)
        }
    }
}

extension NaiveBayesModel {
    var json: JSON {
        [
            "classes": JSON(classCount), "fitted": .array(fitted.map { JSON($0) }), "unit": .number(unit),
            "log_priors": .array(logPriors.map { .finite($0) }),
            "parts": .array(
                parts.map { part in
                    switch part.kind {
                    case .numbers(let means, let variances):
                        [
                            "feature": .string(part.feature), "means": .array(means.map { .finite($0) }),
                            "variances": .array(variances.map { .finite($0) }),
                        ]
                    case .words(let words, let logs):
                        [
                            "feature": .string(part.feature), "words": .array(words.map(JSON.string)),
                            "logs": .array(logs.map { .finite($0) }),
                        ]
                    }
                }),
        ]
    }

    /// Nil unless every part has a value for every class.
    init?(json: JSON) {
        func numbers(_ json: JSON?, _ count: Int) -> [Double]? {
            guard let values = json?.arrayValue?.compactMap(\.doubleValue), values.count == count else { return nil }
            return values
        }
        guard let classes = json["classes"]?.intValue, let fitted = json["fitted"]?.arrayValue?.compactMap(\.intValue),
            !fitted.isEmpty, fitted == Set(fitted).sorted(), fitted.allSatisfy({ (0..<classes).contains($0) }),
            let unit = json["unit"]?.doubleValue, unit > 0, let priors = numbers(json["log_priors"], fitted.count),
            let list = json["parts"]?.arrayValue
        else { return nil }
        var parts: [Part] = []
        for entry in list {
            guard let feature = entry["feature"]?.stringValue else { return nil }
            if let words = entry["words"]?.arrayValue?.compactMap(\.stringValue) {
                guard let logs = numbers(entry["logs"], words.count * fitted.count) else { return nil }
                parts.append(Part(feature: feature, kind: .words(words, logs: logs)))
            } else {
                guard let means = numbers(entry["means"], fitted.count),
                    let variances = numbers(entry["variances"], fitted.count), variances.allSatisfy({ $0 > 0 })
                else { return nil }
                parts.append(Part(feature: feature, kind: .numbers(means: means, variances: variances)))
            }
        }
        self.init(classCount: classes, fitted: fitted, logPriors: priors, unit: unit, parts: parts)
    }
}
