import Recipes
import TestSupport
import Testing

@testable import Tabular

/// Columns of personal data are pointed out without showing any of it.
@Suite struct PersonalDataTests {
    private static func alert(_ name: String, rows: Int = 300, _ value: (Int) -> String) throws -> Alert? {
        var text = "\(name),noise\n"
        for row in 0..<rows { text += "\"\(value(row))\",\(row * 7919 % 10_007).5\n" }
        return try table(text).profile(target: nil).alerts.first { $0.code == "personal" }
    }

    private static let people: [(name: String, says: String, value: @Sendable (Int) -> String)] = [
        ("contact", "e-mail addresses, such as xxxxxx9@xxxxxxx.xxx", { "person\($0 % 9)@example.org" }),
        ("host", "IP addresses, such as 99.9.9.", { "10.0.\($0 % 9).\($0 % 250)" }),
        ("address6", "IP addresses", { "2001:db8::\(String($0, radix: 16)):1" }),
        (
            "account", "account numbers (IBAN",
            { ["DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606"][$0 % 3] }
        ),
        (
            "paid with", "card numbers (checksum right)",
            { ["4111 1111 1111 1111", "5500-0000-0000-0004", "340000000000009"][$0 % 3] }
        ),
        ("tel", "telephone numbers, such as +99 99 9999999", { "+49 30 1234\(100 + $0 % 300)" }),
        ("number", "national identity numbers, such as 999-99-9999", { "\(100 + $0 % 300)-\(10 + $0 % 80)-\(1000 + $0)" }),
        ("dni", "national identity numbers", { ["12345678Z", "00000000T", "87654321X"][$0 % 3] }),
        ("cpf", "national identity numbers", { ["111.444.777-35", "529.982.247-25", "390.533.447-05"][$0 % 3] }),
        ("hetu", "national identity numbers", { ["131052-308T", "010190-999W", "311280-888Y"][$0 % 3] }),
        ("nr", "national identity numbers", { ["811218-9876", "670919-9530", "640823-3234"][$0 % 3] }),
        ("passenger", "look like names of persons", { "Mc\(words($0)), Mr. \(words($0 * 7 + 3))" }),
        ("customerName", "look like names of persons", { "\(words($0)) \(words($0 * 3 + 1))" }),
    ]

    /// A capitalised word that is another for every number.
    private static func words(_ number: Int) -> String {
        var text = "B"
        var rest = number + 26
        while rest > 0 {
            text.append(Character(UnicodeScalar(UInt8(97 + rest % 26))))
            rest /= 26
        }
        return text
    }

    @Test(arguments: people.indices) func personalDataIsPointedOut(_ index: Int) throws {
        let (name, says, value) = Self.people[index]
        let alert = try #require(try Self.alert(name, value), "\(name)")
        #expect(alert.evidence.contains(says), "\(alert.evidence)")
        for row in 0..<300 { #expect(!alert.evidence.contains(value(row)), "\(value(row)) is shown") }
        #expect(alert.remedies.map(\.word) == ["drop", "hash"])
    }

    private static let others: [(name: String, value: @Sendable (Int) -> String)] = [
        ("city", { ["Bergen", "Oslo", "New York"][$0 % 3] }), ("time", { "1\($0 % 10):2\($0 % 10):30" }),
        ("version", { "1.\($0 % 30).2" }), ("product", { "Blue \(words($0))" }), ("sku", { "1234567\($0 % 10)A" }),
        ("card", { "4111 1111 1111 11\(10 + $0 % 90)" }), ("day", { "2024-01-\(10 + $0 % 20)" }),
        ("part", { "\(100 + $0)-2\($0 % 10)-77" }),
        ("name", { ["Rome", "Oslo", "Lima"][$0 % 3] }),
    ]

    @Test(arguments: others.indices) func otherDataIsNotPersonal(_ index: Int) throws {
        let (name, value) = Self.others[index]
        let alert = try Self.alert(name, value)
        #expect(alert == nil, "\(name): \(alert?.evidence ?? "")")
    }

    @Test func aHashTakesTheAlertAway() throws {
        var text = "contact,noise\n"
        for row in 0..<300 { text += "person\(row)@example.org,\(row)\n" }
        let source = try table(text)
        let remedy = try #require(source.profile(target: nil).alerts.first { $0.code == "personal" }?.remedies.last)
        guard case .step(let step) = remedy else { Issue.record("no step"); return }
        let made = try source.prepared(by: [step]) { path throws(AssayError) in try other(path, [:]) }
        #expect(!made.profile(target: nil).alerts.contains { $0.code == "personal" })
    }
}
