import Foundation

/// Ascending steps in little room: a stride where they are regular, else their differences.
enum Steps {
    /// The distance between neighbours where it is always the same, else 0.
    static func stride(of steps: ArraySlice<Int>) -> Int {
        guard steps.count > 1 else { return 1 }
        let first = steps.startIndex
        let stride = steps[first + 1] - steps[first]
        for place in first + 1..<steps.endIndex where steps[place] - steps[place - 1] != stride { return 0 }
        return stride
    }

    /// The differences of neighbours, one fewer than steps.
    static func appendDifferences(of steps: ArraySlice<Int>, to bytes: inout Data) {
        for (step, next) in zip(steps, steps.dropFirst()) { bytes.appendVarint(UInt64(next - step)) }
    }

    /// The steps again; nil where the bytes end too early or a step grows beyond all measure.
    static func read(first: Int, stride: Int, count: Int, differences reader: inout ByteReader) -> [Int]? {
        var steps: [Int] = []
        steps.reserveCapacity(count)
        var step = first
        for place in 0..<count {
            if place > 0 {
                guard let difference = stride > 0 ? stride : reader.count(upTo: Int.max >> 1) else { return nil }
                let (next, overflow) = step.addingReportingOverflow(difference)
                guard !overflow else { return nil }
                step = next
            }
            steps.append(step)
        }
        return steps
    }
}
