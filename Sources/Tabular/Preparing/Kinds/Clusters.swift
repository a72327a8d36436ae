import Recipes

extension StepWork {
    /// `cluster`: the number of the nearest of the centres that the step keeps, from 1; missing where one of the values is.
    func clustered() throws(AssayError) -> Outcome {
        let columns = try columns("columns")
        try checkNoTarget(columns.map(\.name))
        let means = try numbers("means", columns.count)
        let scales = try numbers("scales", columns.count)
        var centres: [[Double]] = []
        for centre in step.value("centres")?.arrayValue ?? [] {
            let places = (centre.arrayValue ?? []).compactMap(\.doubleValue)
            guard places.count == columns.count else { throw .stepValue("centres", "needs a number a column in every row") }
            centres.append(places)
        }
        if centres.isEmpty { throw .stepValue("centres", "is empty") }
        var distances = [Double](repeating: .infinity, count: table.rowCount)
        var nearest = [Int32](repeating: -1, count: table.rowCount)
        let scaled = try columns.indices.map { place throws(AssayError) in
            guard let values = columns[place].numbers else {
                throw .stepValue("columns", "has \(columns[place].name), which holds words")
            }
            let (mean, scale) = (means[place], scales[place] == 0 ? 1 : scales[place])
            return values.map { ($0 - mean) / scale }
        }
        for (number, centre) in centres.enumerated() {
            for row in 0..<table.rowCount {
                var sum = 0.0
                for place in centre.indices {
                    let step = scaled[place][row] - centre[place]
                    sum += step * step
                }
                // False where a value is missing.
                if sum < distances[row] {
                    distances[row] = sum
                    nearest[row] = Int32(number)
                }
            }
        }
        let texts = centres.indices.map { "\($0 + 1)" }
        return try adding([Column(name: step.text("name"), kind: .category, codes: nearest, texts: texts)])
    }

    private func numbers(_ field: String, _ count: Int) throws(AssayError) -> [Double] {
        let values = (step.value(field)?.arrayValue ?? []).compactMap(\.doubleValue)
        guard values.count == count else { throw .stepValue(field, "needs a number a column") }
        return values
    }
}
