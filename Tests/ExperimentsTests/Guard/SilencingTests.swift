import Experiments
import Recipes
import TestSupport
import Testing

/// Checks are silenced in `assay.toml`, which keeps all else that stands in it.
@Suite struct SilencingTests {
    let folder = TemporaryFolder()

    private func project(_ text: String) throws -> Project {
        try writeText(text, to: folder.path + "/assay.toml")
        return try Project.discover(named: folder.path)
    }

    @Test func codesAreReadAndWritten() throws {
        let before = "# mine\ntarget = \"y\"\n\n[guard]\nsilence = [\"overfit\", \"identifier\"]\n\n[defaults]\nseed = 3\n"
        let project = try project(before)
        #expect(project.silencedChecks == ["identifier", "overfit"])
        let after = try project.silencing(["past_best"])
        #expect(after.silencedChecks == ["past_best"])
        #expect(
            try readText(folder.path + "/assay.toml")
                == "# mine\ntarget = \"y\"\n\n[defaults]\nseed = 3\n\n[guard]\nsilence = [\"past_best\"]\n")
        _ = try after.silencing([])
        #expect(try readText(folder.path + "/assay.toml") == "# mine\ntarget = \"y\"\n\n[defaults]\nseed = 3\n")
    }

    @Test func anUnknownCodeIsRefusedWithTheNearest() throws {
        #expect {
            _ = try project("[guard]\nsilence = [\"identifyer\"]\n")
        } throws: { error in
            guard let error = error as? AssayError else { return false }
            return error.code == "project_file" && error.sentence.contains("identifier") && error.sentence.contains("line 2")
        }
    }
}
