import Glibc
import Recipes
import TestSupport
import Testing

/// `docs/models` is made from what the families declare.
@Suite struct ModelManualTests {
    /// `ASSAY_UPDATE=1` writes the pages.
    @Test func thePagesAreTrue() throws {
        let folder = packageFolder + "/docs/models"
        var pages = ModelFamily.all.map { ("\($0.key).md", ModelManual.page(of: $0)) }
        pages.append(("README.md", ModelManual.index))
        if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" {
            mkdir(folder, 0o755)
            for (name, text) in pages { try writeText(text, to: folder + "/" + name) }
        }
        for (name, text) in pages { #expect(try readText(folder + "/" + name) == text, "\(name)") }
    }

    @Test(arguments: ModelFamily.all)
    func aFamilySaysWhatItIs(_ family: ModelFamily) {
        #expect(!family.title.isEmpty && family.summary.hasSuffix(".") && !family.source.isEmpty)
        #expect(!family.tasks.isEmpty)
        for parameter in family.parameters { #expect(parameter.summary.hasSuffix("."), "\(parameter.name)") }
        #expect(Set(family.parameters.map(\.name)).count == family.parameters.count)
    }
}
