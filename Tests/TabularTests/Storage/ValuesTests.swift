import Testing

@testable import Tabular

@Suite struct ValuesTests {
    @Test func valuesAreAnArrayToRead() {
        let values: Values<Double> = [1, 2.5, 3]
        #expect(values.count == 3 && values[1] == 2.5 && Array(values) == [1, 2.5, 3])
        #expect(values == Values([1, 2.5, 3]) && values != [1, 2.5])
        #expect(values.reduce(0, +) == 6.5 && values.max() == 3 && values.last == 3)
        #expect(values.withUnsafeBufferPointer { $0.count } == 3)
        #expect(Values<Int32>([]).isEmpty)
    }

    @Test func copiesOutliveWhatTheyWereTakenFrom() {
        var kept: Values<Int32> = []
        do {
            let own = Values<Int32>(unsafeUninitializedCapacity: 1000) { memory in
                for place in 0..<1000 { memory.initializeElement(at: place, to: Int32(place)) }
            }
            kept = own
        }
        #expect(kept[999] == 999)
    }

    @Test func wordsAreReadInPlace() {
        let words: Words = ["", "a", "ä", "long enough to be no small string"]
        #expect(words.count == 4 && words[2] == "ä" && words[3].hasPrefix("long") && words[0].isEmpty)
        #expect(Array(words) == ["", "a", "ä", "long enough to be no small string"])
        #expect(words == Words(["", "a", "ä", "long enough to be no small string"]))
        #expect(words.withBytes(of: 2) { Array($0) } == [0xC3, 0xA4])
        #expect(words.byteCount == 36)
        #expect(Words([String]()).isEmpty)
    }
}
