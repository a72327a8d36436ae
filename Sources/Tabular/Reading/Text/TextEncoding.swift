/// How the bytes of a text stand for characters.
public enum TextEncoding: String, CaseIterable, Sendable, Codable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// ISO 8859-1: every byte is the character of that number.
    case latin1
    /// Latin-1 with letters and marks where that has control characters.
    case windows1252 = "windows-1252"
}
