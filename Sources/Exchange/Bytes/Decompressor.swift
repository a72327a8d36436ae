import Glibc
import Recipes
import Tabular

/// Unpacks what gzip and its like have packed, with the system's own programs.
enum Decompressor {
    /// The first bytes of what was packed, a few MiB at the most, and what part of the whole they are, about.
    ///
    /// - Throws: ``AssayError`` where the program is not installed.
    static func head(of stream: SourceStream, kind: SourceKind) throws(AssayError) -> (bytes: [UInt8], share: Double) {
        guard let (names, package) = programs(for: kind) else { return ([], 1) }
        guard let program = Program.first(of: names) else {
            throw .missingProgram(names[0], toRead: stream.name, install: "install \(package)")
        }
        let child = try ChildProcess(program, ["-dc"], input: .descriptor(stream.descriptor), control: stream.control)
        var bytes: [UInt8] = []
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { memory.deallocate() }
        while bytes.count < 2 << 20 {
            let got = try child.read(into: memory)
            if got == 0 { return (bytes, 1) }
            bytes.append(contentsOf: memory[..<got])
        }
        return (bytes, min(1, Double(packedBytes(stream)) / Double(max(1, stream.size))) * 0.999)
    }

    /// The packed bytes that a program has taken: it shares the place in the file with us.
    static func packedBytes(_ stream: SourceStream) -> Int { max(0, Int(lseek(stream.descriptor, 0, SEEK_CUR))) }

    /// What unpacks a kind, and what a person has to install for it.
    static func programs(for kind: SourceKind) -> (names: [String], package: String)? {
        switch kind {
        case .gzip: (["gzip", "pigz"], "gzip")
        case .zstandard: (["zstd"], "zstd")
        case .xz: (["xz"], "xz-utils")
        case .bzip2: (["bzip2", "pbzip2"], "bzip2")
        default: nil
        }
    }

    /// The bytes that were packed.
    ///
    /// - Parameters:
    ///   - stream: the packed file.
    ///   - kind: how it is packed.
    ///   - folder: where they may lie meanwhile.
    ///   - report: called now and then with the packed bytes that are done.
    /// - Returns: a stream of them.
    /// - Throws: ``AssayError`` where the program is not installed, the stream is damaged, the disk is full, or it is to stop.
    static func unpacked(
        _ stream: SourceStream, kind: SourceKind, folder: String?, report: (ImportProgress) -> Void = { _ in }
    ) throws(AssayError) -> SourceStream {
        guard let (names, package) = programs(for: kind) else { return stream }
        guard let program = Program.first(of: names) else {
            throw .missingProgram(names[0], toRead: stream.name, install: "install \(package)")
        }
        let spool = try Spool(folder: folder)
        let child = try ChildProcess(program, ["-dc"], input: .descriptor(stream.descriptor), control: stream.control)
        try spool.append(child) { _ in report(.gathering(Self.packedBytes(stream), of: stream.size)) }
        let ending = child.ended()
        // One that was ended says nothing of what it read.
        try stream.control.check()
        // gzip says 2 where rubbish follows the packed bytes, which it leaves out.
        guard ending.status == 0 || kind == .gzip && ending.status == 2 else {
            throw .damaged(stream.name, program: program.name, words: ending.sentence, bytes: spool.count)
        }
        return try SourceStream(spool, name: stream.name, control: stream.control)
    }
}

extension ImportProgress {
    /// Values that were read, by bytes of a total; 0 where that is not known.
    static func values(_ bytes: Int, of total: Int, rows: Int) -> ImportProgress {
        ImportProgress(
            phase: .reading, bytesDone: bytes, bytesTotal: total, rows: rows,
            share: total > 0 ? min(1, Double(bytes) / Double(total)) : 0)
    }

    /// Bytes that were gathered so far; a total of 0 is not known.
    static func gathering(_ bytes: Int, of total: Int = 0) -> ImportProgress {
        ImportProgress(
            phase: .gathering, bytesDone: bytes, bytesTotal: total, rows: 0,
            share: total > 0 ? min(1, Double(bytes) / Double(total)) : 0)
    }
}

extension Spool {
    /// Appends all that a program says, and tells how many bytes there are.
    func append(_ child: ChildProcess, told: (Int) -> Void = { _ in }) throws(AssayError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { memory.deallocate() }
        while case let got = try child.read(into: memory), got > 0 {
            try append(UnsafeRawBufferPointer(rebasing: memory[..<got]))
            told(count)
        }
    }

    /// Appends all that can be read from an open pipe, and tells how many bytes there are.
    func append(
        descriptor: Int32, name: String, control: ImportControl, told: (Int) -> Void = { _ in }
    ) throws(AssayError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { memory.deallocate() }
        while case let got = try Input.read(descriptor, memory, name: name, control: control), got > 0 {
            try append(UnsafeRawBufferPointer(rebasing: memory[..<got]))
            told(count)
        }
    }
}
