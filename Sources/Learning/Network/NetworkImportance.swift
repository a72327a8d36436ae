/// How much of what enters the first layer comes from each feature.
struct NetworkImportance {
    let encoder: NetworkEncoder
    let shape: NetworkShape
    let weights: [Float]

    /// Squares of the first layer's weights, times the factors of the inputs, summed over the columns of each feature; shares of the whole
    /// in the order of `names`. Inputs are about of one size, so this says how strongly the network looks at a feature, not what it
    /// makes of it.
    func shares(names: [String]) -> [Double] {
        var sums: [String: Double] = [:]
        var (number, plain, table) = (0, shape.plainColumn, shape.tableColumn)
        let expansion = shape.embedsNumbers ? NetworkShape.expansion : 1
        for part in encoder.parts {
            var sum = 0.0
            if part.isNumber {
                for column in 0..<expansion { sum += square(number + column) }
                number += expansion
            }
            for _ in 0..<part.plainCount {
                sum += square(plain)
                plain += 1
            }
            if case .table = part.encoding {
                for column in 0..<shape.embeddingWidth { sum += square(table + column) }
                table += shape.embeddingWidth
            }
            sums[part.feature] = sum
        }
        let total = encoder.parts.reduce(0) { $0 + (sums[$1.feature] ?? 0) }
        return names.map { total > 0 && total.isFinite ? (sums[$0] ?? 0) / total : 0 }
    }

    private func square(_ column: Int) -> Double {
        let layer = shape.layers[0]
        var sum = 0.0
        for unit in 0..<layer.fanOut {
            let weight = Double(weights[layer.weights + column * layer.outputs + unit])
            sum += weight * weight
        }
        let factor = shape.isParametric ? Double(weights[shape.scaleStart + column]) : 1
        return sum * factor * factor
    }
}
