import Recipes
import Tabular

@testable import Learning

/// Mixed kinds with missing values; `y` leans on both, `amount` too.
func mixedTable(_ count: Int = 600, seed: Int = 1) -> Table {
    let random = CounterRandom(seed: seed)
    func unit(_ stream: Int, _ row: Int) -> Double { random.unit(stream * 1_000_000 + row) }
    let x = (0..<count).map { unit(1, $0) * 4 - 2 }
    let towns: [String?] = ["Rome", "Oslo", "Lima", nil]
    let town = (0..<count).map { towns[Int(unit(2, $0) * 4)] }
    let lift = { (row: Int) in x[row] * 1.5 + (town[row] == "Oslo" ? 2 : 0) - 0.5 }
    return table([
        numbers("x", x.enumerated().map { unit(3, $0.offset) < 0.1 ? .nan : $0.element }),
        words("town", town),
        words("member", (0..<count).map { unit(4, $0) < 0.5 ? "yes" : "no" }, kind: .flag),
        numbers("day", (0..<count).map { 1.7e9 + Double($0 % 365) * 86_400 }, kind: .date),
        words("y", (0..<count).map { unit(5, $0) < DeterministicMath.logistic(lift($0)) ? "yes" : "no" }, kind: .flag),
        words("three", (0..<count).map { ["a", "b", "c"][min(2, max(0, Int(lift($0) + unit(6, $0) * 2)))] }),
        numbers("amount", (0..<count).map { lift($0) * 100 + unit(7, $0) }),
    ])
}

/// The features of ``mixedTable(_:seed:)``.
let mixedInputs = ["x", "town", "member", "day"]
