import Foundation

/// The points that one commit brought to one series. A row of the table `tail` holds one block a series.
struct TailBlock {
    let series: Int
    /// The place of the first point in the series, from 0: points that are sealed already are passed over by it.
    let first: Int
    let steps: [Int]
    let values: [Double]

    /// The place behind the last point.
    var end: Int { first + steps.count }

    func append(to bytes: inout Data) {
        let stride = Steps.stride(of: steps[...])
        bytes.appendVarint(UInt64(series))
        bytes.appendVarint(UInt64(first))
        bytes.appendVarint(UInt64(steps.count))
        bytes.appendSigned(steps.first ?? 0)
        bytes.appendVarint(UInt64(stride))
        if stride == 0 { Steps.appendDifferences(of: steps[...], to: &bytes) }
        bytes.append(Blob.bytes(of: values))
    }

    /// The blocks of a row; what cannot be read ends the list.
    static func read(_ bytes: Data) -> [TailBlock] {
        var reader = ByteReader(bytes)
        var blocks: [TailBlock] = []
        while !reader.isAtEnd {
            guard let series = reader.count(upTo: Int.max), let first = reader.count(upTo: Int.max >> 1),
                let count = reader.count(), let step = reader.signed(), let stride = reader.count(upTo: Int.max >> 1),
                count <= bytes.count,
                let steps = Steps.read(first: step, stride: stride, count: count, differences: &reader),
                let values = reader.doubles(count)
            else { break }
            blocks.append(TailBlock(series: series, first: first, steps: steps, values: values))
        }
        return blocks
    }
}
