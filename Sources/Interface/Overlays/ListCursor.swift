import Terminal

/// A place in a list that is longer than its window.
struct ListCursor: Equatable, Sendable {
    var selected = 0
    var count = 0

    /// Sets another length and goes to the first entry.
    mutating func reset(count: Int) {
        self.count = count
        selected = 0
    }

    /// Does what a key does in a list above which one types: arrows, pages, Ctrl-N P, Home and End only with Ctrl.
    mutating func handle(_ key: Key, page: Int = 10) -> Bool {
        switch key {
        case Key(.down), "Ctrl-N", "Ctrl-J": move(1, wraps: true)
        case Key(.up), "Ctrl-P": move(-1, wraps: true)
        case Key(.tab): move(1, wraps: true)
        case Key(.tab, shift: true): move(-1, wraps: true)
        case Key(.pageDown): move(page)
        case Key(.pageUp): move(-page)
        case Key(.home, control: true): selected = 0
        case Key(.end, control: true): selected = max(0, count - 1)
        default: return false
        }
        return true
    }

    mutating func move(_ step: Int, wraps: Bool = false) {
        guard count > 0 else { return }
        let next = selected + step
        if wraps, next < 0 || next >= count {
            selected = next < 0 ? count - 1 : 0
        } else {
            selected = min(max(0, next), count - 1)
        }
    }

    /// The first entry in a window of so many rows, with the cursor near its middle.
    func top(rows: Int) -> Int { max(0, min(selected - rows / 2, count - rows)) }
}
