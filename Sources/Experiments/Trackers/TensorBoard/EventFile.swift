import Recipes

/// An event file that is read on and on.
final class EventFile {
    /// Where reading stands.
    enum Standing: Equatable {
        /// At its end.
        case atEnd
        /// In the middle of a record: it is being written, or was cut.
        case cut(bytes: Int)
        /// Before a record that is damaged: what follows cannot be found.
        case damaged
    }

    let name: String
    private let file: RecordFile
    private(set) var standing = Standing.atEnd
    /// The size at which no more was to be had.
    private var seen = -1

    init(_ path: String) throws(AssayError) {
        file = try RecordFile(path)
        name = FilePath.name(of: path)
    }

    var path: String { file.path }

    /// Hands over every event that is there whole and was not handed over yet.
    ///
    /// - Complexity: O(1) where the file has not grown, else O(bytes that it grew by).
    func read(_ take: (EventMessage) -> Void) {
        let size = file.size
        guard size != seen, file.open() else { return }
        defer { file.close() }
        seen = size
        while true {
            switch file.next() {
            case .record(let bytes): take(EventMessage(bytes))
            case .end(let left):
                standing = left > 0 ? .cut(bytes: left) : .atEnd
                return
            case .damaged:
                // What is still being written may look so; it is tried again when the file grows.
                standing = .damaged
                return
            }
        }
    }

    /// What a person should know of how it ends; nil where there is nothing.
    var remark: String? {
        switch standing {
        case .atEnd: nil
        case .cut(let bytes): "\(path) ends in the middle of a record (\(bytes) bytes of it); what stands before is taken"
        case .damaged: "\(path) is damaged at byte \(file.offset); what stands before is taken"
        }
    }
}
