import Recipes

/// A text as the words that it has, counted in columns by their hash; what stands in many training rows counts less, and each row has
/// length 1.
///
/// A term is a run of letters in lower case, two or more. Its weight is its count times ln((1 + rows) / (1 + rows with it)) + 1
/// (G. Salton and C. Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0, smoothed as if one more row had every word). Terms with
/// one column are taken for one another.
struct HashedText: Sendable, Equatable {
    /// A weight a column.
    let weights: [Double]

    /// Counts the training rows that have each column's terms.
    ///
    /// - Complexity: O(n + characters of the different texts).
    init(fitting codes: [Int32], words: [String], columns: Int) {
        let counts = WordCounts(codes, of: words).counts
        var rows = [Int](repeating: 0, count: columns)
        for (place, text) in words.enumerated() where counts[place] > 0 {
            for column in Set(Self.terms(text, columns: columns)) { rows[column] += counts[place] }
        }
        let all = Double(codes.count)
        weights = rows.map { DeterministicMath.log((1 + all) / (1 + Double($0))) + 1 }
    }

    /// What each column is called behind the feature's name.
    var suffixes: [String] { (1...max(1, weights.count)).map { "#\($0)" } }

    /// The columns of some texts; a missing one has no words.
    func columns(of codes: [Int32], words: [String]) -> [[Double]] {
        var isAsked = [Bool](repeating: false, count: words.count)
        for code in codes where code >= 0 { isAsked[Int(code)] = true }
        let vectors = words.enumerated().map { isAsked[$0.offset] ? vector($0.element) : [] }
        var columns = [[Double]](repeating: [Double](repeating: 0, count: codes.count), count: weights.count)
        for (row, code) in codes.enumerated() where code >= 0 {
            for (column, value) in vectors[Int(code)] { columns[column][row] = value }
        }
        return columns
    }

    /// The columns that a text fills, in order.
    private func vector(_ text: String) -> [(column: Int, value: Double)] {
        var counts: [Int: Double] = [:]
        for column in Self.terms(text, columns: weights.count) { counts[column, default: 0] += 1 }
        let values = counts.map { (column: $0.key, value: $0.value * weights[$0.key]) }.sorted { $0.column < $1.column }
        let length = values.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        return length > 0 ? values.map { ($0.column, $0.value / length) } : []
    }

    /// The column of every term of a text.
    static func terms(_ text: String, columns: Int) -> [Int] {
        var terms: [Int] = []
        var hash = StableHash()
        var length = 0
        func end() {
            if length > 1 { terms.append(StableHash.place(hash.value, of: columns)) }
            hash = StableHash()
            length = 0
        }
        var text = text
        let isPlain = text.withUTF8 { $0.allSatisfy { $0 < 0x80 } }
        if isPlain {
            for byte in text.utf8 {
                let lower = byte | 0x20
                if lower >= 0x61, lower <= 0x7A {
                    hash.add(lower)
                    length += 1
                } else {
                    end()
                }
            }
        } else {
            for character in text {
                if character.isLetter {
                    for byte in character.lowercased().utf8 { hash.add(byte) }
                    length += 1
                } else {
                    end()
                }
            }
        }
        end()
        return terms
    }

    var json: JSON { .array(weights.map(JSON.number)) }

    init?(json: JSON) {
        guard let list = json.arrayValue, (1...4096).contains(list.count) else { return nil }
        weights = list.compactMap(\.doubleValue)
        guard weights.count == list.count else { return nil }
    }
}
