extension LineChart {
    /// What one series says at the crosshair.
    public struct Reading: Hashable, Sendable {
        /// The place of the series in the chart.
        public var series: Int
        /// The abscissa of its point nearest to the crosshair.
        public var x: Double
        /// Its value there; NaN in a gap.
        public var y: Double
        /// Its value less the baseline's at the nearest point; nil for the baseline itself and without one.
        public var difference: Double?
    }

    /// The values of all series that are shown at their points nearest to an abscissa.
    ///
    /// - Complexity: O(log n) a series.
    public func readings(at abscissa: Double) -> [Reading] {
        shown.compactMap { reading(of: $0, at: abscissa) }
    }

    /// The value of one series near an abscissa.
    func reading(of index: Int, at abscissa: Double) -> Reading? {
        guard let point = nearest(to: abscissa, in: index) else { return nil }
        let y = series[index].y[point]
        let x = series[index].abscissa(point)
        var difference: Double?
        let baseline = series.firstIndex { $0.role == .baseline && !$0.isHidden }
        if let baseline, index != baseline, let reference = nearest(to: x, in: baseline) {
            difference = y - series[baseline].y[reference]
        }
        return Reading(series: index, x: x, y: y, difference: difference)
    }

    /// The abscissa of a point so many points away from the one nearest to `abscissa`, in the focused or the longest series:
    /// what the arrows do to a crosshair.
    public func stepping(from abscissa: Double?, by points: Int) -> Double? {
        let shown = series.indices.filter { !series[$0].isHidden && !series[$0].y.isEmpty }
        guard let longest = shown.max(by: { series[$0].y.count < series[$1].y.count }) else { return nil }
        let index = focus.flatMap { shown.contains($0) ? $0 : nil } ?? longest
        let count = series[index].y.count
        guard let abscissa, let point = nearest(to: abscissa, in: index) else { return series[index].abscissa(count - 1) }
        return series[index].abscissa(min(max(point + points, 0), count - 1))
    }

    /// The point of a series nearest to an abscissa.
    func nearest(to abscissa: Double, in index: Int) -> Int? {
        let series = series[index]
        guard !series.y.isEmpty, !abscissa.isNaN else { return nil }
        var low = 0
        var high = series.y.count
        while low < high {
            let middle = (low + high) / 2
            if series.abscissa(middle) < abscissa { low = middle + 1 } else { high = middle }
        }
        if low == series.y.count { return low - 1 }
        if low > 0, abscissa - series.abscissa(low - 1) <= series.abscissa(low) - abscissa { return low - 1 }
        return low
    }
}
