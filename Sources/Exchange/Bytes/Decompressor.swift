import Recipes

/// Unpacks what gzip and its like have packed, with the system's own programs.
enum Decompressor {
    /// What unpacks a kind, and what a person has to install for it.
    private static func programs(for kind: SourceKind) -> (names: [String], package: String)? {
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
    /// - Returns: a stream of them.
    /// - Throws: ``AssayError`` where the program is not installed, the stream is damaged, or the disk is full.
    static func unpacked(_ stream: SourceStream, kind: SourceKind, folder: String?) throws(AssayError) -> SourceStream {
        guard let (names, package) = programs(for: kind) else { return stream }
        guard let program = Program.first(of: names) else {
            throw .missingProgram(names[0], toRead: stream.name, install: "install \(package)")
        }
        let spool = try Spool(folder: folder)
        let child = try ChildProcess(program, ["-dc"], input: .descriptor(stream.descriptor))
        try spool.append(child)
        let ending = child.ended()
        // gzip says 2 where rubbish follows the packed bytes, which it leaves out.
        guard ending.status == 0 || kind == .gzip && ending.status == 2 else {
            throw .damaged(stream.name, program: program.name, words: ending.sentence, bytes: spool.count)
        }
        return try SourceStream(spool, name: stream.name)
    }
}

extension Spool {
    /// Appends all that a program says.
    func append(_ child: ChildProcess) throws(AssayError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { memory.deallocate() }
        while case let got = try child.read(into: memory), got > 0 {
            try append(UnsafeRawBufferPointer(rebasing: memory[..<got]))
        }
    }

    /// Appends all that can be read from an open pipe.
    func append(descriptor: Int32, name: String) throws(AssayError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { memory.deallocate() }
        while case let got = try Input.read(descriptor, memory, name: name), got > 0 {
            try append(UnsafeRawBufferPointer(rebasing: memory[..<got]))
        }
    }
}
