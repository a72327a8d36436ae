import Terminal

/// What stands right of the line ends: names, values, differences from the baseline, in columns.
struct EndLabels: Equatable {
    /// One line's words.
    struct Entry: Equatable {
        var series: Int
        var name: String
        var value: String
        var difference: String
        /// The value whose row it wants.
        var y: Double
        /// Whether the difference is for the better; nil where that is not known.
        var isBetter: Bool?
    }

    private(set) var entries: [Entry] = []
    private(set) var nameWidth = 0
    private(set) var valueWidth = 0
    private(set) var differenceWidth = 0
    /// A piece of the line before the name, where colour does not tell lines apart.
    private(set) var hasSample = false
    /// How far the lines reach, as a share of the abscissa.
    private var farthest = 0.0

    var isEmpty: Bool { entries.isEmpty }

    /// In cells.
    var width: Int {
        (hasSample ? 3 : 0) + nameWidth + (nameWidth > 0 ? 1 : 0) + valueWidth + (differenceWidth > 0 ? differenceWidth + 2 : 0)
    }

    init(_ chart: LineChart, room: Int, rows: Int, _ xRange: ClosedRange<Double>) {
        guard chart.labelsEnds, rows >= 2 else { return }
        let map = AxisMap(xRange, isLogarithmic: chart.x.scale == .logarithmic)
        var readings: [(value: Double, difference: Double?)] = []
        for index in chart.shown {
            let series = chart.series[index]
            guard let last = series.y.indices.last(where: { series.y[$0].isFinite && xRange.contains(series.abscissa($0)) })
            else {
                continue
            }
            farthest = max(farthest, map.share(series.abscissa(last)))
            let place = chart.crosshair ?? series.abscissa(last)
            let reading = chart.reading(of: index, at: place)
            let value = reading?.y ?? .nan
            var isBetter: Bool?
            if let higher = chart.higherIsBetter, let difference = reading?.difference, difference != 0, !difference.isNaN {
                isBetter = (difference > 0) == higher
            }
            readings.append((value, reading?.difference))
            entries.append(
                Entry(
                    series: index, name: series.name, value: "", difference: "",
                    y: chart.crosshair == nil || !value.isFinite ? chart.drawnValue(index, last) : value, isBetter: isBetter))
        }
        let format = chart.y.format.common(to: readings.map(\.value))
        for (index, reading) in readings.enumerated() {
            entries[index].value = format.text(reading.value)
            entries[index].difference = reading.difference.map(format.differenceText) ?? ""
        }
        hasSample = entries.count > 1 && (chart.tellsByDash || chart.isPlain)
        // A row each at the most; the focused and the first come first.
        if entries.count > rows { entries.removeLast(entries.count - rows) }
        nameWidth = min(entries.reduce(0) { max($0, TerminalText.columns(of: $1.name)) }, 24)
        valueWidth = entries.reduce(0) { max($0, $1.value.count) }
        differenceWidth = entries.reduce(0) { max($0, $1.difference.count) }
        fit(room * 2 / 5)
    }

    /// Gives up differences, then the ends of names, then values, then all.
    private mutating func fit(_ room: Int) {
        if width > room { differenceWidth = 0 }
        if width > room { nameWidth = max(6, nameWidth - (width - room)) }
        if width > room { hasSample = false }
        if width > room { nameWidth = 0 }
        if width > room { entries = [] }
    }

    /// Whether there is room right of where the lines end now, within the plot.
    func fitsBehindEnds(room: Int) -> Bool {
        !isEmpty && Int((farthest * Double(room - 1)).rounded()) + 2 + width < room
    }

    /// The offset of the labels from the plot's left edge.
    func offset(plotWidth: Int) -> Int { Int((min(farthest, 1) * Double(plotWidth - 1)).rounded()) + 2 }

    /// A row for each entry, as near as can be to the one it wants, no two alike, in the order of the values.
    static func spread(_ wanted: [Double], rows: Int) -> [Int] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        // Pools of neighbours that touch move together to the mean of what they want (pool adjacent violators).
        var pools: [(sum: Double, count: Int)] = []
        for (rank, index) in order.enumerated() {
            pools.append((wanted[index] - Double(rank), 1))
            while pools.count > 1, let last = pools.last {
                let before = pools[pools.count - 2]
                guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
                pools.removeLast(2)
                pools.append((before.sum + last.sum, before.count + last.count))
            }
        }
        var result = Array(repeating: 0, count: wanted.count)
        var rank = 0
        for pool in pools {
            let base = Int((pool.sum / Double(pool.count)).rounded())
            for _ in 0..<pool.count {
                result[order[rank]] = min(max(base, 0), max(0, rows - wanted.count)) + rank
                rank += 1
            }
        }
        return result
    }
}
