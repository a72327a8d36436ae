import Glibc

extension ExpressionFunction {
    static let numbers: [ExpressionFunction] = [
        one("abs", "the value without its sign") { abs($0) },
        one("sign", "-1, 0 or 1") { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
        one("sqrt", "the square root; missing below 0") { $0.squareRoot() },
        one("cbrt", "the cube root") { cbrt($0) },
        one("exp", "e to the power x") { exp($0) },
        one("expm1", "e to the power x less 1, exact near 0") { expm1($0) },
        ExpressionFunction(
            "log", .numbers, [.number("x"), .number("base", isOptional: true)], .number,
            "the natural logarithm, or that of a base; missing below 0",
            .numbers { $0.count > 1 ? $0[0].zip($0[1]) { both($0, $1) { log($0) / log($1) } } : $0[0].map { finite(log($0)) } }),
        one("ln", "the natural logarithm; missing at 0 and below") { log($0) },
        one("log2", "the logarithm to base 2") { log2($0) },
        one("log10", "the logarithm to base 10") { log10($0) },
        one("log1p", "log(1 + x), exact near 0") { log1p($0) },
        two("pow", "x", "y", "x to the power y, as x ^ y") { pow($0, $1) },
        one("floor", "the whole number at or below") { $0.rounded(.down) },
        one("ceil", "the whole number at or above") { $0.rounded(.up) },
        one("trunc", "the whole number towards 0") { $0.rounded(.towardZero) },
        ExpressionFunction(
            "round", .numbers, [.number("x"), .number("digits", isOptional: true)], .number,
            "rounded to so many digits after the point; halves away from 0",
            .numbers { $0.count > 1 ? $0[0].zip($0[1]) { both($0, $1, rounded) } : $0[0].map { finite($0.rounded()) } }),
        many("min", "the least of the values of this row") { $0 < $1 ? $0 : $1 },
        many("max", "the greatest of the values of this row") { $0 > $1 ? $0 : $1 },
        ExpressionFunction(
            "clip", .numbers,
            [Argument("x", .numberOrDate), Argument("low", .numberOrDate), Argument("high", .numberOrDate)], nil,
            "x, but not below low nor above high",
            .numbers { lanes in
                let raised = lanes[0].zip(lanes[1]) { both($0, $1) { $0 < $1 ? $1 : $0 } }
                return raised.zip(lanes[2]) { both($0, $1) { $0 > $1 ? $1 : $0 } }
            }),
        ExpressionFunction(
            "sum", .numbers, [.number("x"), numbersAfter], .number, "the sum of the values of this row",
            .numbers { sum($0) }),
        ExpressionFunction(
            "mean", .numbers, [.number("x"), numbersAfter], .number, "the mean of the values of this row",
            .numbers { lanes in
                let count = Double(lanes.count)
                return sum(lanes).map { $0 / count }
            }),
        one("sin", "the sine of an angle in radians") { sin($0) },
        one("cos", "the cosine of an angle in radians") { cos($0) },
        one("tan", "the tangent of an angle in radians") { tan($0) },
        one("asin", "the angle in radians with this sine") { asin($0) },
        one("acos", "the angle in radians with this cosine") { acos($0) },
        one("atan", "the angle in radians with this tangent") { atan($0) },
        two("atan2", "y", "x", "the angle in radians of the point x, y") { atan2($0, $1) },
        two("hypot", "x", "y", "the distance of the point x, y from 0") { hypot($0, $1) },
        one("sinh", "the hyperbolic sine") { sinh($0) },
        one("cosh", "the hyperbolic cosine") { cosh($0) },
        one("tanh", "the hyperbolic tangent") { tanh($0) },
    ]

    private static let numbersAfter = Argument("y", .one(.number), repeats: true)

    @inline(__always)
    private static func one(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double
    ) -> ExpressionFunction {
        ExpressionFunction(
            name, .numbers, [.number("x")], .number, summary,
            .numbers { $0[0].map { $0.isNaN ? $0 : finite(body($0)) } })
    }

    private static func two(
        _ name: String, _ first: String, _ second: String, _ summary: String,
        _ body: @escaping @Sendable (Double, Double) -> Double
    ) -> ExpressionFunction {
        ExpressionFunction(
            name, .numbers, [.number(first), .number(second)], .number, summary,
            .numbers { $0[0].zip($0[1]) { both($0, $1, body) } })
    }

    private static func many(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Double, Double) -> Double
    ) -> ExpressionFunction {
        ExpressionFunction(
            name, .numbers, [Argument("x", .numberOrDate), Argument("y", .numberOrDate, repeats: true)], nil, summary,
            .numbers { lanes in
                lanes.dropFirst().reduce(lanes[0]) { $0.zip($1) { both($0, $1, body) } }
            })
    }

    @inline(__always)
    private static func sum(_ lanes: [Lane<Double>]) -> Lane<Double> {
        lanes.dropFirst().reduce(lanes[0]) { $0.zip($1) { finite($0 + $1) } }
    }

    /// `body`, or missing where either is.
    @inline(__always)
    static func both(_ a: Double, _ b: Double, _ body: (Double, Double) -> Double) -> Double {
        a.isNaN || b.isNaN ? .nan : finite(body(a, b))
    }

    /// The value, or missing where it is infinite.
    @inline(__always)
    static func finite(_ value: Double) -> Double { value.isFinite ? value : .nan }

    @Sendable private static func rounded(_ value: Double, _ digits: Double) -> Double {
        let places = min(max(digits.rounded(.towardZero), -308), 308)
        // A power of ten is exact to 10^22; dividing by it keeps 0.1 what people mean by it.
        let scale = pow(10, abs(places))
        let result = places < 0 ? (value / scale).rounded() * scale : (value * scale).rounded() / scale
        return result.isFinite ? result : value
    }
}
