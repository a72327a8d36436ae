import Glibc
import Recipes

/// A program of this machine that reads or writes what assay does not.
package struct Program: Equatable {
    /// Its name, as a person would call it.
    package let name: String
    /// Where it lies.
    package let path: String

    /// Folders to look in instead of those of `$PATH`, divided by colons.
    @TaskLocal static var searchPath: String?

    /// The first of these names that `$PATH` has an executable file for.
    static func first(of names: [String]) -> Program? {
        for name in names {
            if let found = named(name) { return found }
        }
        return nil
    }

    /// The executable file with this name that `$PATH` leads to first; folders that depend on where one stands are left out.
    package static func named(_ name: String) -> Program? {
        let folders = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        for folder in folders.split(separator: ":") where folder.hasPrefix("/") {
            let path = folder + "/" + name
            var status = stat()
            if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, X_OK) == 0 {
                return Program(name: name, path: path)
            }
        }
        return nil
    }
}
