import Glibc

/// Files beside the project that are no part of it: reference results and larger tables. Tests that need them are skipped where
/// they are missing.
public enum SharedData {
    /// Where the shared files are, if they are.
    public static let folder: String? = ["../shared", "../../shared"].lazy
        .map { packageFolder + "/" + $0 }
        .first { access($0 + "/reference", R_OK) == 0 }

    /// The path of a shared file such as `reference/golden_stats.json`, or nil where it is missing.
    public static func path(_ name: String) -> String? {
        guard let folder, access(folder + "/" + name, R_OK) == 0 else { return nil }
        return folder + "/" + name
    }

    /// True where this shared file can be read: the condition for `.enabled(if:)`.
    public static func has(_ name: String) -> Bool { path(name) != nil }

    /// The text of a shared file.
    ///
    /// - Throws: ``MissingFile``.
    public static func text(_ name: String) throws(MissingFile) -> String {
        guard let path = path(name) else { throw MissingFile(path: name) }
        return try readText(path)
    }
}
