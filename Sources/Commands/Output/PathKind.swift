import Glibc

/// What stands at a path.
enum PathKind {
    case missing, folder, file

    /// What stands at `path`; symbolic links are followed.
    static func of(_ path: String) -> PathKind {
        var info = stat()
        guard stat(path, &info) == 0 else { return .missing }
        return info.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }
}
