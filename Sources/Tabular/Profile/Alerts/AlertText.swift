/// A count with thousands marked.
func counted(_ value: Int) -> String {
    var digits = Substring(String(abs(value)))
    var groups: [Substring] = []
    while digits.count > 3 {
        groups.insert(digits.suffix(3), at: 0)
        digits = digits.dropLast(3)
    }
    return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
}

/// A share in percent; one that is not quite none or all is never shown as such.
func percent(_ share: Double) -> String {
    if share > 0, share < 0.001 { return "under 0.1 %" }
    if share < 1, share > 0.999 { return "over 99.9 %" }
    return Column.text(of: (share * 1000).rounded() / 10, decimals: 1) + " %"
}

/// Two decimals; three where two would round up to 1.
func rounded(_ value: Double) -> String {
    let decimals = abs(value) < 1 && abs(value) > 0.994 ? 3 : 2
    let scale = decimals == 3 ? 1000.0 : 100
    return Column.text(of: (value * scale).rounded() / scale, decimals: decimals)
}

/// `1 row`, `2 rows`.
func counted(_ value: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(counted(value)) \(value == 1 ? noun : plural ?? noun + "s")"
}

/// A few words in quotes, at most `limit` characters each.
func quoted(_ words: some Sequence<String>, limit: Int = 24) -> String {
    words.map { "\"" + ($0.count > limit ? $0.prefix(limit - 1) + "…" : $0[...]) + "\"" }.joined(separator: ", ")
}
