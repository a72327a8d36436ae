/// An address on another machine, with the secrets in it told apart from what may be shown.
///
/// A secret is the password before the host, and what a parameter holds whose name says that it lets somebody in: signatures of
/// presigned addresses, tokens, keys. Each is shown as ``mark``.
struct RemoteAddress {
    /// What stands in the place of a secret.
    static let mark = "***"

    let text: String
    /// Where the secrets stand, in order.
    private let places: [Range<String.Index>]

    init(_ text: String) {
        self.text = text
        places = TableSource.isPath(text) ? [] : Self.places(in: text)
    }

    /// The secrets as they stand there.
    var secrets: [String] { places.map { String(text[$0]) } }

    /// Whether an address with secrets was shown here, so that it alone reaches nothing.
    var isHidden: Bool { secrets.contains(Self.mark) }

    /// The address as it may be shown and kept.
    var shown: String {
        var (shown, from) = ("", text.startIndex)
        for place in places {
            shown += text[from..<place.lowerBound] + Self.mark
            from = place.upperBound
        }
        return shown + text[from...]
    }

    /// A sentence without the address and without its secrets: programs repeat both in their own words.
    func hidden(in sentence: String) -> String {
        var sentence = sentence.replacing(text, with: shown)
        for secret in secrets where secret != Self.mark && secret.utf8.count >= 4 {
            sentence = sentence.replacing(secret, with: Self.mark)
            let decoded = Self.decoded(secret)
            if decoded != secret { sentence = sentence.replacing(decoded, with: Self.mark) }
        }
        return sentence
    }

    /// A text with every address in it changed.
    ///
    /// - Parameters:
    ///   - text: any text; addresses in it end at blanks, quotes and brackets.
    ///   - change: gives what stands there instead.
    /// - Returns: the text with that.
    static func replacing(in text: String, _ change: (String) -> String) -> String {
        var (out, rest) = ("", text[...])
        while let mark = rest.firstRange(of: "://") {
            let scheme = rest[..<mark.lowerBound].reversed().prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0))
            }
            let start = rest.index(mark.lowerBound, offsetBy: -scheme.count)
            let end = rest[mark.upperBound...].firstIndex { $0.isWhitespace || "\"'<>()[]{}\\".contains($0) } ?? rest.endIndex
            out += rest[..<start] + change(String(rest[start..<end]))
            rest = rest[end...]
        }
        return out + rest
    }

    // MARK: Where secrets stand

    private static func places(in text: String) -> [Range<String.Index>] {
        guard let scheme = text.firstRange(of: "://") else { return [] }
        let rest = text[scheme.upperBound...]
        let host = rest.prefix { !"/?#".contains($0) }
        var places: [Range<String.Index>] = []
        if let at = host.lastIndex(of: "@") {
            if let colon = host[..<at].firstIndex(of: ":") {
                places.append(text.index(after: colon)..<at)
            } else if text.lowercased().hasPrefix("http") {
                // A name alone lets nobody into a page: it is a token.
                places.append(host.startIndex..<at)
            }
        }
        guard let query = rest[host.endIndex...].firstIndex(where: { $0 == "?" || $0 == "#" }) else { return places }
        for part in rest[rest.index(after: query)...].split(whereSeparator: { "&;#?".contains($0) }) {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let value = part.index(after: equals)..<part.endIndex
            if isSecret(String(part[..<equals])), !value.isEmpty { places.append(value) }
        }
        return places
    }

    /// Words in the names of parameters that hold secrets, and names that say it alone.
    private static let words = [
        "token", "secret", "signature", "password", "passwd", "credential", "apikey", "accesskey", "privatekey",
        "subscriptionkey",
    ]
    private static let names: Set<String> = [
        "sig", "key", "pwd", "pass", "auth", "authorization", "jwt", "sas", "session", "sid",
    ]

    private static func isSecret(_ name: String) -> Bool {
        let plain = decoded(name).lowercased().filter { $0.isLetter || $0.isNumber }
        return names.contains(plain) || words.contains { plain.contains($0) }
    }

    /// Takes the escapes of a URI away.
    static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
            {
                out.append(value)
                place += 3
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
