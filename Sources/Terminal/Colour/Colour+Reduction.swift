/// How a terminal takes colours.
public enum ColourDepth: Hashable, Sendable, CaseIterable {
    /// Attributes only.
    case monochrome
    /// Eight, the brighter eight made by bold.
    case eight
    case sixteen
    case twoHundredFiftySix
    /// Any red, green and blue.
    case direct

    /// The depth of a terminal with so many colours.
    public init(colours: Int) {
        switch colours {
        case ..<8: self = .monochrome
        case ..<16: self = .eight
        case ..<256: self = .sixteen
        case 256: self = .twoHundredFiftySix
        default: self = colours >= 1 << 24 ? .direct : .twoHundredFiftySix
        }
    }
}

extension Colour {
    /// Red, green and blue of the sixteen as xterm shows them; every terminal may set its own.
    static let sixteen: [(UInt8, UInt8, UInt8)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]

    private static let cubeSteps: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// The number that ncurses takes for this colour at a depth; -1 is the terminal's own.
    ///
    /// Among 256, the cube and the grey ramp are searched, not the sixteen, which every terminal shows as it likes.
    public func number(at depth: ColourDepth) -> Int32 {
        switch (self, depth) {
        case (.terminal, _), (_, .monochrome): return -1
        case (.palette(let index), .eight): return Int32(index & 7)
        case (.palette(let index), .sixteen), (.palette(let index), .twoHundredFiftySix): return Int32(index & 15)
        case (.palette(let index), .direct):
            // Direct colour leaves the numbers 0 to 7 to the palette.
            if index < 8 { return Int32(index) }
            let (red, green, blue) = Self.sixteen[Int(index & 15)]
            return Self.direct(red, green, blue)
        case (.rgb(let red, let green, let blue), .direct): return Self.direct(red, green, blue)
        case (.rgb(let red, let green, let blue), .twoHundredFiftySix): return Self.among256(red, green, blue)
        case (.rgb(let red, let green, let blue), .sixteen): return Self.amongSixteen(red, green, blue, count: 16)
        case (.rgb(let red, let green, let blue), .eight): return Self.amongSixteen(red, green, blue, count: 8)
        }
    }

    private static func direct(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
        let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        return value < 8 ? 8 : value
    }

    private static func among256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
        func nearestStep(_ value: UInt8) -> Int {
            cubeSteps.indices.min { abs(Int(cubeSteps[$0]) - Int(value)) < abs(Int(cubeSteps[$1]) - Int(value)) } ?? 0
        }
        let (r, g, b) = (nearestStep(red), nearestStep(green), nearestStep(blue))
        let average = (Int(red) + Int(green) + Int(blue)) / 3
        let grey = min(23, max(0, (average - 3) / 10))
        let level = UInt8(8 + 10 * grey)
        let wanted = (red, green, blue)
        let cubeDistance = distance(wanted, (cubeSteps[r], cubeSteps[g], cubeSteps[b]))
        return distance(wanted, (level, level, level)) < cubeDistance ? Int32(232 + grey) : Int32(16 + 36 * r + 6 * g + b)
    }

    private static func amongSixteen(_ red: UInt8, _ green: UInt8, _ blue: UInt8, count: Int) -> Int32 {
        let wanted = (red, green, blue)
        return Int32((0..<count).min { distance(wanted, sixteen[$0]) < distance(wanted, sixteen[$1]) } ?? 7)
    }

    /// A weighted distance that follows the eye better than the plain one ("redmean").
    private static func distance(_ a: (UInt8, UInt8, UInt8), _ b: (UInt8, UInt8, UInt8)) -> Int {
        let mean = (Int(a.0) + Int(b.0)) / 2
        let (red, green, blue) = (Int(a.0) - Int(b.0), Int(a.1) - Int(b.1), Int(a.2) - Int(b.2))
        return ((512 + mean) * red * red) >> 8 + 4 * green * green + ((767 - mean) * blue * blue) >> 8
    }
}
