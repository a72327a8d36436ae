/// What is said of a text that is not plain UTF-8.
enum EncodingRemarks {
    /// Of what was found out.
    static func of(_ encoding: TextEncoding) -> [String] {
        switch encoding {
        case .latin1: ["the text is not valid UTF-8 and is read as Latin-1"]
        case .windows1252: ["the text is not valid UTF-8 and is read as Windows-1252"]
        case .utf8, .utf16LittleEndian, .utf16BigEndian: []
        }
    }

    /// Of what was lost.
    static func of(_ encoding: TextEncoding, replaced: Int, nulls: Int) -> [String] {
        var remarks: [String] = []
        if replaced > 0 {
            let (places, verb) =
                replaced == 1 ? ("1 place in the text is", "stands") : ("\(replaced) places in the text are", "stand")
            remarks.append("\(places) not valid \(encoding.rawValue.uppercased()) and \(verb) as \u{FFFD}")
        }
        if nulls > 0 { remarks.append(nulls == 1 ? "1 NUL byte is left out" : "\(nulls) NUL bytes are left out") }
        return remarks
    }
}
