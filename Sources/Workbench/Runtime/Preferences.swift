import Experiments
import Glibc

/// What assay remembers of a person between projects, in `$XDG_STATE_HOME/assay`: never in a file that people edit.
enum Preferences {
    private static var folder: String? { Project.stateFolder }

    /// The theme that was chosen last.
    static var theme: String? {
        guard let folder, let file = fopen(folder + "/theme", "r") else { return nil }
        defer { fclose(file) }
        var bytes = [CChar](repeating: 0, count: 128)
        guard fgets(&bytes, Int32(bytes.count), file) != nil else { return nil }
        let name = String(decoding: bytes.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return name.isEmpty ? nil : name
    }

    /// Keeps the theme for the next start; where that fails, the next start looks as this one began.
    static func remember(theme: String) {
        guard let folder else { return }
        var path = ""
        for part in folder.split(separator: "/") {
            path += "/" + part
            mkdir(path, 0o755)
        }
        guard let file = fopen(folder + "/theme", "w") else { return }
        fputs(theme + "\n", file)
        fclose(file)
    }
}
