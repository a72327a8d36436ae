import Recipes
import Testing

/// Numbers as text, to the bit.
@Suite struct PackedNumbersTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")])
    func theExamplesOfTheStandardHold(bytes: String, text: String) {
        #expect(Base64.encode(Array(bytes.utf8)) == text)
        #expect(Base64.decode(text) == Array(bytes.utf8))
    }

    @Test(arguments: ["Z", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9", "Zm9v\n", "====", "Zm9vé", "-_-_"])
    func whatIsNoSuchTextIsNotRead(text: String) { #expect(Base64.decode(text) == nil) }

    @Test func numbersComeBackToTheBit() throws {
        let values = [0, -0.0, 1.5, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1]
        let read = try #require(JSON.packed(values).unpacked(Double.self, count: values.count))
        #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
        #expect(JSON.packed([Int32.min, -1, 7]).unpacked(Int32.self) == [.min, -1, 7])
        #expect(JSON.packed([Float]()).unpacked(Float.self) == [])
        #expect(JSON.packed([Int32(1), 2, 3]).unpacked(Double.self) == nil, "twelve bytes are no whole doubles")
        #expect(JSON.packed(values).unpacked(Double.self, count: 3) == nil)
        #expect(JSON.number(1).unpacked(Double.self) == nil)
    }
}
