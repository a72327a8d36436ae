import Glibc
import Recipes

/// The files of a folder or of a pattern, in the order in which they are read.
enum FileList {
    /// The files that a pattern fits, sorted by their bytes.
    ///
    /// - Throws: ``AssayError`` where it fits none.
    static func matching(_ pattern: String) throws(AssayError) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        let status = glob(pattern, GLOB_NOSORT | GLOB_BRACE, nil, &found)
        var paths: [String] = []
        if status == 0 {
            for place in 0..<Int(found.gl_pathc) {
                if let path = found.gl_pathv[place] { paths.append(String(cString: path)) }
            }
        }
        let files = paths.filter(isFile).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !files.isEmpty else { throw .noMatch(pattern) }
        return files
    }

    /// The files of a folder that promise tables, sorted by their bytes. What is hidden is left out, and so are folders inside.
    ///
    /// - Throws: ``AssayError`` where it cannot be read or has none.
    static func inFolder(_ folder: String) throws(AssayError) -> [String] {
        guard let listing = opendir(folder) else { throw .unreadableSource(folder, errno: errno) }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), TableSource.isTable(name), isFile(folder + "/" + name) { names.append(name) }
        }
        guard !names.isEmpty else { throw .emptyFolder(folder) }
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { base + $0 }
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
}

extension AssayError {
    static func noMatch(_ pattern: String) -> AssayError {
        AssayError(
            code: "no_such_file", message: "no file fits \(pattern)",
            hint: "check the pattern, which has to be quoted for the shell")
    }

    static func emptyFolder(_ folder: String) -> AssayError {
        AssayError(
            code: "empty_folder", message: "\(folder) is a folder without a table in it",
            hint: "files that end in .csv, .tsv, .jsonl, .parquet and the like are read, packed or not")
    }
}
