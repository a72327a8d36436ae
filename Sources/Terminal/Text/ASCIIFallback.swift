/// The nearest ASCII for the characters that screens use, for terminals without UTF-8.
enum ASCIIFallback {
    /// An ASCII scalar that stands for another; `?` for what has none.
    static func scalar(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        if value < 0x7F { return scalar }
        switch value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x2574, 0x2576, 0x2212, 0x2010...0x2015: return "-"
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B: return "|"
        case 0x250C...0x254B, 0x256D...0x2570: return "+"
        case 0x2581...0x2583, 0x258F...0x2590: return "."
        case 0x2584...0x2586, 0x258C...0x258E: return "="
        case 0x2587...0x258B, 0x2593: return "#"
        case 0x2591, 0x2592: return ":"
        case 0x2801...0x28FF: return "*"
        case 0x2800, 0xA0, 0x2002...0x200A: return " "
        case 0xB7, 0x2022, 0x22C5: return "."
        case 0x2026: return "~"
        case 0x2018, 0x2019: return "'"
        case 0x201C, 0x201D: return "\""
        case 0x2190: return "<"
        case 0x2191, 0x25B2, 0x25B3: return "^"
        case 0x2192, 0x25B8, 0x25B6: return ">"
        case 0x2193, 0x25BC, 0x25BD: return "v"
        case 0xD7, 0x2715, 0x2717: return "x"
        case 0x2713, 0x2714: return "v"
        case 0xB1, 0x2248: return "~"
        case 0x25CF, 0x25C9: return "*"
        case 0x25CB: return "o"
        case 0x25C6, 0x25C7: return "#"
        case 0x2264: return "<"
        case 0x2265: return ">"
        default: return "?"
        }
    }
}
