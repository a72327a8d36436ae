import Experiments

/// What assay remembers of a person between projects.
enum Preferences {
    private static let themeFile = "theme"

    /// The theme that was chosen last.
    static var theme: String? {
        let line = StateFolder.text(of: themeFile)?.prefix { !$0.isNewline } ?? ""
        return line.isEmpty ? nil : String(line)
    }

    private static let noticesFile = "notices"

    /// How the end of a run is told.
    static var notices: Notices {
        get { StateFolder.text(of: noticesFile).map { Notices(text: $0) } ?? Notices() }
        set { StateFolder.write(noticesFile, newValue.text + "\n") }
    }

    /// Keeps the theme for the next start; where that fails, the next start looks as this one began.
    static func remember(theme: String) { StateFolder.write(themeFile, theme + "\n") }
}
