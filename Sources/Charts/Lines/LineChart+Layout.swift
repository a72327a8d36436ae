public import Terminal

extension LineChart {
    /// Where the parts of a drawn chart stand.
    public struct Layout: Equatable, Sendable {
        /// The cells between the axes.
        public var plot: Rect
        /// The ticks along the bottom; their range is what the plot shows from left to right.
        public var x: Ticks
        /// The ticks along the left side; their range is what the plot shows from bottom to top.
        public var y: Ticks
        /// Whether a row for the axis line below the plot is there.
        var hasAxisRow: Bool
        /// Whether a row for labels below the plot is there.
        var hasLabelRow: Bool
        /// What is written right of the line ends.
        var labels: EndLabels
        var xMap: AxisMap
        var yMap: AxisMap

        /// The abscissa under a cell of the plot, nil outside: for the mouse.
        public func abscissa(atColumn column: Int) -> Double? {
            guard column >= plot.x, column < plot.maxX else { return nil }
            return xMap.value(plot.width > 1 ? Double(column - plot.x) / Double(plot.width - 1) : 0)
        }

        /// The column of an abscissa, nil outside.
        public func column(of abscissa: Double) -> Int? {
            guard let offset = Self.cell(xMap.share(abscissa), of: plot.width) else { return nil }
            return plot.x + offset
        }

        /// The row of a value, nil outside.
        public func row(of value: Double) -> Int? {
            guard let offset = Self.cell(yMap.share(value), of: plot.height) else { return nil }
            return plot.maxY - 1 - offset
        }

        private static func cell(_ share: Double, of count: Int) -> Int? {
            guard share.isFinite, count > 0 else { return nil }
            let cell = (share * Double(count - 1)).rounded()
            return cell >= 0 && cell < Double(count) ? Int(cell) : nil
        }
    }

    /// Where the parts will stand; nil where there is nothing to draw.
    ///
    /// - Complexity: O(points).
    public func layout(in rect: Rect) -> Layout? {
        guard rect.width >= 4, rect.height >= 2, let xData = xExtent else { return nil }
        guard let yData = yExtent(xData) else { return nil }
        let hasAxisRow = rect.height >= 4
        let hasLabelRow = rect.height >= 5
        let hasTitleRow = !y.title.isEmpty && rect.height >= 8
        let top = rect.y + (hasTitleRow ? 1 : 0)
        let height = rect.maxY - top - (hasAxisRow ? 1 : 0) - (hasLabelRow ? 1 : 0)
        let yTicks = Ticks(
            of: yData, on: y, count: min(max(height / 3 + 1, 2), 8), isLoose: y.extent == .data || y.extent == .growing)

        let hasGutter = rect.width >= 16
        // Five cells hold most metrics, so that the plot does not move when a label grows from 0.5 to 0.415.
        let labelWidth = max(yTicks.labelWidth, rect.width >= 40 ? max(5, y.minimumLabelWidth) : y.minimumLabelWidth)
        let left = hasGutter ? min(labelWidth + 2, rect.width / 2) : 0
        let room = rect.width - left
        let labels = EndLabels(self, room: room, rows: height, xData)
        let hasRoomAtEnd = labels.fitsBehindEnds(room: room)
        let plotWidth = max(1, room - (labels.isEmpty || hasRoomAtEnd ? 0 : labels.width + 1))
        let plot = Rect(x: rect.x + left, y: top, width: plotWidth, height: height)
        let xTicks = Self.fittingTicks(xData, x, width: plotWidth)
        return Layout(
            plot: plot, x: xTicks, y: yTicks, hasAxisRow: hasAxisRow, hasLabelRow: hasLabelRow, labels: labels,
            xMap: AxisMap(xTicks.range, isLogarithmic: x.scale == .logarithmic),
            yMap: AxisMap(yTicks.range, isLogarithmic: y.scale == .logarithmic))
    }

    /// As many ticks as leave two blank cells between their labels.
    static func fittingTicks(_ data: ClosedRange<Double>, _ axis: Axis, width: Int) -> Ticks {
        let isLoose = axis.scale == .logarithmic && axis.extent == .data
        var count = min(max(width / 9, 2), 8)
        while true {
            let ticks = Ticks(of: data, on: axis, count: count, isLoose: isLoose)
            let map = AxisMap(ticks.range, isLogarithmic: axis.scale == .logarithmic)
            var end = -2
            let fits = zip(ticks.values, ticks.labels).allSatisfy { value, label in
                let column = Int((map.share(value) * Double(width - 1)).rounded())
                let start = max(0, column - (label.count - 1) / 2)
                defer { end = start + label.count }
                return start >= end + 2
            }
            if fits || count <= 2 { return ticks }
            count -= 1
        }
    }

    /// The series that count.
    var shown: [Int] { series.indices.filter { !series[$0].isHidden } }

    private var xExtent: ClosedRange<Double>? {
        if case .fixed(let range) = x.extent, range.lowerBound.isFinite, range.upperBound.isFinite {
            return range.upperBound > range.lowerBound ? range : range.lowerBound...(range.lowerBound + 1)
        }
        var low = Double.infinity
        var high = -Double.infinity
        for index in shown {
            let series = series[index]
            for point in series.y.indices where series.y[point].isFinite {
                let abscissa = series.abscissa(point)
                guard abscissa.isFinite, x.scale != .logarithmic || abscissa > 0 else { continue }
                low = min(low, abscissa)
                high = max(high, abscissa)
            }
        }
        guard low <= high else { return nil }
        if x.extent == .growing, low >= 0 {
            var step = NiceStep(1, 1)
            while step.value < high { step = step.larger }
            return 0...step.value
        }
        return high > low ? low...high : (x.scale == .logarithmic ? low...(low * 10) : low...(low + 1))
    }

    /// The span of the values that are seen in a range of abscissas.
    private func yExtent(_ xData: ClosedRange<Double>) -> ClosedRange<Double>? {
        if case .fixed(let range) = y.extent, range.lowerBound.isFinite, range.upperBound.isFinite,
            range.upperBound > range.lowerBound
        {
            return hasFinitePoint ? range : nil
        }
        var low = Double.infinity
        var high = -Double.infinity
        for index in shown {
            let series = series[index]
            for point in series.y.indices {
                guard xData.contains(series.abscissa(point)) else { continue }
                let bounds = [series.y[point]] + (series.band.map { Self.bounds($0, point) } ?? [])
                for value in bounds where value.isFinite && (y.scale != .logarithmic || value > 0) {
                    low = min(low, value)
                    high = max(high, value)
                }
            }
        }
        guard low <= high else { return nil }
        for reference in references where reference.direction == .horizontal && reference.isInside {
            low = min(low, reference.value)
            high = max(high, reference.value)
        }
        if y.extent == .growing, low >= 0 { low = 0 }
        return low...high
    }

    private var hasFinitePoint: Bool { shown.contains { series[$0].y.contains { $0.isFinite } } }

    static func bounds(_ band: Series.Band, _ point: Int) -> [Double] {
        guard point < band.low.count, point < band.high.count else { return [] }
        return [band.low[point], band.high[point]]
    }
}
