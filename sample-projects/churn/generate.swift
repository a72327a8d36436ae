// Makes churn.csv, a table of invented customers of an invented telephone company. No row describes a real person.
//
//     swiftc -O generate.swift -o generate && ./generate > churn.csv

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

var random = Random(state: 20_260_101)
let rowCount = 7_043
let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)
func yes(_ value: Bool) -> String { value ? "yes" : "no" }

var identifiers: Set<String> = []
func identifier() -> String {
    while true {
        let digits = String(1000 + random.below(9000))
        let name = digits + "-" + (0..<5).map { _ in letters[random.below(26)] }.joined()
        if identifiers.insert(name).inserted { return name }
    }
}

// The same few customers have no tenure: it was lost when an old system was switched off.
var withoutTenure: Set<Int> = []
while withoutTenure.count < 11 { withoutTenure.insert(random.below(rowCount)) }

print(
    "customer_id,gender,senior,partner,dependents,tenure,phone,calls,internet,security,backup,support,streaming_tv,"
        + "streaming_films,contract,paperless,payment,charges,total,exit_survey,churn")

for row in 0..<rowCount {
    // Who they are.
    let female = random.chance(0.495)
    let senior = random.chance(0.162)
    let partner = random.chance(senior ? 0.57 : 0.47)
    let dependents = random.chance(senior ? 0.08 : partner ? 0.52 : 0.11)

    // How long they have been here: many new, many that have always been here.
    let spread = random.uniform()
    let tenure =
        spread < 0.38
        ? 1 + Int(20 * random.uniform() * random.uniform())
        : spread < 0.86 ? 1 + random.below(72) : 72 - Int(10 * random.uniform() * random.uniform())
    let years = Double(tenure) / 12

    // What they have.
    let internet = random.pick([("fiber", 0.44), ("dsl", 0.34), ("none", 0.22)])
    let online = internet != "none"
    let phone = internet == "dsl" ? random.chance(0.72) : true
    func extra(_ p: Double) -> Bool { online && random.chance(p) }
    let security = extra(0.22 + 0.05 * years)
    let backup = extra(0.26 + 0.06 * years)
    let support = extra(0.20 + 0.055 * years)
    let tv = extra(0.36 + 0.045 * years)
    let films = extra(tv ? 0.62 + 0.03 * years : 0.25 + 0.04 * years)
    func service(_ has: Bool) -> String { online ? yes(has) : "no internet" }

    // How they pay.
    let contract = random.pick([
        ("month-to-month", 0.75 + 2.6 / (0.6 + years)),
        ("one year", 0.35 + 0.28 * years),
        ("two years", 0.08 + 0.085 * years * years),
    ])
    let monthly = contract == "month-to-month"
    let paperless = random.chance(internet == "fiber" ? 0.72 : online ? 0.55 : 0.31)
    let check = random.chance(internet == "fiber" ? 0.53 : monthly ? 0.32 : 0.14)
    let payment =
        check ? "electronic check" : random.pick([("mailed check", 0.33), ("bank transfer", 0.34), ("credit card", 0.33)])
    let base = internet == "fiber" ? 66.0 : internet == "dsl" ? 41 : 15
    let extras = [security, backup, support, tv, tv, films, films].filter { $0 }.count
    let price = base + (phone ? 5 : 0) + 5.1 * Double(extras) + 2.2 * random.normal()
    let charges = Double(nearest(max(18.25, price) * 20)) / 20
    let total = charges * Double(tenure) * random.uniform(0.94, 1.04)

    // How often they called the help line in the last quarter.
    let trouble = (internet == "fiber" ? 1.25 : 0.75) - (support ? 0.35 : 0)
    let calls = (0..<8).filter { _ in random.chance(trouble / 8) }.count

    // Whether they leave.
    let sinceRenewal = tenure % 12
    let renews = tenure > 6 && (sinceRenewal <= 1 || sinceRenewal == 11)
    var score = -2.01
    score += contract == "one year" ? (renews ? -0.15 : -2.1) : contract == "two years" ? -2.9 : 0
    score += 1.5 * max(0, (14 - Double(tenure)) / 14) - 0.011 * Double(tenure)
    score += internet == "fiber" ? 0.7 : internet == "none" ? -0.75 : 0
    score += internet == "fiber" && !support && monthly ? 0.75 : 0
    score += payment == "electronic check" ? 0.40 : 0
    score += paperless ? 0.22 : 0
    score += senior ? 0.28 : 0
    score += dependents ? -0.25 : 0
    score += online && !security ? 0.30 : 0
    score += calls >= 3 ? 1.7 : calls == 2 && !support ? 1.1 : 0
    score += charges > 95 ? 0.7 : 0
    let leaves = random.chance(logistic(score))

    // The leak: the survey is sent to those who have left.
    let asked = random.chance(leaves ? 0.982 : 0.004)
    let survey = asked ? random.pick([("price", 0.34), ("competitor", 0.31), ("service", 0.22), ("moved", 0.13)]) : "not asked"

    // What was not written down.
    let knowsTenure = !withoutTenure.contains(row)
    let knowsCalls = !random.chance(internet == "none" ? 0.17 : 0.06)
    let knowsPayment = !random.chance(0.019)
    let billed = tenure > 1 || random.chance(0.9)

    let fields: [String] = [
        identifier(), female ? "Female" : "Male", yes(senior), yes(partner), yes(dependents),
        knowsTenure ? String(tenure) : "", yes(phone), knowsCalls ? String(calls) : "", internet,
        service(security), service(backup), service(support), service(tv), service(films), contract, yes(paperless),
        knowsPayment ? payment : "", fixed(charges, 2), billed ? fixed(total, 2) : "", survey, yes(leaves),
    ]
    print(fields.joined(separator: ","))
}
