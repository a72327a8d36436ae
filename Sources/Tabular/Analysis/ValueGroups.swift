import Statistics

/// The rows of a column by value: words by their codes, numbers by their different values, missing ones last.
struct ValueGroups {
    /// The values as people read them, in the order of the codes.
    let labels: [String]
    /// By row; missing rows have the code after the last value's.
    let codes: [Int32]
    let counts: [Int]

    init(_ column: Column) {
        let (labels, codes) = column.displayCodes()
        self.labels = labels
        self.codes = codes.map { $0 < 0 ? Int32(labels.count) : $0 }
        var counts = [Int](repeating: 0, count: labels.count + 1)
        for code in self.codes { counts[Int(code)] += 1 }
        self.counts = counts
    }
}

extension Column {
    /// The different values as people read them, ascending, and each row's place among them or -1.
    func displayCodes() -> (labels: [String], codes: [Int32]) {
        switch storage {
        case .codes(let codes, let words): return (Array(words), Array(codes))
        case .numbers(let values):
            var sorted = values.withUnsafeBufferPointer { $0.map { $0 + 0 } }
            let order = RadixSort.order(sorting: &sorted)
            var labels: [String] = []
            var codes = [Int32](repeating: -1, count: sorted.count)
            var last = Double.nan
            for (value, row) in zip(sorted, order) where !value.isNaN {
                if value != last { labels.append(text(of: value)) }
                last = value
                codes[Int(row)] = Int32(labels.count - 1)
            }
            return (labels, codes)
        }
    }
}
