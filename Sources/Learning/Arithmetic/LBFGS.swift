/// Minimises a smooth function by limited-memory BFGS with a line search that ends at the strong Wolfe conditions.
///
/// Liu and Nocedal 1989, https://doi.org/10.1007/BF01589116; the line search is algorithm 3.5 of Nocedal and Wright 2006,
/// "Numerical Optimization".
struct LBFGS {
    /// Pairs of step and change of gradient that stand for the curvature.
    var memory = 10
    /// Iterations at the most.
    var iterations: Int
    /// Ends when no part of the gradient is larger.
    var tolerance: Double

    private static let sufficientDecrease = 1e-3
    private static let curvature = 0.9
    private static let trials = 30

    /// A place, the value there and the gradient.
    struct Point {
        var x: [Double]
        var value: Double
        var gradient: [Double]

        var largest: Double { gradient.reduce(0) { max($0, $1.magnitude) } }
    }

    /// Where a search stands after an iteration: with it a search goes on as if it had never been interrupted.
    struct State {
        /// Iterations that are done.
        var iteration: Int
        var point: Point
        /// The newest last; `rho` is the inverse of the product of the other two.
        var pairs: [(step: [Double], change: [Double], rho: Double)]
    }

    /// Goes down from `start`.
    ///
    /// - Parameters:
    ///   - start: where the search begins.
    ///   - state: where it goes on instead.
    ///   - evaluate: the value and gradient at a place; not finite where the function overflows.
    ///   - accepted: called after every iteration (from 1) with the place that it came to, which is always the last one that was
    ///     evaluated; false ends the search there.
    ///   - reached: called after that with the state.
    /// - Returns: the last place.
    func minimise(
        from start: [Double], resuming state: State? = nil, evaluate: ([Double]) -> (Double, [Double]),
        accepted: (Int, Point) -> Bool, reached: (State) -> Void = { _ in }
    ) -> Point {
        var pairs = state?.pairs ?? []
        var point: Point
        if let state {
            point = state.point
        } else {
            let (value, gradient) = evaluate(start)
            point = Point(x: start, value: value, gradient: gradient)
        }
        for iteration in stride(from: (state?.iteration ?? 0) + 1, through: max(1, iterations), by: 1)
        where point.largest > tolerance {
            var direction = Self.direction(point.gradient, pairs)
            var slope = Self.inner(direction, point.gradient)
            if !(slope < 0) {
                // Rounding has spoilt the memory; plain descent is always right.
                pairs = []
                direction = point.gradient.map { -$0 }
                slope = -Self.inner(point.gradient, point.gradient)
            }
            // Without curvature the first trial has length 1, as in L-BFGS-B (Zhu et al. 1997).
            let first = pairs.isEmpty ? 1 / max((-slope).squareRoot(), 1e-300) : 1
            guard let next = Self.search(from: point, along: direction, slope: slope, first: first, evaluate) else { break }
            let step = zip(next.x, point.x).map { $0 - $1 }
            let change = zip(next.gradient, point.gradient).map { $0 - $1 }
            let product = Self.inner(step, change)
            if product > 1e-16 * Self.inner(change, change) {
                pairs.append((step, change, 1 / product))
                if pairs.count > memory { pairs.removeFirst() }
            }
            point = next
            let goesOn = accepted(iteration, point)
            reached(State(iteration: iteration, point: point, pairs: pairs))
            if !goesOn { break }
        }
        return point
    }

    /// The two loops: minus the inverse curvature times the gradient.
    private static func direction(
        _ gradient: [Double], _ pairs: [(step: [Double], change: [Double], rho: Double)]
    ) -> [Double] {
        var q = gradient.map { -$0 }
        var factors: [Double] = []
        for pair in pairs.reversed() {
            let factor = pair.rho * inner(pair.step, q)
            factors.append(factor)
            for place in q.indices { q[place] -= factor * pair.change[place] }
        }
        if let last = pairs.last {
            let scale = 1 / (last.rho * inner(last.change, last.change))
            for place in q.indices { q[place] *= scale }
        }
        for (pair, factor) in zip(pairs, factors.reversed()) {
            let change = factor - pair.rho * inner(pair.change, q)
            for place in q.indices { q[place] += change * pair.step[place] }
        }
        return q
    }

    /// A place along `direction` that meets the strong Wolfe conditions, or at least goes down; nil where nothing does.
    private static func search(
        from point: Point, along direction: [Double], slope: Double, first: Double, _ evaluate: ([Double]) -> (Double, [Double])
    ) -> Point? {
        func at(_ length: Double) -> (point: Point, slope: Double) {
            let x = zip(point.x, direction).map { $0 + length * $1 }
            let (value, gradient) = evaluate(x)
            return (Point(x: x, value: value, gradient: gradient), inner(gradient, direction))
        }
        // Below rounding, values say nothing: a decrease is judged with that much grace.
        let grace = 1e-15 * abs(point.value)
        func isTooHigh(_ value: Double, _ length: Double) -> Bool {
            !(value <= point.value + sufficientDecrease * length * slope + grace)
        }
        var low = (length: 0.0, value: point.value, slope: slope)
        var high: (length: Double, value: Double, slope: Double)?
        var length = first
        var best: Double?
        for _ in 0..<trials {
            let (place, itsSlope) = at(length)
            if isTooHigh(place.value, length) || place.value > low.value + grace {
                high = (length, place.value, itsSlope)
            } else {
                if itsSlope.magnitude <= -curvature * slope { return place }
                best = length
                if itsSlope * ((high?.length ?? .infinity) - low.length) >= 0 { high = low }
                low = (length, place.value, itsSlope)
            }
            if let high {
                guard (high.length - low.length).magnitude > 1e-12 * max(low.length, high.length) else { break }
                length = interpolate(low, high)
            } else {
                length *= 4
            }
        }
        // The last place evaluated has to be the one that is returned.
        return best.map { at($0).point }
    }

    /// The lowest place of the cubic through two places, kept away from both.
    private static func interpolate(
        _ a: (length: Double, value: Double, slope: Double), _ b: (length: Double, value: Double, slope: Double)
    ) -> Double {
        let middle = (a.length + b.length) / 2
        let width = b.length - a.length
        let d1 = a.slope + b.slope - 3 * (b.value - a.value) / width
        let root = d1 * d1 - a.slope * b.slope
        guard root >= 0, b.value.isFinite else { return middle }
        let d2 = (width < 0 ? -1.0 : 1.0) * root.squareRoot()
        let length = b.length - width * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
        let share = (length - a.length) / width
        return share.isFinite ? a.length + min(max(share, 0.1), 0.9) * width : middle
    }

    private static func inner(_ a: [Double], _ b: [Double]) -> Double {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
                return dot(first, second, a.count)
            }
        }
    }
}

extension LBFGS.State {
    private static let version = 1

    /// The state as bytes.
    var bytes: [UInt8] {
        var writer = StateWriter()
        writer.write(Self.version)
        writer.write(iteration)
        writer.write(point.value)
        writer.write(point.x)
        writer.write(point.gradient)
        writer.write(pairs.count)
        for pair in pairs {
            writer.write(pair.step)
            writer.write(pair.change)
            writer.write(pair.rho)
        }
        return writer.bytes
    }

    /// Reads a state of a search over so many numbers; nil where the bytes are none.
    init?(_ checkpoint: FitCheckpoint, count: Int) {
        var reader = StateReader(checkpoint.bytes)
        guard reader.int() == Self.version, let iteration = reader.int(), iteration == checkpoint.step, iteration > 0,
            let value = reader.double(), let x = reader.doubles(), x.count == count,
            let gradient = reader.doubles(), gradient.count == count, let size = reader.int(), (0...1000).contains(size)
        else { return nil }
        self.iteration = iteration
        point = LBFGS.Point(x: x, value: value, gradient: gradient)
        pairs = []
        for _ in 0..<size {
            guard let step = reader.doubles(), step.count == count, let change = reader.doubles(), change.count == count,
                let rho = reader.double()
            else { return nil }
            pairs.append((step, change, rho))
        }
        guard reader.isAtEnd else { return nil }
    }
}
