import Recipes
import Testing

@testable import Tabular

/// Decoding gives the same text however the bytes are cut into blocks.
@Suite struct TextDecoderTests {
    private func decode(_ bytes: [UInt8], _ encoding: TextEncoding, blocks: [Int]) -> (text: String, replaced: Int, nulls: Int) {
        var decoder = TextDecoder(encoding)
        var out: [UInt8] = []
        var place = 0
        for size in blocks + [bytes.count] {
            let end = min(bytes.count, place + size)
            let block = Array(bytes[place..<end])
            var room = [UInt8](repeating: 0, count: TextDecoder.capacity(for: block.count))
            let isLast = end == bytes.count
            let count = block.withUnsafeBufferPointer { block in
                room.withUnsafeMutableBufferPointer { room in
                    room.baseAddress.map { decoder.decode(block, into: $0, isLast: isLast) } ?? 0
                }
            }
            out += room[..<count]
            place = end
            if isLast { break }
        }
        return (String(decoding: out, as: UTF8.self), decoder.replaced, decoder.nulls)
    }

    private static let text = "a,b\nZoë,日本 €\n😀,x\u{FFFD}y\r\n"

    private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
        text.utf16.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test func bordersBetweenBlocksChangeNothing() {
        let sources: [(TextEncoding, [UInt8])] = [
            (.utf8, Array(Self.text.utf8)), (.utf8, [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)),
            (.utf16LittleEndian, [0xFF, 0xFE] + Self.utf16(Self.text, isBig: false)),
            (.utf16BigEndian, Self.utf16(Self.text, isBig: true)),
        ]
        for (encoding, bytes) in sources {
            for first in 0...min(12, bytes.count) {
                for second in 1...5 {
                    let blocks = [first] + [Int](repeating: second, count: bytes.count)
                    let (text, replaced, nulls) = decode(bytes, encoding, blocks: blocks)
                    #expect(text == Self.text, "\(encoding), \(first), \(second)")
                    #expect(replaced == 0 && nulls == 0)
                }
            }
        }
    }

    @Test func whatIsNoCharacterIsReplacedOnce() {
        let broken: [UInt8] = [0x61, 0xE2, 0x82, 0x62, 0xFF, 0x00, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF0, 0x9F]
        let whole = decode(broken, .utf8, blocks: [])
        // Two of three bytes are one; a surrogate's three bytes are three; the cut at the end is one.
        #expect(whole.text == "a\u{FFFD}b\u{FFFD}\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
        #expect(whole.replaced == 7 && whole.nulls == 1)
        for size in 1...5 {
            let cut = decode(broken, .utf8, blocks: [Int](repeating: size, count: broken.count))
            #expect(cut == whole, "\(size)")
        }
        let halves: [UInt8] = [0x3D, 0xD8, 0x61, 0x00, 0x00, 0xDE, 0x62, 0x00, 0x3D, 0xD8, 0x07]
        let pairs = decode(halves, .utf16LittleEndian, blocks: [])
        #expect(pairs.text == "\u{FFFD}a\u{FFFD}b\u{FFFD}" && pairs.replaced == 3)
        for size in 1...5 {
            #expect(decode(halves, .utf16LittleEndian, blocks: [Int](repeating: size, count: halves.count)) == pairs)
        }
    }

    @Test func bytesOfWindowsAreItsLetters() {
        let bytes: [UInt8] = [0x80, 0x93, 0xE4, 0x94, 0x9F, 0x81]
        #expect(decode(bytes, .windows1252, blocks: [1, 1]).text == "€“ä”Ÿ\u{81}")
        #expect(decode(bytes, .latin1, blocks: [2]).text == "\u{80}\u{93}ä\u{94}\u{9F}\u{81}")
    }

    @Test func evidenceIsTheSameForAllBlocks() {
        let sources: [([UInt8], SourceFormat)] = [
            (Array("plain,text\n1,2\n".utf8), .text(.utf8)), (Array("Zoë,Köln\n".utf8) + [0xE9], .text(.utf8)),
            ([0x4D, 0xF6, 0x2C, 0xE5, 0x0A], .text(.latin1)), ([0x93, 0x61, 0x94, 0x2C, 0xE5, 0x0A], .text(.windows1252)),
            (Self.utf16("name,n\nabc,1\n", isBig: false), .text(.utf16LittleEndian)),
            (Self.utf16("name,n\nabc,1\n", isBig: true), .text(.utf16BigEndian)),
            ([0x61, 0, 0, 0, 0x62, 0x2C, 1, 2, 3, 0], .binary(nil)), (Array("PAR1".utf8), .binary("a Parquet file")),
        ]
        for (bytes, format) in sources {
            for size in 1...7 {
                var evidence = EncodingEvidence()
                var place = 0
                while place < bytes.count {
                    let block = Array(bytes[place..<min(bytes.count, place + size)])
                    block.withUnsafeBufferPointer { evidence.take($0) }
                    place += size
                }
                #expect(evidence.format == format, "\(format), \(size)")
            }
        }
    }
}
