public import Recipes
public import Tabular

extension Project {
    /// Keeps in `assay.toml` how the data file is read. Sections that say so are written anew, every other line stays as it is;
    /// where there is no such file, one is made.
    ///
    /// - Throws: ``AssayError`` where the file cannot be written.
    public func keep(reading: ReadingOptions) throws(AssayError) {
        var project = self
        project.reading = reading
        guard FilePath.exists(configurationFile) else {
            try FilePath.makeFolder(folder)
            return try FilePath.create(configurationFile, text: project.configurationText)
        }
        guard let text = FilePath.text(of: configurationFile) else {
            throw .projectFile(configurationFile, line: nil, "it cannot be read")
        }
        try FilePath.replace(configurationFile, text: Self.text(text, saying: project.readingSections))
    }

    /// A configuration with other sections on how the file is read, which stand at its end.
    static func text(_ text: String, saying sections: [String]) -> String {
        var kept: [Substring] = []
        var isReading = false
        var isTop = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " || $0 == "\t" }
            if words.hasPrefix("[") {
                isTop = false
                let name = words.dropFirst().prefix { $0 != "]" }
                isReading = name == "reading" || name.hasPrefix("reading.") || name == "kinds"
            }
            // These two stood outside any section before there were more.
            let key = words.prefix { $0 != "=" && $0 != " " }
            let isOld = isTop && (key == "header" || key == "delimiter")
            if !isReading, !isOld { kept.append(line) }
        }
        while kept.last?.allSatisfy(\.isWhitespace) == true { kept.removeLast() }
        return (kept.map(String.init) + sections).joined(separator: "\n") + "\n"
    }
}
