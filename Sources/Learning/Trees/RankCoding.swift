import Recipes

/// Turns values into the codes of ``CartFeature``.
enum RankCoding {
    /// Writes the codes of numbers.
    ///
    /// - Returns: what the codes mean, or nil where all rows have the same.
    static func code(_ values: [Double], limit: Int, into target: UnsafeMutablePointer<UInt16>) -> CartFeature.Codes? {
        // What it returns are pointers into its own memory.
        let sorter = ValueSorter(capacity: values.count, keepsPlaces: true)
        defer { withExtendedLifetime(sorter) {} }
        let (sorted, rows) = values.withUnsafeBufferPointer(sorter.ordered)
        let count = sorted.count
        var distinct = 0
        for place in 0..<count where place == 0 || sorted[place] != sorted[place - 1] { distinct += 1 }
        guard distinct > 1 || (distinct == 1 && count < values.count) else { return nil }
        let ranks = min(distinct, limit)
        let steps = oddSteps(ranks, limit: limit)
        var (lows, highs): ([Double], [Double]) = ([], [])
        lows.reserveCapacity(ranks)
        highs.reserveCapacity(ranks)
        var place = 0
        while place < count {
            // The end of this rank: that of a value, beyond as many rows as the ranks before and this one should have.
            let wanted = ranks == distinct ? place + 1 : max(place + 1, (lows.count + 1) * count / ranks)
            var end = min(wanted, count)
            while end < count, sorted[end] == sorted[end - 1] { end += 1 }
            let code = UInt16(1 + lows.count * steps)
            lows.append(sorted[place])
            highs.append(sorted[end - 1])
            for own in place..<end { target[Int(rows[own])] = code }
            place = end
        }
        return CartFeature.Codes(lows: lows, highs: highs, steps: steps)
    }

    /// Writes the codes of words; where there are more than codes, the rarest count as missing.
    static func code(_ codes: [Int32], words: [String], into target: UnsafeMutablePointer<UInt16>) -> CartFeature.Codes? {
        let counts = WordCounts(codes, of: words)
        let known = counts.commonest(CartFeature.codeLimit)
        let seen = known.reduce(0) { $0 + counts.counts[$1] }
        guard known.count > 1 || (known.count == 1 && seen < codes.count) else { return nil }
        var codeOfWord = [UInt16](repeating: CartFeature.missing, count: words.count)
        for (place, word) in known.enumerated() { codeOfWord[word] = UInt16(place + 1) }
        for (row, code) in codes.enumerated() where code >= 0 { target[row] = codeOfWord[Int(code)] }
        return CartFeature.Codes(words: known.map { words[$0] })
    }

    /// Where the code of a row is among those of other rows, which lie eight rows at a time, slot by slot.
    @inline(__always)
    static func place(_ row: Int, _ slot: Int, _ width: Int) -> Int {
        (row / CartTree.lanes &* width &+ slot) &* CartTree.lanes &+ row % CartTree.lanes
    }

    /// The codes that so many rows take up.
    static func room(_ rows: Int, _ width: Int) -> Int { (rows + CartTree.lanes - 1) / CartTree.lanes * CartTree.lanes * width }

    /// Writes the codes of other rows to their ``place(_:_:_:)``.
    ///
    /// - Throws: ``AssayError`` where a feature is not there or is of another kind.
    static func code(
        _ rows: FeatureRows, by features: [CartFeature], into target: UnsafeMutablePointer<UInt16>, threads: Int
    ) throws(AssayError) {
        var columns: [FeatureValues] = []
        for feature in features {
            guard let index = rows.index(of: feature.name) else { throw .missingFeature(feature.name) }
            let values = rows.values(index)
            switch values {
            case .numbers: if feature.isWords { throw .unlikeFeature(feature.name, wantsWords: true) }
            case .codes: if !feature.isWords { throw .unlikeFeature(feature.name, wantsWords: false) }
            }
            columns.append(values)
        }
        let width = features.count
        nonisolated(unsafe) let target = target
        let found = columns
        Parallel.forEach(width, threads: threads) { position in
            switch found[position] {
            case .numbers(let values):
                for (row, value) in values.enumerated() { target[place(row, position, width)] = features[position].code(value) }
            case .codes(let codes, let words):
                let table = codeTable(features[position], words)
                for (row, code) in codes.enumerated() {
                    target[place(row, position, width)] = code < 0 ? CartFeature.missing : table[Int(code)]
                }
            }
        }
    }

    /// The code of each word of a table.
    static func codeTable(_ feature: CartFeature, _ words: [String]) -> [UInt16] {
        guard let known = feature.words else { return words.map { _ in CartFeature.missing } }
        let places = Dictionary(known.enumerated().map { ($0.element, UInt16($0.offset + 1)) }) { first, _ in first }
        return words.map { places[$0] ?? CartFeature.missing }
    }

    /// How far the codes of neighbours may be apart: an odd number, so that one place is half way.
    private static func oddSteps(_ ranks: Int, limit: Int) -> Int {
        guard ranks > 1 else { return 1 }
        let room = max(1, (limit - 1) / (ranks - 1))
        return room % 2 == 1 ? room : room - 1
    }
}
