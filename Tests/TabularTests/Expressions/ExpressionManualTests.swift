import Glibc
import Tabular
import TestSupport
import Testing

@Suite struct ExpressionManualTests {
    /// `ASSAY_UPDATE=1` writes the page.
    @Test func theManualOfExpressionsIsTrue() throws {
        let path = packageFolder + "/docs/expressions.md"
        if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" { try writeText(ExpressionManual.page, to: path) }
        #expect(try readText(path) == ExpressionManual.page)
    }
}
