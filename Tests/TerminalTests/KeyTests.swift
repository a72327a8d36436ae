import Terminal
import Testing

@Suite struct KeyTests {
    @Test(arguments: [
        "R", "r", "Ctrl-P", "Shift-Tab", "Enter", "Space", "F1", "F12", "PageDown", "Alt-x", "Ctrl-Shift-←", "↑", "?", "-", "+",
        ":", "F",
        "Ctrl-\\", "\"",
    ])
    func namesComeBack(name: String) throws {
        let key = try #require(Key(named: name))
        if name != "Ctrl-Shift-←" { #expect(key.description == name) }
        #expect(Key(named: key.description) == key)
    }

    @Test func unknownNamesAreNil() {
        #expect(Key(named: "Hyper-X") == nil)
        #expect(Key(named: "") == nil)
        #expect(Key(named: "Fx") == nil)
    }
}
