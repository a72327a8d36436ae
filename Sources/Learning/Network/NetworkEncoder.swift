import Recipes

/// Turns features into the rows of a network, as fitted to training rows: numbers first, then marks of missing values and words with
/// a column of their own, and codes of words that are looked up in a table.
///
/// Features are taken in the order of their names, so that the order of a table's columns changes no bit.
struct NetworkEncoder: Sendable, Equatable {
    /// One feature.
    struct Part: Sendable, Equatable {
        enum Encoding: Sendable, Equatable {
            case number(NetworkNumber)
            /// Words with a column of their own, and whether missing ones have one too.
            case columns([String], marksMissing: Bool)
            /// Words with a row of their own, from 1 on; 0 is for all others and what is missing.
            case table([String])
        }

        let feature: String
        let kind: ColumnKind
        let encoding: Encoding
    }

    let parts: [Part]

    init(fitting data: TrainingSet, parameters: NetworkParameters) {
        let features = data.features.table.features
        parts = data.features.table.placesByName.map { index in
            let encoding: Part.Encoding =
                switch data.features.values(index) {
                case .numbers(let values):
                    .number(NetworkNumber(fitting: values, weights: data.weights, isRobust: parameters.preset == .realmlp))
                case .codes(let codes, let words): Self.words(codes, words, parameters)
                }
            return Part(feature: features[index].name, kind: features[index].kind, encoding: encoding)
        }
    }

    private static func words(_ codes: [Int32], _ words: [String], _ parameters: NetworkParameters) -> Part.Encoding {
        let counts = WordCounts(codes, of: words)
        let seen = counts.seen
        guard seen.count + (counts.missing > 0 ? 1 : 0) > parameters.maxOneHot else {
            return .columns(seen.map { words[$0] }, marksMissing: counts.missing > 0 && !seen.isEmpty)
        }
        return .table(counts.commonest(parameters.maxCategories).map { words[$0] })
    }

    /// Numbers that are not constant; they stand first.
    var numberCount: Int { parts.count { $0.isNumber } }

    /// Columns after them.
    var plainCount: Int { parts.reduce(0) { $0 + $1.plainCount } }

    /// Rows of each table.
    var tables: [Int] {
        parts.compactMap { if case .table(let words) = $0.encoding { words.count + 1 } else { nil } }
    }

    /// The rows as the network reads them.
    ///
    /// - Throws: ``AssayError`` where a feature is not there.
    /// - Complexity: O(rows x features).
    func transform(_ rows: FeatureRows) throws(AssayError) -> NetworkRows {
        let (numbers, plain) = (numberCount, plainCount)
        let result = NetworkRows(count: rows.count, width: numbers + plain, tableCount: tables.count)
        var (number, column, table) = (0, numbers, 0)
        let (stride, values) = (result.stride, result.values.base)
        for part in parts {
            guard let index = rows.index(of: part.feature) else { throw .featureNotThere(part.feature) }
            switch (part.encoding, rows.values(index)) {
            case (.number(let encoding), .numbers(let own)):
                if part.isNumber {
                    for row in own.indices { values[row &* stride &+ number] = encoding.encode(own[row]) }
                    number += 1
                }
                if encoding.marksMissing {
                    for row in own.indices where !own[row].isFinite { values[row &* stride &+ column] = 1 }
                    column += 1
                }
            case (.columns(let known, let marksMissing), .codes(let codes, let words)):
                let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($0.element, $0.offset) })
                let moved = words.map { places[$0] ?? -1 } + [marksMissing ? part.plainCount - 1 : -1]
                for row in codes.indices where part.plainCount > 0 {
                    let place = moved[codes[row] < 0 ? words.count : Int(codes[row])]
                    guard place >= 0 else { continue }
                    // One column tells two words apart, by its sign.
                    let sign: Float = part.isPair && place == 0 ? -1 : 1
                    values[row &* stride &+ column &+ (part.isPair ? 0 : place)] = sign
                }
                column += part.plainCount
            case (.table(let known), .codes(let codes, let words)):
                let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($0.element, Int32($0.offset + 1)) })
                let moved = words.map { places[$0] ?? 0 }
                for row in codes.indices {
                    result.codes.base[row &* result.tableCount &+ table] = codes[row] < 0 ? 0 : moved[Int(codes[row])]
                }
                table += 1
            case (.number, .codes), (.columns, .numbers), (.table, .numbers): throw .featureNotThere(part.feature)
            }
        }
        return result
    }
}

extension NetworkEncoder.Part {
    /// Whether a number's column says anything.
    var isNumber: Bool {
        if case .number(let number) = encoding { number.scale > 0 } else { false }
    }

    /// Columns that are taken as they are.
    var plainCount: Int {
        switch encoding {
        case .number(let number): number.marksMissing ? 1 : 0
        case .columns(let words, let marksMissing):
            marksMissing ? words.count + 1 : words.count > 2 ? words.count : max(0, words.count - 1)
        case .table: 0
        }
    }

    /// Whether one column stands for two words.
    var isPair: Bool {
        if case .columns(let words, marksMissing: false) = encoding { words.count == 2 } else { false }
    }
}
