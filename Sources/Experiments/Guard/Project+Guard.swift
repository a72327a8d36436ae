public import Recipes
import TOMLKit

extension Project {
    /// The project with other checks silenced, as `assay.toml` has them from now on: the section `[guard]` is written anew, every other
    /// line stays as it is; where there is no such file, one is made.
    ///
    /// - Throws: ``AssayError`` where the file cannot be written.
    public func silencing(_ codes: [String]) throws(AssayError) -> Project {
        var project = self
        project.silencedChecks = Set(codes).sorted()
        guard FilePath.exists(configurationFile) else {
            try FilePath.makeFolder(folder)
            try FilePath.create(configurationFile, text: project.configurationText)
            return project
        }
        guard let text = FilePath.text(of: configurationFile) else {
            throw .projectFile(configurationFile, line: nil, "it cannot be read")
        }
        try FilePath.replace(configurationFile, text: Self.text(text, guarding: project.guardSection))
        return project
    }

    /// What `assay.toml` says now, which somebody may have changed since this project was read.
    public var currentlySilenced: [String] { (try? configured(from: folder))?.silencedChecks ?? silencedChecks }

    /// The section on the guard, where anything is said.
    var guardSection: [String] {
        guard !silencedChecks.isEmpty else { return [] }
        return [
            "", "[guard]", "silence = [" + silencedChecks.map { JSON.string($0).canonicalText }.joined(separator: ", ") + "]",
        ]
    }

    /// A configuration with another section on the guard, which stands at its end.
    static func text(_ text: String, guarding section: [String]) -> String {
        var kept: [Substring] = []
        var isGuard = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " || $0 == "\t" }
            if words.hasPrefix("[") { isGuard = words.dropFirst().prefix { $0 != "]" } == "guard" }
            if !isGuard { kept.append(line) }
        }
        while kept.last?.allSatisfy(\.isWhitespace) == true { kept.removeLast() }
        return (kept.map(String.init) + section).joined(separator: "\n") + "\n"
    }
}

extension ConfigurationReader {
    /// `silence` of the section `[guard]`: codes of checks, each of which there has to be.
    func silencedChecks(in table: TOMLTable) throws(AssayError) -> [String] {
        guard let section = try section("guard", in: table) else { return [] }
        try check(section, known: ["silence"])
        guard let value = section["silence"] else { return [] }
        guard let codes = value.array?.map(\.string), codes.allSatisfy({ $0 != nil }) else {
            throw wrong("silence", "a list of codes such as [\"identifier\"]")
        }
        for case let code? in codes where GuardCheck.named(code) == nil {
            let nearest = AssayError.nearestWord(to: code, among: GuardCheck.all.map(\.code))
            throw .projectFile(
                path, line: line(of: "silence"),
                "there is no check \"\(code)\"; " + (nearest.map { "did you mean \($0)?" } ?? "docs/guard.md lists them"))
        }
        return Set(codes.compactMap(\.self)).sorted()
    }
}
