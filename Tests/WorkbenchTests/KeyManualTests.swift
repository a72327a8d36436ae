import Glibc
import TestSupport
import Testing

@testable import Workbench

@Suite struct KeyManualTests {
    /// `ASSAY_UPDATE=1` writes the page.
    @Test func theManualOfTheKeysIsTrue() throws {
        let path = packageFolder + "/docs/keys.md"
        if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" {
            try writeText(KeyManual.page, to: path)
        }
        #expect(try readText(path) == KeyManual.page)
    }
}
