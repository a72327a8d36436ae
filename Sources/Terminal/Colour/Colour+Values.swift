extension Colour {
    /// Red, green and blue as text such as `#7AA2F7` or `#7af`.
    public init?(hex text: String) {
        guard text.first == "#" else { return nil }
        let digits = text.dropFirst().utf8.map { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x41 + 10
            case 0x61...0x66: byte - 0x61 + 10
            default: nil
            }
        }
        let values = digits.compactMap { $0 }
        guard values.count == digits.count else { return nil }
        switch values.count {
        case 3: self = .rgb(values[0] * 17, values[1] * 17, values[2] * 17)
        case 6: self = .rgb(values[0] << 4 | values[1], values[2] << 4 | values[3], values[4] << 4 | values[5])
        default: return nil
        }
    }

    /// The names of the sixteen, in the order of their numbers; `terminal` is the terminal's own.
    public static let names: [String] = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red", "bright-green",
        "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// A colour by its name among the sixteen, or `terminal`, or as `#rrggbb`.
    public init?(named text: String) {
        if text == "terminal" {
            self = .terminal
        } else if let index = Self.names.firstIndex(of: text) {
            self = .palette(UInt8(index))
        } else {
            self.init(hex: text)
        }
    }

    /// Red, green and blue; nil where only the terminal knows them.
    public var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        switch self {
        case .terminal: return nil
        case .palette(let index): return Self.sixteen[Int(index & 15)]
        case .rgb(let red, let green, let blue): return (red, green, blue)
        }
    }

    /// The colour a share of the way from this one to another (0 here, 1 there), in at most 33 steps so that gradients do
    /// not use up colour pairs; where one of them is the terminal's, the nearer of the two.
    public func mixed(with other: Colour, share: Double) -> Colour {
        let step = ((share.isNaN ? 0 : min(max(share, 0), 1)) * 32).rounded() / 32
        guard case .rgb(let r1, let g1, let b1) = self, case .rgb(let r2, let g2, let b2) = other else {
            return step < 0.5 ? self : other
        }
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) + (Double(b) - Double(a)) * step).rounded()) }
        return .rgb(mix(r1, r2), mix(g1, g2), mix(b1, b2))
    }

    /// Whether dark text is read better on it than light text; nil where only the terminal knows.
    public var isLight: Bool? {
        components.map { Contrast.luminance(red: $0.red, green: $0.green, blue: $0.blue) > 0.18 }
    }

    /// Reads a terminal's answer such as `rgb:1515/1818/1e1e`; parts of one to four digits are shares of their largest.
    init?(answer text: String) {
        guard text.hasPrefix("rgb:") else { return nil }
        let parts = text.dropFirst(4).split(separator: "/")
        let values = parts.compactMap { part -> UInt8? in
            guard (1...4).contains(part.utf8.count), let value = Int(part, radix: 16) else { return nil }
            return UInt8(value * 255 / ((1 << (4 * part.utf8.count)) - 1))
        }
        guard values.count == 3, parts.count == 3 else { return nil }
        self = .rgb(values[0], values[1], values[2])
    }
}
