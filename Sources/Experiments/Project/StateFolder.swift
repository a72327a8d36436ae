import Glibc

/// Small things that assay remembers of a person between projects, each in a file of its own below ``Project/stateFolder``: never
/// in one that people edit.
public enum StateFolder {
    /// The whole text of a file in the folder.
    ///
    /// - Parameter name: the path below the folder.
    /// - Returns: nil where there is no such file.
    public static func text(of name: String) -> String? {
        guard let path = Project.stateFolder else { return nil }
        return FilePath.text(of: path + "/" + name, limit: .max)
    }

    /// Writes a file of the folder whole or not at all. Where that fails, nothing is remembered: no reason to stop anyone.
    ///
    /// - Parameters:
    ///   - name: the path below the folder, which is made where it is missing.
    ///   - text: what the file is to hold.
    ///   - isPrivate: whether nobody else on this machine may read it.
    public static func write(_ name: String, _ text: String, isPrivate: Bool = false) {
        guard let folder = Project.stateFolder else { return }
        let path = folder + "/" + name
        guard (try? FilePath.makeFolder(FilePath.parent(of: path))) != nil else { return }
        let fresh = "\(path).\(getpid()).new"
        let opened = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
        guard opened >= 0 else { return }
        guard let file = fdopen(opened, "w") else {
            close(opened)
            return
        }
        let isWhole = fputs(text, file) >= 0
        if fclose(file) == 0, isWhole, rename(fresh, path) == 0 { return }
        unlink(fresh)
    }
}
