/// The different combinations of the values of some columns, so that a function is asked once for each.
struct Combinations {
    /// The combination of every row, -1 where a value is missing.
    private let codes: Lane<Int32>
    /// The values of each combination.
    private let values: [[ExpressionScalar]]

    /// - Complexity: O(rows) where one column varies and has words; a look into a dictionary a row otherwise.
    init(_ columns: [Vector]) {
        var codes: Lane<Int32>?
        var values: [[ExpressionScalar]] = [[]]
        var isMissing = false
        for column in columns {
            let (own, scalars) = Self.coded(column)
            if own.isConstant {
                guard own.values[0] >= 0 else {
                    isMissing = true
                    break
                }
                let scalar = scalars[Int(own.values[0])]
                for index in values.indices { values[index].append(scalar) }
            } else if let earlier = codes {
                (codes, values) = Self.paired(earlier, values, own, scalars)
            } else {
                codes = own
                values = scalars.map { scalar in values[0] + [scalar] }
            }
        }
        self.codes = isMissing ? Lane(constant: -1) : codes ?? Lane(constant: 0)
        self.values = isMissing ? [] : values
    }

    /// `body` of every combination, as a column.
    func map(to type: ExpressionType, _ body: ([ExpressionScalar]) -> ExpressionScalar) -> Vector {
        let results = values.map(body)
        switch type {
        case .number, .date:
            let numbers = results.map(\.number)
            return .numbers(codes.map { $0 < 0 ? .nan : numbers[Int($0)] })
        case .flag:
            let flags = results.map { result -> Int8 in if case .flag(let value) = result { value ? 1 : 0 } else { -1 } }
            return .flags(codes.map { $0 < 0 ? -1 : flags[Int($0)] })
        case .text:
            let isText = results.map { if case .text = $0 { true } else { false } }
            let words = results.map(\.text)
            if isText.allSatisfy({ $0 }) { return .words(codes, words: words) }
            return .words(codes.map { $0 >= 0 && isText[Int($0)] ? $0 : -1 }, words: words)
        }
    }

    /// A column as places in its different values.
    private static func coded(_ vector: Vector) -> (Lane<Int32>, [ExpressionScalar]) {
        switch vector {
        case .words(let lane, let words): return (lane, words.map(ExpressionScalar.text))
        case .flags(let lane): return (lane.map { Int32($0) }, [.flag(false), .flag(true)])
        case .numbers(let lane):
            var places: [UInt64: Int32] = [:]
            var scalars: [ExpressionScalar] = []
            let codes = lane.values.map { value -> Int32 in
                if value.isNaN { return -1 }
                let key = (value == 0 ? 0 : value).bitPattern
                if let place = places[key] { return place }
                let place = Int32(truncatingIfNeeded: scalars.count)
                places[key] = place
                scalars.append(.number(value == 0 ? 0 : value))
                return place
            }
            return (lane.isConstant ? Lane(constant: codes[0]) : Lane(codes), scalars)
        }
    }

    private static func paired(
        _ a: Lane<Int32>, _ values: [[ExpressionScalar]], _ b: Lane<Int32>, _ scalars: [ExpressionScalar]
    ) -> (Lane<Int32>, [[ExpressionScalar]]) {
        var places: [Int: Int32] = [:]
        var pairs: [[ExpressionScalar]] = []
        let codes = Swift.zip(a.values, b.values).map { first, second -> Int32 in
            if first < 0 || second < 0 { return -1 }
            let key = Int(first) &* scalars.count &+ Int(second)
            if let place = places[key] { return place }
            let place = Int32(truncatingIfNeeded: pairs.count)
            places[key] = place
            pairs.append(values[Int(first)] + [scalars[Int(second)]])
            return place
        }
        return (Lane(codes), pairs)
    }
}

/// Where the words of two columns stand among all of them.
struct Ranks: Sendable {
    private let a: [Double]
    private let b: [Double]

    init(_ words: [String], _ others: [String] = []) {
        let sorted = Set(words).union(others).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, Double($0.offset)) })
        a = words.map { places[$0] ?? .nan }
        b = others.map { places[$0] ?? .nan }
    }

    /// The rank of a word of the first column, NaN where it is missing.
    func first(_ code: Int32) -> Double { code < 0 ? .nan : a[Int(code)] }

    /// The rank of a word of the second column.
    func second(_ code: Int32) -> Double { code < 0 ? .nan : b[Int(code)] }
}
