import Glibc

/// Tells by what the file system says whether a file is one that was checked before.
///
/// A file that was written to since has another time of change or another length. What the system had not put on the disk when the
/// machine went down may be zeroes, so a seal holds until the machine starts again.
enum FileSeal {
    /// What a seal of the file says now; nil where the file is not there.
    static func text(for path: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        let time = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        return "\(status.st_dev) \(status.st_ino) \(status.st_size) \(time) \(start)\n"
    }

    /// Whether the seal was set on the file as it is.
    static func holds(_ seal: String, for path: String) -> Bool {
        guard let bytes = SmallFile.bytes(seal, atMost: 512), let text = text(for: path) else { return false }
        return bytes.elementsEqual(text.utf8)
    }

    /// What names the time since the machine started.
    private static let start: String = {
        let bytes = SmallFile.bytes("/proc/sys/kernel/random/boot_id", atMost: 64) ?? []
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }()
}
