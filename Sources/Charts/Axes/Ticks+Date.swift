extension Ticks {
    /// Years, months, days, hours or minutes, whatever gives few enough ticks.
    init(date data: ClosedRange<Double>, _ count: Int, isLoose: Bool) {
        var data = data.upperBound > data.lowerBound ? data : (data.lowerBound - 43_200)...(data.upperBound + 43_200)
        // What no calendar holds is shown as numbers.
        guard data.lowerBound > -1e12, data.upperBound < 1e13 else {
            self.init(linear: data, count, isLoose: isLoose, leastStep: 0, steady: nil)
            return
        }
        if data.upperBound - data.lowerBound < 2 { data = data.lowerBound...(data.lowerBound + 2) }
        for unit in Unit.all {
            guard (data.upperBound - data.lowerBound) / unit.seconds <= Double(count + 2) else { continue }
            let values = unit.ticks(in: data)
            if values.count <= count {
                self.init(values: values, labels: values.map(unit.label), range: data, step: 0)
                return
            }
        }
        self.init(values: [], labels: [], range: data, step: 0)
    }

    /// A distance of the calendar or the clock.
    private enum Unit {
        case clock(Int), days(Int), months(Int), years(Int)

        static let all: [Unit] =
            [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].map(Unit.clock)
            + [1, 2, 7, 14].map(Unit.days) + [1, 2, 3, 6].map(Unit.months)
            + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000].map(Unit.years)

        var seconds: Double {
            switch self {
            case .clock(let count): Double(count)
            case .days(let count): Double(count) * 86_400
            case .months(let count): Double(count) * 2_629_746
            case .years(let count): Double(count) * 31_556_952
            }
        }

        func ticks(in data: ClosedRange<Double>) -> [Double] {
            let start = CivilDate(dayCount: Int((data.lowerBound / 86_400).rounded(.down)))
            var values: [Double] = []
            var index = 0
            while true {
                let value: Double
                switch self {
                case .clock, .days: value = ((data.lowerBound / seconds).rounded(.down) + Double(index)) * seconds
                case .months(let count):
                    let month = (start.month - 1) / count * count + index * count
                    value = CivilDate(year: start.year + month / 12, month: month % 12 + 1, day: 1).seconds
                case .years(let count):
                    let first = Int((Double(start.year) / Double(count)).rounded(.down)) * count
                    value = CivilDate(year: first + index * count, month: 1, day: 1).seconds
                }
                if value > data.upperBound { return values }
                if value >= data.lowerBound { values.append(value) }
                index += 1
            }
        }

        func label(_ seconds: Double) -> String {
            let day = (seconds / 86_400).rounded(.down)
            let date = CivilDate(dayCount: Int(day))
            let time = Int(seconds - day * 86_400)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
            switch self {
            case .clock(let step):
                let text = "\(two(time / 3600)):\(two(time / 60 % 60))"
                return step < 60 ? text + ":\(two(time % 60))" : text
            case .days: return "\(two(date.month))-\(two(date.day))"
            case .months: return "\(date.year)-\(two(date.month))"
            case .years: return String(date.year)
            }
        }
    }
}
