import Glibc

/// What a run's trainer says besides its messages, in the file that the run's worker writes to as well. Bounded.
final class RunLog {
    private let descriptor: Int32
    private var room = 16 << 20
    /// The end of what came last, for the sentence of a failure.
    private var tail: [UInt8] = []

    /// Opens the log of a run; where that cannot be done, nothing is kept but the last words.
    init(run: String, folder: String) {
        let path = Launcher.logPath(of: run, folder: folder)
        try? FilePath.makeFolder(FilePath.parent(of: path))
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Keeps what the trainer said of errors, as it is.
    func append(_ bytes: UnsafeRawBufferPointer) {
        tail.append(contentsOf: bytes.suffix(4096))
        if tail.count > 1 << 16 { tail.removeFirst(tail.count - 1 << 13) }
        write(bytes)
    }

    /// Keeps a line of its own.
    func line(_ text: String) {
        var line = Array(text.utf8.prefix(1 << 16).map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
        line.append(0x0A)
        line.withUnsafeBytes { write($0) }
    }

    /// The last lines of errors in one sentence; nil where there were none.
    var lastWords: String? {
        let lines = String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.drop { $0 == " " || $0 == "\t" } }.filter { !$0.isEmpty }
        guard let last = lines.last else { return nil }
        // The last line of a traceback says it all; other programs take some more.
        let says = last.contains("Error:") || last.contains("Exception:") ? [last] : Array(lines.suffix(3))
        return String(says.joined(separator: " / ").suffix(400))
    }

    private func write(_ bytes: UnsafeRawBufferPointer) {
        guard descriptor >= 0, room > 0, let start = bytes.baseAddress else { return }
        _ = Glibc.write(descriptor, start, min(room, bytes.count))
        room -= bytes.count
        if room <= 0 {
            let words = "\n[assay keeps no more of this log]\n"
            _ = Glibc.write(descriptor, words, words.utf8.count)
        }
    }
}
