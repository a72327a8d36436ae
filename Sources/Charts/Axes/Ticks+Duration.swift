extension Ticks {
    /// Seconds with the steps of a clock; below a second and above days with those of tens.
    init(duration data: ClosedRange<Double>, _ count: Int, isLoose: Bool) {
        let data = Self.widened(data)
        let span = data.upperBound - data.lowerBound
        let steps: [Double] = [
            1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
        ]
        guard span >= 2, let step = steps.first(where: { Self.inside(data, $0, isLoose).count <= count }) else {
            if span < 2 {
                self.init(linear: data, count, isLoose: isLoose, leastStep: 0, steady: nil)
                labels = labels.map { $0 + " s" }
            } else {
                let days = (data.lowerBound / 86_400)...(data.upperBound / 86_400)
                self.init(linear: days, count, isLoose: isLoose, leastStep: 1, steady: nil)
                labels = labels.map { $0 + " d" }
                values = values.map { $0 * 86_400 }
                range = (range.lowerBound * 86_400)...(range.upperBound * 86_400)
                step *= 86_400
            }
            return
        }
        let ends =
            isLoose ? (data.lowerBound / step).rounded(.down) * step...(data.upperBound / step).rounded(.up) * step : data
        let values = Self.inside(data, step, isLoose)
        let labels = values.map { Self.durationLabel($0, step: step, longest: ends.upperBound) }
        self.init(values: values, labels: labels, range: ends, step: step)
    }

    private static func inside(_ data: ClosedRange<Double>, _ step: Double, _ isLoose: Bool) -> [Double] {
        let first = (data.lowerBound / step).rounded(isLoose ? .down : .up)
        let last = (data.upperBound / step).rounded(isLoose ? .up : .down)
        guard last >= first, last - first < 1000 else { return last < first ? [] : Array(repeating: 0, count: 1000) }
        return (0...Int(last - first)).map { (first + Double($0)) * step }
    }

    private static func durationLabel(_ seconds: Double, step: Double, longest: Double) -> String {
        if seconds == 0 { return "0" }
        if step >= 86_400 { return Figures.fixed(seconds / 86_400, 0) + " d" }
        if step >= 3600 { return Figures.fixed(seconds / 3600, 0) + " h" }
        if step >= 60, longest < 7200 { return Figures.fixed(seconds / 60, 0) + " min" }
        if longest < 120 { return Figures.fixed(seconds, 0) + " s" }
        // Minutes of hours and seconds of minutes as a clock shows them.
        let small = step >= 60 ? Int(seconds / 60) : Int(seconds)
        let rest = small.magnitude % 60
        return "\(small / 60):\(rest < 10 ? "0" : "")\(rest)" + (step >= 60 ? " h" : "")
    }
}
