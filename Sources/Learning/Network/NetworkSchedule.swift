/// How learning rate, dropout and decay change over a fit, as a function of the share of it that is done.
enum NetworkSchedule: Sendable {
    /// 1 throughout.
    case constant
    /// Four cosine waves that get longer and longer: `(1 - cos(2 pi log2(1 + 15 t))) / 2`.
    ///
    /// Holzmüller, Grinsztajn and Steinwart 2024, https://doi.org/10.48550/arXiv.2407.04491
    case cosineLog4
    /// 1 for the first half, then half a cosine down to 0.
    case flatCosine

    func value(_ share: Double) -> Double {
        let t = min(max(share, 0), 1)
        switch self {
        case .constant: return 1
        case .cosineLog4: return Self.wave(DeterministicMath.log(1 + 15 * t) / DeterministicMath.log(2))
        case .flatCosine: return t < 0.5 ? 1 : 1 - Self.wave(t - 0.5)
        }
    }

    /// `(1 - cos(2 pi turns)) / 2`.
    private static func wave(_ turns: Double) -> Double {
        let part = Float(turns - turns.rounded(.down))
        return Double(0.5 * (1 - FloatMath.sinCos(SIMD8(repeating: part * 6.283_185_3)).cos[0]))
    }
}
