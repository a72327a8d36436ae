import Exchange
import Glibc

/// How a worker that waits for more to do is woken: a pipe with a name, that only such a worker has open.
///
/// Whoever rings has put a run into the queue before; whoever hears it, or goes away, looks at the queue afterwards. So no run is missed.
final class Doorbell {
    private let descriptor: Int32
    private let path: String

    /// The bell of a place for workers.
    static func path(of place: Int, folder: String) -> String { "\(folder)/bells/\(place)" }

    /// Waits to be rung from now on; nil where the file system has no such pipes.
    init?(_ path: String) {
        guard (try? FilePath.makeFolder(FilePath.parent(of: path))) != nil else { return nil }
        guard mkfifo(path, 0o600) == 0 || errno == EEXIST else { return nil }
        // For reading and writing: the end does not come when whoever rang has gone.
        let file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        var about = stat()
        guard fstat(file, &about) == 0, about.st_mode & S_IFMT == S_IFIFO else {
            close(file)
            return nil
        }
        descriptor = file
        self.path = path
    }

    deinit {
        // Another may have made its own there since.
        var (held, there) = (stat(), stat())
        if fstat(descriptor, &held) == 0, stat(path, &there) == 0, held.st_ino == there.st_ino, held.st_dev == there.st_dev {
            unlink(path)
        }
        close(descriptor)
    }

    /// Waits so long; true where somebody rang.
    func wait(milliseconds: Int32) -> Bool {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waited, 1, milliseconds) > 0 else { return false }
        var heard: UInt64 = 0
        while read(descriptor, &heard, 8) > 0 {}
        return true
    }

    /// Wakes whoever waits at a bell.
    ///
    /// - Returns: false where nobody does.
    static func ring(_ path: String) -> Bool {
        let file = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var about = stat()
        guard fstat(file, &about) == 0, about.st_mode & S_IFMT == S_IFIFO else { return false }
        var one: UInt8 = 1
        return PipeWriting.write(&one, 1, to: file) == 1
    }
}
