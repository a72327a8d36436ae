// Makes house-prices.csv, a table of invented sales in an invented town. No row describes a real house.
//
//     swiftc -O generate.swift -o generate && ./generate > house-prices.csv

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood 2014, doi:10.1145/2714064.2660195). Only arithmetic that is exact or correctly
/// rounded everywhere: the same bytes on every machine.
struct Random {
    var state: UInt64

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 ..< 1.
    mutating func uniform() -> Double { Double(bits() >> 11) * 0x1p-53 }

    mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

    mutating func below(_ count: Int) -> Int { Int(uniform() * Double(count)) }

    mutating func chance(_ p: Double) -> Bool { uniform() < p }

    /// Nearly normal, mean 0 and deviation 1: twelve uniform numbers summed.
    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += uniform() }
        return sum
    }

    /// One of the values, by weight.
    mutating func pick<T>(_ choices: [(T, Double)]) -> T {
        var left = uniform() * choices.reduce(0) { $0 + $1.1 }
        for (value, weight) in choices {
            left -= weight
            if left < 0 { return value }
        }
        return choices[choices.count - 1].0
    }
}

/// e to the x, by its series on a small part of x and repeated squaring.
func exponential(_ x: Double) -> Double {
    let part = x / 1024
    var (term, sum) = (1.0, 1.0)
    for n in 1...12 {
        term *= part / Double(n)
        sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
}

func logistic(_ x: Double) -> Double { 1 / (1 + exponential(-x)) }

/// The nearest whole number.
func nearest(_ x: Double) -> Int { Int(x + (x < 0 ? -0.5 : 0.5)) }

/// A number with so many digits after the point.
func fixed(_ value: Double, _ digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let whole = nearest(value * Double(scale))
    let (sign, size) = (whole < 0 ? "-" : "", abs(whole))
    if digits == 0 { return sign + String(size) }
    let fraction = String(size % scale)
    return "\(sign)\(size / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
}

/// The day so many days after 1970-01-01, as year-month-day (H. Hinnant's civil_from_days).
func day(_ days: Int) -> String {
    let z = days + 719_468
    let era = z / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    let year = yoe + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(two(month))-\(two(doy - (153 * mp + 2) / 5 + 1))"
}

func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A part of the town: how often houses are sold there, what a square metre is worth beside the average (in logarithms), how far
/// from the centre it lies, and the share of flats.
struct Neighbourhood {
    let name: String
    let weight, level, distance, flats: Double
}

var random = Random(state: 19)
let rowCount = 2_000
let neighbourhoods = [
    Neighbourhood(name: "Old Town", weight: 9, level: 0.30, distance: 0.6, flats: 0.85),
    Neighbourhood(name: "Harbour", weight: 11, level: 0.24, distance: 1.4, flats: 0.80),
    Neighbourhood(name: "Station", weight: 10, level: -0.05, distance: 1.1, flats: 0.75),
    Neighbourhood(name: "University", weight: 10, level: 0.12, distance: 2.0, flats: 0.60),
    Neighbourhood(name: "Lindenhof", weight: 12, level: 0.06, distance: 3.1, flats: 0.30),
    Neighbourhood(name: "Mill Quarter", weight: 8, level: -0.12, distance: 2.7, flats: 0.45),
    Neighbourhood(name: "Riverside", weight: 9, level: 0.20, distance: 4.0, flats: 0.15),
    Neighbourhood(name: "Westfield", weight: 13, level: -0.08, distance: 5.2, flats: 0.20),
    Neighbourhood(name: "Northgate", weight: 9, level: -0.22, distance: 5.9, flats: 0.40),
    Neighbourhood(name: "Hillcrest", weight: 5, level: 0.38, distance: 6.4, flats: 0.02),
    Neighbourhood(name: "Industry Park", weight: 3, level: -0.38, distance: 7.2, flats: 0.35),
    Neighbourhood(name: "Meadows", weight: 7, level: -0.02, distance: 8.5, flats: 0.05),
]
let firstDay = 18_628  // 2021-01-01
let lastDay = 20_453  // 2025-12-31

/// The market's level on a day, in logarithms: up until the middle of 2022, down for a year, then slowly up again.
func market(_ day: Int) -> Double {
    let years = Double(day - firstDay) / 365.25
    if years < 1.5 { return 0.085 * years }
    if years < 2.5 { return 0.1275 - 0.10 * (years - 1.5) }
    return 0.0275 + 0.05 * (years - 2.5)
}

print(
    "sale,listed,sold,neighbourhood,distance_km,kind,area_m2,area_sqft,plot_m2,rooms,bathrooms,built,renovated,condition,"
        + "energy,heating,garage,price")

for row in 0..<rowCount {
    let place = random.pick(neighbourhoods.map { ($0, $0.weight) })
    let distance = max(0.1, place.distance + 0.35 * random.normal())
    let kind = random.chance(place.flats) ? "flat" : random.pick([("detached", 0.45 + 0.03 * distance), ("terraced", 0.5)])
    let (mean, spread) = kind == "flat" ? (74.0, 22.0) : kind == "terraced" ? (112, 20) : (148, 34)
    let area = max(24, Double(nearest(mean + spread * random.normal())))
    let plot =
        kind == "flat"
        ? 0 : kind == "terraced" ? 60 + nearest(area * random.uniform(0.5, 1.2)) : nearest(area * random.uniform(2, 6))
    let rooms = max(1, nearest(area / 27 + 0.7 * random.normal()))
    let bathrooms = max(1, nearest(area / 75 + 0.35 * random.normal()))
    let built = random.chance(place.distance < 2.5 ? 0.5 : 0.12) ? 1880 + random.below(60) : 1950 + random.below(73)

    // When it was listed and sold; the slower ones went for less.
    let wait = 7 + Int(130 * random.uniform() * random.uniform())
    let sold = firstDay + wait + random.below(lastDay - firstDay - wait)
    let soldYear = 2021 + Int(Double(sold - firstDay) / 365.25)
    let age = max(0, soldYear - built)
    let renovation =
        age > 15 && random.chance(0.55) ? max(built + 10, soldYear - 1 - Int(34 * random.uniform() * random.uniform())) : 0
    let worn = Double(renovation > 0 ? min(age, soldYear - renovation) : age)

    let shape = 3.2 - worn / 32 + 0.75 * random.normal()
    let condition = shape > 3.1 ? "excellent" : shape > 2 ? "good" : shape > 0.8 ? "fair" : "poor"
    let heating =
        worn < 12 && random.chance(0.6)
        ? "heat pump" : random.pick([("gas", 0.55), ("district", 0.25), ("oil", 0.14), ("electric", 0.06)])
    let heat = heating == "heat pump" ? -1.0 : heating == "oil" ? 1 : 0
    let label = min(6, max(0, nearest(worn / 17 + heat + 0.7 * random.normal())))
    let energy = ["A", "B", "C", "D", "E", "F", "G"][label]
    let garage = random.chance(kind == "flat" ? 0.22 : 0.68)

    // What was paid: effects multiply, so they add in the logarithm.
    var score = 8.72 + place.level + market(sold)
    score += kind == "detached" ? 0.10 : kind == "terraced" ? 0.02 : 0
    score += kind == "detached" ? 0.00022 * Double(min(plot, 800)) : kind == "terraced" ? 0.0004 * Double(plot - 120) : 0
    score += condition == "excellent" ? 0.13 : condition == "good" ? 0.05 : condition == "poor" ? -0.17 : 0
    score -= 0.022 * Double(label) * (sold > 19_358 ? 1.8 : 1)  // dear energy since 2023
    score += garage ? 0.035 : 0
    score += bathrooms > 1 ? 0.03 : 0
    score += built < 1940 && place.distance < 2.5 ? 0.07 : 0
    score -= 0.0006 * Double(wait)
    score -= 0.016 * max(0, distance - place.distance)
    // A square metre of a large house is worth less than one of a small flat.
    let worth = area * (1.16 - 0.0011 * min(area, 240))
    let price = nearest(exponential(score + 0.095 * random.normal()) * worth * 0.62 / 500) * 500
    let knowsEnergy = !random.chance(age > 60 ? 0.24 : 0.08)
    let knowsCondition = !random.chance(0.05)
    let fields: [String] = [
        "S\(10_000 + row)", day(sold - wait), day(sold), place.name, fixed(distance, 1), kind, fixed(area, 0),
        fixed(area * 10.7639, 0), kind == "flat" ? "" : String(plot), String(rooms), String(bathrooms), String(built),
        renovation > 0 ? String(renovation) : "", knowsCondition ? condition : "", knowsEnergy ? energy : "", heating,
        garage ? "yes" : "no", String(price),
    ]
    print(fields.joined(separator: ","))
}
