/// A layer of dots, finer than cells: one series is drawn into one grid, and grids are laid over one another at the end.
struct DotGrid: Equatable {
    let alphabet: DotAlphabet
    /// In cells.
    let columns: Int
    let rows: Int
    /// The dots of each cell, row by row.
    private(set) var masks: [UInt8]

    init(columns: Int, rows: Int, _ alphabet: DotAlphabet) {
        self.alphabet = alphabet
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        masks = Array(repeating: 0, count: self.columns * self.rows)
    }

    /// In dots.
    var width: Int { columns * alphabet.columns }
    /// In dots.
    var height: Int { rows * alphabet.rows }

    /// Sets a dot, from the upper left; outside nothing happens.
    @inline(__always)
    mutating func set(_ x: Int, _ y: Int) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        let (dx, dy) = (x % alphabet.columns, y % alphabet.rows)
        masks[y / alphabet.rows * columns + x / alphabet.columns] |= alphabet.bit(dx, dy)
    }

    /// Whether a dot is set.
    func isSet(_ x: Int, _ y: Int) -> Bool {
        guard x >= 0, y >= 0, x < width, y < height else { return false }
        let bit = alphabet.bit(x % alphabet.columns, y % alphabet.rows)
        return masks[y / alphabet.rows * columns + x / alphabet.columns] & bit != 0
    }

    /// The dots of a cell.
    func mask(_ column: Int, _ row: Int) -> UInt8 { masks[row * columns + column] }
}
