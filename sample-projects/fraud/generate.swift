// Makes fraud.csv, a table of invented card payments by invented customers. No row describes a real payment.
//
//     swiftc -O generate.swift -o generate && ./generate > fraud.csv

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

/// A customer with habits that hardly change.
struct Customer {
    let name, country: String
    let usual: Double
    let opened: Int
    let weight: Double
    /// Minutes since the first moment at which the card's number was stolen; nil for nearly all.
    var stolen: Int?
    var last: Int?
}

/// A payment before its customer's history is known.
struct Payment {
    let minute, customer: Int
    let isFraud: Bool
}

var random = Random(state: 7)
let rowCount = 12_000
let firstDay = 20_089  // 2025-01-01
let minutes = 181 * 24 * 60

var customers: [Customer] = (0..<900).map { number in
    Customer(
        name: "K\(10_000 + number * 37 % 90_000)", country: random.pick([("DE", 0.5), ("FR", 0.2), ("NL", 0.15), ("PL", 0.15)]),
        usual: 12 + 60 * random.uniform() * random.uniform() + 25 * random.uniform(),
        opened: 20 + Int(3600 * random.uniform() * random.uniform()), weight: 0.15 + 2 * random.uniform() * random.uniform())
}

// Frauds come in bursts on a stolen card; some cards are robbed again, because the same shop keeps leaking them.
var payments: [Payment] = []
var victims: Set<Int> = []
while payments.count < 181 {
    let customer = random.below(customers.count)
    guard victims.insert(customer).inserted else { continue }
    for _ in 0..<(random.chance(0.45) ? 3 : 1) {
        var minute = random.below(minutes - 3000)
        for _ in 0..<(1 + random.below(3)) where payments.count < 181 {
            payments.append(Payment(minute: minute, customer: customer, isFraud: true))
            minute += 4 + Int(300 * random.uniform() * random.uniform())
        }
    }
}

// Everyone else buys by day, some more on Fridays and Saturdays.
let hours: [Double] = [1, 0.6, 0.4, 0.3, 0.3, 0.6, 1.5, 3, 4, 4.5, 5, 5.5, 6.5, 6, 5, 5, 5.5, 7, 7.5, 6.5, 5, 4, 3, 2]
let hourly = hours.enumerated().map { ($0.offset, $0.element) }
let weighted = customers.indices.map { ($0, customers[$0].weight) }
while payments.count < rowCount {
    let day = random.below(181)
    let weekday = (day + 2) % 7  // 2025-01-01 was a Wednesday; 0 is Monday
    if weekday < 4 && random.chance(0.2) { continue }
    let minute = day * 1440 + random.pick(hourly) * 60 + random.below(60)
    payments.append(Payment(minute: minute, customer: random.pick(weighted), isFraud: false))
}
payments.sort { ($0.minute, $0.customer) < ($1.minute, $1.customer) }

let shops: [(String, Double)] = [
    ("groceries", 0.34), ("restaurant", 0.17), ("fuel", 0.11), ("clothing", 0.10), ("online market", 0.12), ("electronics", 0.05),
    ("travel", 0.05), ("gift cards", 0.02), ("pharmacy", 0.04),
]
let dearness = [
    "groceries": 0.8, "restaurant": 0.7, "fuel": 1.3, "clothing": 1.4, "online market": 1, "electronics": 4, "travel": 5,
    "gift cards": 1.6,
    "pharmacy": 0.5,
]

print("at,customer,amount,usual_amount,merchant,channel,country,home,card_age_days,minutes_since_last,new_device,fraud")

for payment in payments {
    let customer = customers[payment.customer]
    let late = payment.minute > 120 * 1440
    let fraud = payment.isFraud

    // From May on the thieves do something else: small contactless payments at home.
    let quiet = fraud && late && random.chance(0.75)
    let loud = fraud && !quiet
    let merchant =
        loud
        ? random.pick([("electronics", 0.3), ("gift cards", 0.3), ("online market", 0.25), ("travel", 0.1), ("clothing", 0.05)])
        : quiet ? random.pick([("fuel", 0.3), ("pharmacy", 0.2), ("groceries", 0.3), ("gift cards", 0.2)]) : random.pick(shops)
    let isOnline =
        merchant == "online market" || (merchant == "gift cards" && random.chance(0.5))
        || (merchant == "travel" && random.chance(0.7))
    let channel =
        quiet
        ? "contactless"
        : loud
            ? random.pick([("online", 0.7), ("swipe", 0.25), ("chip", 0.05)])
            : isOnline ? "online" : random.pick([("contactless", 0.55), ("chip", 0.41), ("swipe", 0.04)])
    let abroad = random.chance(loud ? 0.42 : merchant == "travel" ? 0.3 : 0.03)
    let country = abroad ? random.pick([("GB", 0.3), ("US", 0.25), ("ES", 0.25), ("RO", 0.1), ("SG", 0.1)]) : customer.country
    let swing = exponential(0.55 * random.normal())
    let amount = customer.usual * (dearness[merchant] ?? 1) * swing * (loud ? 1.9 : quiet ? 0.6 : 1)
    let device = channel == "online" ? (random.chance(loud ? 0.62 : 0.06) ? "yes" : "no") : ""
    let since = customer.last.map { String(payment.minute - $0) } ?? ""
    customers[payment.customer].last = payment.minute

    let moment = day(firstDay + payment.minute / 1440)
    let fields: [String] = [
        "\(moment) \(two(payment.minute / 60 % 24)):\(two(payment.minute % 60))", customer.name, fixed(max(0.5, amount), 2),
        fixed(customer.usual, 1), merchant, channel, country, customer.country, String(customer.opened + payment.minute / 1440),
        since,
        device, fraud ? "yes" : "no",
    ]
    print(fields.joined(separator: ","))
}
