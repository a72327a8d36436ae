import Glibc

/// Where the program of a trainer lies.
enum TrainerProgram {
    /// Its path; nil where there is none.
    ///
    /// A name with a slash is one from the project's folder, any other is looked for on the PATH. `python` and `python3` are the one that
    /// `ASSAY_PYTHON` names, where it names one, and stand in for one another.
    static func path(of name: String, in folder: String) -> String? {
        if name.contains("/") {
            let path = FilePath.absolute(name, in: folder)
            return isExecutable(path) ? path : nil
        }
        let isPython = name == "python" || name == "python3"
        if isPython, let python = FilePath.environment("ASSAY_PYTHON"), isExecutable(python) { return python }
        for name in isPython ? [name, "python3", "python"] : [name] {
            for place in (FilePath.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":") where place.hasPrefix("/") {
                let path = place + "/" + name
                if isExecutable(String(path)) { return String(path) }
            }
        }
        return nil
    }

    private static func isExecutable(_ path: String) -> Bool { FilePath.size(ofFile: path) != nil && access(path, X_OK) == 0 }
}
