import Glibc
import Recipes

/// The files that a trainer leaves: in a folder of the run, `.assay/artifacts/RUN`, with a list of them and of what the trainer said of itself.
struct ArtifactShelf {
    /// A file that was kept.
    struct Artifact: Equatable {
        var name: String
        /// Below the run's folder.
        var path: String
        var kind: String
        var bytes: Int

        var json: JSON { ["name": .string(name), "path": .string(path), "kind": .string(kind), "bytes": JSON(bytes)] }
    }

    static let most = 1000
    let folder: String
    private(set) var artifacts: [Artifact] = []

    init(run: String, storeFolder: String) { folder = Self.folder(of: run, storeFolder: storeFolder) }

    static func folder(of run: String, storeFolder: String) -> String { "\(storeFolder)/artifacts/\(run)" }

    /// Begins with an empty folder: what an earlier attempt left is not this one's.
    func begin() throws(AssayError) {
        FilePath.removeFolder(folder)
        try FilePath.makeFolder(folder)
    }

    /// Keeps a file. One that the trainer wrote into the run's folder stays where it is; any other is copied there under its name.
    ///
    /// - Throws: ``AssayError`` of what cannot be kept, which is no reason to end the run.
    mutating func keep(name: String, path: String, kind: String) throws(AssayError) {
        guard artifacts.count < Self.most else { throw .artifact(name, "there are \(Self.most) already") }
        let source = FilePath.absolute(path, in: folder)
        guard let real = FilePath.real(source), let bytes = FilePath.size(ofFile: real) else {
            throw .artifact(name, "there is no plain file \(path)")
        }
        let home = FilePath.real(folder) ?? folder
        var place = String(real.dropFirst(home.count + 1))
        if !real.hasPrefix(home + "/") {
            place = Self.harmless(name)
            try FilePath.copy(real, to: folder + "/" + place)
        }
        artifacts.removeAll { $0.path == place }
        artifacts.append(Artifact(name: name, path: place, kind: kind, bytes: bytes))
    }

    /// Writes the list.
    func write(_ record: [String: JSON]) {
        var record = record
        record["artifacts"] = .array(artifacts.map(\.json))
        try? FilePath.replace(folder + "/" + Self.listName, text: JSON.object(record).indentedText + "\n")
    }

    static let listName = "trainer.json"

    /// A name that stays in the folder: its last part, without what file systems and terminals trip over.
    static func harmless(_ name: String) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? ""
        let kept = String(
            String.UnicodeScalarView(
                last.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "_" : $0 }))
        let plain = String(kept.drop { $0 == "." }.prefix(120))
        return plain.isEmpty || plain == listName ? "artifact" : plain
    }
}

extension AssayError {
    static func artifact(_ name: String, _ why: String) -> AssayError {
        AssayError(code: "artifact", message: "the artefact \(name) is not kept: \(why)")
    }
}
