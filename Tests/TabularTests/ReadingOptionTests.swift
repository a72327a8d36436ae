import Recipes
import Tabular
import Testing

@Suite struct ReadingOptionTests {
    @Test func everyMemberIsWrittenAndReadBack() {
        let options = ReadingOptions(
            encoding: .windows1252, delimiter: "\t", skip: 3, header: false, decimal: .comma, thousands: .space,
            dateOrder: .dayMonthYear, dateOrders: ["x": .unixSeconds], missing: ["k.A.", "-999"], kinds: ["y": .text])
        #expect(
            ReadingOptions(json: options.json)
                == ReadingOptions(
                    encoding: .windows1252, delimiter: "\t", skip: 3, header: false, decimal: .comma, thousands: .space,
                    dateOrder: .dayMonthYear, dateOrders: ["x": .unixSeconds], missing: ["-999", "k.A."], kinds: ["y": .text]))
        #expect(ReadingOptions().json == [:])
    }

    @Test func settingsTakeTheirWordsAndRefuseOthers() throws {
        var options = ReadingOptions()
        for setting in ReadingSetting.all {
            for word in setting.words {
                try setting.set([word], in: &options)
                #expect(setting.values(options) == [word], "\(setting.name)")
            }
            if !setting.isList {
                try setting.set(["auto"], in: &options)
                #expect(setting.values(options) == [], "\(setting.name)")
            }
        }
        #expect(options == ReadingOptions())
        let error = #expect(throws: AssayError.self) { try ReadingSetting.encoding.set(["utf8"], in: &options) }
        #expect(error?.hint == "did you mean utf-8?")
        #expect(throws: AssayError.self) { try ReadingSetting.skip.set(["-1"], in: &options) }
        #expect(ReadingSetting.named("date-order")?.name == "date_order")
    }

    @Test func whatChangesNothingIsNoPartOfTheFingerprint() throws {
        let text = "a,b,d\n\"1,5\",x,31/12/2024\n\"2,5\",n.a.,01/02/2024\n"
        let plain = try table(text)
        let idle = ReadingOptions(
            encoding: .utf8, delimiter: ",", skip: 0, header: true, decimal: .comma, thousands: ThousandsMark.none,
            dateOrder: .dayMonthYear, dateOrders: ["d": .dayMonthYear], missing: ["zzz"], kinds: ["b": .category])
        #expect(try table(text, options: idle).source == plain.source)
        var fingerprints: Set<String> = [plain.source.fingerprint]
        for options in [
            ReadingOptions(missing: ["n.a."]), ReadingOptions(decimal: .point), ReadingOptions(dateOrder: .yearMonthDay),
            ReadingOptions(skip: 1), ReadingOptions(kinds: ["b": .text]), ReadingOptions(dateOrders: ["d": .monthDayYear]),
            ReadingOptions(encoding: .utf16LittleEndian, delimiter: ",", header: false),
        ] {
            let other = try table(text, options: options)
            #expect(fingerprints.insert(other.source.fingerprint).inserted, "\(options)")
        }
    }

    @Test func decisionsAreToldAndKept() throws {
        let table = try table("x;d;t\n1.234,5;01.02.2024;2024-01-01T00:00:00+01:00\n2,5;03.04.2024;2024-01-02T00:00:00+01:00\n")
        #expect(table.decisions.delimiter == ";")
        #expect(table.decisions.decimal == .comma && table.decisions.thousands == .point)
        #expect(table.decisions.numbers["x"] == NumberFormat(decimal: .comma, thousands: .point))
        #expect(table.decisions.dates["d"] == .init(format: .dayMonthYear, isAmbiguous: true))
        #expect(table.decisions.dates["t"] == .init(format: .yearMonthDay, hasZones: true))
    }

    @Test func columnsOfOptionsHaveToBeThere() {
        let error = #expect(throws: AssayError.self) {
            try table("a,b\n1,2\n", options: ReadingOptions(dateOrders: ["bb": .unixSeconds]))
        }
        #expect(error?.code == "no_such_column")
    }
}
