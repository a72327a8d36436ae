import Glibc
import Recipes
import TestSupport
import Testing

/// Pages that are made from declarations; `ASSAY_UPDATE=1` writes them.
@Suite struct ManualTests {
    @Test(arguments: [("encoding", EncodingManual.page), ("splits", SplitManual.page)])
    func thePageIsWhatIsDeclared(_ name: String, _ page: String) throws {
        let path = packageFolder + "/docs/\(name).md"
        if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" { try writeText(page, to: path) }
        #expect(try readText(path) == page)
    }

    @Test func thePagesHaveEveryWord() {
        for word in EncodingWord.all { #expect(EncodingManual.page.contains("\n- `\(word.key)` \(word.summary)")) }
        for form in SplitForm.all { #expect(SplitManual.page.contains("\n## \(form.key)\n")) }
    }
}
