extension ExpressionEvaluator {
    /// What a window function gives for every row; missing for rows without a group or an order.
    func window(_ function: WindowFunction, _ value: Vector?, rows: Int, _ window: ExpressionWindow) -> Vector {
        let layout = layout(of: window)
        let back = rows
        switch function.kind {
        case .count, .sum, .mean, .deviation, .least, .greatest:
            let numbers = function.kind == .count ? Self.presence(value) : value?.numbers ?? Lane(constant: .nan)
            return .numbers(Lane(summaries(function.kind, numbers, window, layout)))
        case .rowNumber:
            return .numbers(Lane(placed(layout) { places, out in for p in places { out(p, Double(p - places.lowerBound + 1)) } }))
        case .rank:
            let numbers = value?.numbers ?? Lane(constant: .nan)
            return .numbers(Lane(placed(layout) { places, out in Self.ranks(numbers, layout, places, out) }))
        case .lag: return (value ?? .missing(.number)).taken(from: lagged(layout, by: back))
        case .difference:
            let numbers = value ?? .missing(.number)
            let before = numbers.taken(from: lagged(layout, by: back)).numbers
            return .numbers(numbers.numbers.zip(before) { ExpressionFunction.finite($0 - $1) })
        case .first, .last:
            let value = value ?? .missing(.number)
            return value.taken(from: edges(function.kind, value.missingFlags, window, layout))
        }
    }

    private func layout(of window: ExpressionWindow) -> WindowLayout {
        if let layout = layouts[window.key] { return layout }
        let layout = WindowLayout(
            groups: window.groups.map(vector), order: window.order.map(vector), isDescending: window.isDescending,
            count: table.rowCount)
        layouts[window.key] = layout
        return layout
    }

    /// 1 where there is a value, missing where there is none.
    private static func presence(_ value: Vector?) -> Lane<Double> {
        value.map { $0.missingFlags.map { $0 > 0 ? .nan : 1 } } ?? Lane(constant: 1)
    }

    /// Numbers that `body` gives for places of the layout, group by group.
    private func placed(_ layout: WindowLayout, _ body: (Range<Int>, (Int, Double) -> Void) -> Void) -> [Double] {
        var result = [Double](repeating: .nan, count: table.rowCount)
        result.withUnsafeMutableBufferPointer { result in
            layout.forEachGroup { places in body(places) { result[Int(layout.rows[$0])] = $1 } }
        }
        return result
    }

    private func summaries(
        _ kind: WindowFunction.Kind, _ numbers: Lane<Double>, _ window: ExpressionWindow, _ layout: WindowLayout
    ) -> [Double] {
        placed(layout) { places, out in
            if window.order == nil {
                var all = WindowSummary()
                for place in places { all.join(WindowSummary(numbers[Int(layout.rows[place])])) }
                let value = all.value(kind)
                for place in places { out(place, value) }
            } else if let limit = window.rows {
                var sliding = SlidingSummary(limit: limit)
                for place in places {
                    if window.isBefore { out(place, sliding.summary.value(kind)) }
                    sliding.append(numbers[Int(layout.rows[place])])
                    if !window.isBefore { out(place, sliding.summary.value(kind)) }
                }
            } else {
                var all = WindowSummary()
                for place in places {
                    if window.isBefore { out(place, all.value(kind)) }
                    all.join(WindowSummary(numbers[Int(layout.rows[place])]))
                    if !window.isBefore { out(place, all.value(kind)) }
                }
            }
        }
    }

    /// Ranks from 1 in a group; equal values get the mean of their places.
    private static func ranks(
        _ numbers: Lane<Double>, _ layout: WindowLayout, _ places: Range<Int>, _ out: (Int, Double) -> Void
    ) {
        let present = places.filter { !numbers[Int(layout.rows[$0])].isNaN }
        let sorted = present.map { (value: numbers[Int(layout.rows[$0])], place: $0) }.sorted {
            ($0.value, $0.place) < ($1.value, $1.place)
        }
        var first = 0
        while first < sorted.count {
            var next = first
            while next < sorted.count, sorted[next].value == sorted[first].value { next += 1 }
            let rank = Double(first + next + 1) / 2
            for index in first..<next { out(sorted[index].place, rank) }
            first = next
        }
    }

    /// The row so many places before every row, -1 where there is none.
    private func lagged(_ layout: WindowLayout, by back: Int) -> [Int32] {
        var result = [Int32](repeating: -1, count: table.rowCount)
        layout.forEachGroup { places in
            for place in places where place - places.lowerBound >= back {
                result[Int(layout.rows[place])] = layout.rows[place - back]
            }
        }
        return result
    }

    /// For every row the first or last row of its window that has a value, -1 where none has.
    private func edges(
        _ kind: WindowFunction.Kind, _ missing: Lane<Int8>, _ window: ExpressionWindow, _ layout: WindowLayout
    ) -> [Int32] {
        var result = [Int32](repeating: -1, count: table.rowCount)
        let limit = window.rows ?? Int.max
        layout.forEachGroup { places in
            // Places with a value that the window may still hold, the oldest first.
            var held: [Int] = []
            var oldest = 0
            for place in places {
                func add() {
                    if missing[Int(layout.rows[place])] == 0 { held.append(place) }
                }
                if !window.isBefore { add() }
                let span = place - places.lowerBound + (window.isBefore ? 0 : 1)
                let start = place + (window.isBefore ? 0 : 1) - min(limit, span)
                while oldest < held.count, held[oldest] < start { oldest += 1 }
                let found = kind == .first ? (oldest < held.count ? held[oldest] : nil) : (oldest < held.count ? held.last : nil)
                if let found { result[Int(layout.rows[place])] = layout.rows[found] }
                if window.isBefore { add() }
            }
        }
        return result
    }
}

extension Vector {
    /// The values of these rows, missing where a row is -1.
    fileprivate func taken(from rows: [Int32]) -> Vector {
        let rows = Lane(rows)
        switch self {
        case .numbers(let lane): return .numbers(rows.map { $0 < 0 ? .nan : lane[Int($0)] })
        case .flags(let lane): return .flags(rows.map { $0 < 0 ? -1 : lane[Int($0)] })
        case .words(let lane, let words): return .words(rows.map { $0 < 0 ? -1 : lane[Int($0)] }, words: words)
        }
    }
}
