extension DotGrid {
    /// A place between dots.
    struct Position: Equatable {
        var x: Double
        var y: Double
    }

    /// Draws a line through positions in dots, with gaps where either number is not finite.
    ///
    /// All points that fall into one column of dots become one upright stroke over their whole span, so that no extreme is lost
    /// however many there are.
    ///
    /// - Complexity: O(points + dots drawn).
    mutating func line(count: Int, dash: Series.Dash = .solid, _ position: (Int) -> Position) {
        var stroke: Stroke?
        var isConnected = false
        for index in 0..<count {
            let next = position(index)
            guard next.x.isFinite, next.y.isFinite else {
                if let stroke { isConnected ? draw(stroke, dash) : spot(stroke) }
                stroke = nil
                isConnected = false
                continue
            }
            if var current = stroke {
                if next.x.rounded() == current.x {
                    current.take(next)
                    stroke = current
                    continue
                }
                draw(current, dash)
                segment(from: current.last, to: next, dash)
                isConnected = true
            }
            stroke = Stroke(next)
        }
        if let stroke { isConnected ? draw(stroke, dash) : spot(stroke) }
    }

    /// A point between gaps: two by two dots, since a single one is easily overlooked.
    private mutating func spot(_ stroke: Stroke) {
        draw(stroke, .solid)
        guard alphabet == .braille, stroke.x.magnitude < 1e6, stroke.last.y.magnitude < 1e6 else { return }
        let (x, y) = (Int(stroke.x), Int(stroke.last.y.rounded()))
        for (dx, dy) in [(1, 0), (0, 1), (1, 1)] { set(x + dx, y + dy) }
    }

    /// The points that fall into one column.
    private struct Stroke {
        let x: Double
        var low: Double
        var high: Double
        var last: Position

        init(_ position: Position) {
            x = position.x.rounded()
            low = position.y
            high = position.y
            last = position
        }

        mutating func take(_ position: Position) {
            low = min(low, position.y)
            high = max(high, position.y)
            last = position
        }
    }

    private mutating func draw(_ stroke: Stroke, _ dash: Series.Dash) {
        guard stroke.x >= 0, stroke.x < Double(width) else { return }
        let low = max(stroke.low.rounded(), 0)
        let high = min(stroke.high.rounded(), Double(height - 1))
        guard low <= high, dash.isOn(Int(stroke.x)) || high - low >= 2 else { return }
        for y in Int(low)...Int(high) { set(Int(stroke.x), y) }
    }

    /// A straight line from dot to dot (Bresenham 1965, https://doi.org/10.1147/sj.41.0025), cut to the grid first.
    mutating func segment(from start: Position, to end: Position, _ dash: Series.Dash = .solid) {
        guard let (a, b) = clipped(start, end) else { return }
        var x = Int(a.x.rounded())
        var y = Int(a.y.rounded())
        let (lastX, lastY) = (Int(b.x.rounded()), Int(b.y.rounded()))
        let (dx, dy) = (abs(lastX - x), -abs(lastY - y))
        let (stepX, stepY) = (x < lastX ? 1 : -1, y < lastY ? 1 : -1)
        var error = dx + dy
        // Along a steep line the dashes run down the rows, else along the columns.
        let isSteep = -dy > dx
        while true {
            if dash.isOn(isSteep ? y : x) { set(x, y) }
            if x == lastX, y == lastY { return }
            let doubled = 2 * error
            if doubled >= dy {
                error += dy
                x += stepX
            }
            if doubled <= dx {
                error += dx
                y += stepY
            }
        }
    }

    /// The part of a segment within the grid, after Liang and Barsky (1984, https://doi.org/10.1145/357332.357333).
    private func clipped(_ start: Position, _ end: Position) -> (Position, Position)? {
        let (maxX, maxY) = (Double(width - 1), Double(height - 1))
        guard maxX >= 0, maxY >= 0 else { return nil }
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        guard dx.isFinite, dy.isFinite else { return nil }
        var (from, to) = (0.0, 1.0)
        // Half a dot beyond the edge still rounds onto it.
        let edges = [(-dx, start.x + 0.49), (dx, maxX + 0.49 - start.x), (-dy, start.y + 0.49), (dy, maxY + 0.49 - start.y)]
        for (direction, distance) in edges {
            if direction == 0 {
                if distance < 0 { return nil }
            } else if direction < 0 {
                from = max(from, distance / direction)
            } else {
                to = min(to, distance / direction)
            }
        }
        guard from <= to else { return nil }
        func at(_ share: Double) -> Position {
            Position(x: min(max(start.x + share * dx, 0), maxX), y: min(max(start.y + share * dy, 0), maxY))
        }
        return (at(from), at(to))
    }
}

extension Series.Dash {
    /// Whether a dot at this distance along the axis is drawn.
    @inline(__always)
    func isOn(_ place: Int) -> Bool {
        switch self {
        case .solid: true
        case .long: place % 8 < 6
        case .short: place % 4 < 2
        case .dotted: place % 4 == 0
        }
    }

    /// The pattern of a slot.
    static func slot(_ slot: Int) -> Series.Dash { allCases[slot % allCases.count] }
}
