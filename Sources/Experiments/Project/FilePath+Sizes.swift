import Glibc

/// How large and how old files are.
extension FilePath {
    /// The bytes of a file, or of all files below a folder; links are not followed.
    static func bytes(below path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        guard status.st_mode & S_IFMT == S_IFDIR else { return min(Int(status.st_size), Int(status.st_blocks) * 512) }
        return names(in: path).reduce(0) { $0 + bytes(below: path + "/" + $1) }
    }

    /// When a file was last written, in seconds since 1970; 0 where there is none.
    static func changed(_ path: String) -> Double {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }
}
