import Testing

@testable import Recipes

@Suite struct JSONTests {
    /// The number samples of RFC 8785, appendix B.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"), (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"), (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"), (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"), (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        ] as [(UInt64, String)])
    func numbersAreWrittenAsTheStandardSays(bits: UInt64, text: String) {
        #expect(JSON.numberText(Double(bitPattern: bits)) == text)
    }

    @Test func whatPeopleReadMovesNoTerminal() throws {
        let document: JSON = ["b\u{9B}m": "\u{1B}[2J\u{7F}é"]
        #expect(document.indentedText == "{\n  \"b\\u009bm\": \"\\u001b[2J\\u007fé\"\n}")
        #expect(try JSON(parsing: document.indentedText) == document)
    }

    @Test func membersAreSortedByTheirUTF16Units() throws {
        let hebrew = "\u{FB33}"
        let document: JSON = ["€": 1, "\r": 2, hebrew: 3, "1": 4, "😀": 5, "\u{80}": 6, "ö": 7]
        #expect(
            document.canonicalText
                == "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\(hebrew)\":3}")
    }

    @Test(arguments: [
        "null", "true", "[]", "{}", #"{"a":[1,2.5,"x"],"b":{"c":null}}"#, #""\"\\\b\f\n\r\t\u001f""#,
    ])
    func canonicalTextReadsBackTheSame(text: String) throws {
        #expect(try JSON(parsing: text).canonicalText == text)
        let indented = try JSON(parsing: text).indentedText
        #expect(try JSON(parsing: indented).canonicalText == text)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "1e", "nul", "\"a", "\"\u{01}\"", "[1] 2", "{\"a\":1,\"a\":2}", "1e999",
        "\"\\ud800\"", "{a:1}", "-", "+1", String(repeating: "[", count: 100_000),
    ])
    func whatIsNoJSONIsRefusedWithAPlace(text: String) {
        #expect {
            try JSON(parsing: text)
        } throws: { error in
            (error as? AssayError)?.message.contains("line 1, column") == true
        }
    }

    @Test func numbersThatAreNotFiniteBecomeNull() {
        #expect(JSON.finite(.nan).isNull)
        #expect(JSON.array([.number(.infinity)]).canonicalText == "[null]")
    }

    @Test func randomDoublesReadBackTheSame() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(Double(JSON.numberText(value)) == value)
        }
    }
}
