import Glibc

/// Files of a few bytes.
enum SmallFile {
    /// The bytes of a file that has exactly so many; nil where it is not there or has another length.
    static func bytes(_ path: String, count: Int) -> [UInt8]? {
        let bytes = bytes(path, atMost: count)
        return bytes?.count == count ? bytes : nil
    }

    /// The bytes of a file that has no more than so many; nil where it is not there or has more.
    static func bytes(_ path: String, atMost count: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count + 1)
        let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard got >= 0, got <= count else { return nil }
        return Array(bytes[..<got])
    }

    /// Sets the time of the last use to now and leaves that of the last change, by which a seal knows the file.
    static func touch(_ path: String) {
        // As `sys/stat.h` has them: UTIME_NOW and UTIME_OMIT.
        let (now, omitted) = ((1 << 30) - 1, (1 << 30) - 2)
        utimensat(AT_FDCWD, path, [timespec(tv_sec: 0, tv_nsec: now), timespec(tv_sec: 0, tv_nsec: omitted)], 0)
    }

    /// Makes a new file that only its owner may read.
    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    }
}
