import Recipes

/// A program that a project would start, and that nobody has agreed to so far.
public struct TrustQuestion: Sendable, Equatable {
    /// The project's folder.
    public let project: String
    /// The command as it would be typed.
    public let line: String
    /// The program's path; nil where there is none.
    public let program: String?
    /// The files of the project that the command names.
    public let files: [String]
    /// Stands for the command, its program and the content of the files.
    let hash: String

    /// The question in a sentence.
    public var text: String {
        let named = files.isEmpty ? "" : " (\(files.joined(separator: ", ")))"
        return "\(project) wants to start a program of its own: \(line)\(named)"
    }
}

extension TrustQuestion {
    /// Bytes of the largest file whose content is looked at.
    private static let largest = 64 << 20

    /// What a trainer of a project comes to now.
    init(_ trainer: OutsideTrainer, in folder: String) {
        project = folder
        line = trainer.line
        program = TrainerProgram.path(of: trainer.command[0], in: folder)
        var parts = trainer.command + [program ?? ""]
        var files: [String] = []
        for (place, word) in trainer.command.enumerated() where place > 0 || word.contains("/") {
            let path = FilePath.absolute(word, in: folder)
            guard !word.isEmpty, let size = FilePath.size(ofFile: path) else { continue }
            files.append(path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path)
            let content = size <= Self.largest ? FilePath.bytes(of: path) : nil
            parts.append(content.map { SHA256.hexDigest(of: $0) } ?? "\(size) bytes")
        }
        self.files = files
        hash = SHA256.hexDigest(of: Array(JSON.array(parts.map(JSON.string)).canonicalText.utf8))
    }
}
