/// The steps of several recipes side by side: what is done in all of them in one row, whatever its number in each.
struct StepAlignment {
    /// One row: the step of each recipe with its number, nil where it has none.
    private struct Row {
        private(set) var cells: [(number: Int, step: Step)?]
        /// The step by which others are told to be the same: that of the last recipe that has one.
        private(set) var step: Step

        init(_ cell: (number: Int, step: Step), at place: Int, of count: Int) {
            cells = [(number: Int, step: Step)?](repeating: nil, count: count)
            cells[place] = cell
            step = cell.step
        }

        /// Takes in the step of one more recipe; recipes come in their order.
        mutating func add(_ cell: (number: Int, step: Step), at place: Int) {
            cells[place] = cell
            step = cell.step
        }
    }

    private var rows: [Row] = []

    /// - Complexity: O(recipes x steps²).
    init(_ lists: [[Step]]) {
        for (place, list) in lists.enumerated() {
            let steps = list.enumerated().filter { !$0.element.isOff }.map { (number: $0.offset + 1, step: $0.element) }
            add(steps, at: place, of: lists.count)
        }
    }

    /// A field a row, named by the number that the step has in the first recipe that has it, or where a row before has that name
    /// by the next number that is free.
    var fields: [RecipeDifference] {
        var taken: Set<Int> = []
        return rows.map { row in
            var number = row.cells.lazy.compactMap { $0?.number }.first ?? 1
            while !taken.insert(number).inserted { number += 1 }
            let steps = Set(row.cells.compactMap { $0?.step })
            // Steps that are the same and stand elsewhere among the others were moved: their numbers are the difference.
            let isMoved = steps.count == 1 && isMoved(row)
            let values = row.cells.map { cell -> JSON in
                guard let cell else { return .null }
                return .string(isMoved ? "\(cell.step.sentence), as step \(cell.number)" : cell.step.sentence)
            }
            return RecipeDifference(field: "step.\(number)", values: values)
        }
    }

    /// Adds the steps of one more recipe: first what is the same in the same order, then what is of one kind between the same
    /// neighbours and was therefore changed, then what was moved; the rest are new rows.
    private mutating func add(_ steps: [(number: Int, step: Step)], at place: Int, of count: Int) {
        var made: [Row] = []
        var loose: [Row] = []
        var start = (row: 0, step: 0)
        for (row, step) in common(steps) + [(rows.count, steps.count)] {
            var left = Array(rows[start.row..<row])
            for cell in steps[start.step..<step] {
                if let same = left.indices.first(where: { left[$0].cells[place] == nil && left[$0].step.kind == cell.step.kind })
                {
                    left[same].add(cell, at: place)
                } else {
                    let row = Row(cell, at: place, of: count)
                    loose.append(row)
                    left.append(row)
                }
            }
            made += left
            if row < rows.count {
                made.append(rows[row])
                made[made.count - 1].add(steps[step], at: place)
            }
            start = (row + 1, step + 1)
        }
        rows = made
        for row in loose { join(row, at: place) }
    }

    /// Puts a step that stands alone into the row of the same step at another place, where there is one.
    private mutating func join(_ loose: Row, at place: Int) {
        guard let cell = loose.cells[place],
            let other = rows.firstIndex(where: { $0.cells[place] == nil && $0.step == cell.step }),
            let own = rows.firstIndex(where: { row in
                row.cells[place]?.number == cell.number && row.cells.count(where: { $0 != nil }) == 1
            })
        else { return }
        rows[other].add(cell, at: place)
        rows.remove(at: own)
    }

    /// Whether a row's steps stand behind others in one recipe and before them in another.
    private func isMoved(_ row: Row) -> Bool {
        for other in rows {
            var isBehind: Set<Bool> = []
            for (a, b) in zip(row.cells, other.cells) {
                if let a, let b, a.number != b.number { isBehind.insert(a.number > b.number) }
            }
            if isBehind.count > 1 { return true }
        }
        return false
    }

    /// The longest common sequence of rows and steps: places in both, ascending.
    private func common(_ steps: [(number: Int, step: Step)]) -> [(Int, Int)] {
        var lengths = [[Int]](repeating: [Int](repeating: 0, count: steps.count + 1), count: rows.count + 1)
        for row in rows.indices.reversed() {
            for step in steps.indices.reversed() {
                lengths[row][step] =
                    rows[row].step == steps[step].step
                    ? lengths[row + 1][step + 1] + 1 : max(lengths[row + 1][step], lengths[row][step + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (row, step) = (0, 0)
        while row < rows.count, step < steps.count {
            if rows[row].step == steps[step].step {
                pairs.append((row, step))
                (row, step) = (row + 1, step + 1)
            } else if lengths[row + 1][step] >= lengths[row][step + 1] {
                row += 1
            } else {
                step += 1
            }
        }
        return pairs
    }
}
