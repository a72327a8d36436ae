import Recipes

extension Fingerprint {
    /// The hash of typed columns: SHA-256 over the digests of the columns, each over name, kind, values and words.
    ///
    /// It names tables that come from a source without bytes of their own, such as one of several tables in a database.
    static func content(of columns: [Column]) -> String {
        let digests = inParallel(columns.count) { place in
            let column = columns[place]
            var hash = SHA256()
            var head = BinaryWriter()
            head.append(column.name)
            head.append(column.kind.rawValue)
            head.append(UInt64(column.count))
            switch column.storage {
            case .numbers(let values):
                head.append(UInt8(0))
                hash.update(head.bytes)
                values.withUnsafeBytes { hash.update($0) }
            case .codes(let codes, let words):
                head.append(UInt8(1))
                for word in words { head.append(word) }
                hash.update(head.bytes)
                codes.withUnsafeBytes { hash.update($0) }
            }
            return hash.digest()
        }
        return String(SHA256.hexDigest(of: digests.flatMap { $0 }).prefix(digits))
    }
}
