/// Adjusts p-values of many tests.
enum BenjaminiHochberg {
    static func adjusted(_ p: [Double]) -> [Double] {
        let order = p.indices.sorted { p[$0] > p[$1] }
        var result = p
        var least = 1.0
        for (place, index) in order.enumerated() {
            least = min(least, p[index] * Double(p.count) / Double(p.count - place))
            result[index] = least
        }
        return result
    }
}
