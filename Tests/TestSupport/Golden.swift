import Glibc
public import Testing

/// Compares lines of text, such as a drawn screen, with `Tests/Golden/<name>.txt`.
///
/// With `ASSAY_UPDATE=1` in the environment the file is written instead, to be looked at and committed. Where the two differ, the
/// issue shows both, line by line.
///
/// - Parameters:
///   - lines: What the test has; spaces at the end of a line do not count.
///   - name: The file without `.txt`; it may name a folder, as in `screens/data-120x36`.
///   - location: Where an issue is shown.
public func expectGolden(_ lines: [String], _ name: String, sourceLocation location: SourceLocation = #_sourceLocation) {
    let path = "\(packageFolder)/Tests/Golden/\(name).txt"
    let actual = lines.map(trimmingEnd)
    if getenv("ASSAY_UPDATE").map({ String(cString: $0) }) == "1" {
        makeFolders(above: path)
        do {
            try writeText(actual.map { $0 + "\n" }.joined(), to: path)
        } catch {
            Issue.record("cannot write \(path)", sourceLocation: location)
        }
        return
    }
    guard let text = try? readText(path) else {
        Issue.record("there is no \(path): run once with ASSAY_UPDATE=1, look at it, commit it", sourceLocation: location)
        return
    }
    var expected = text.split(separator: "\n", omittingEmptySubsequences: false).map { trimmingEnd(String($0)) }
    if expected.last == "" { expected.removeLast() }
    guard actual != expected else { return }
    Issue.record("\(name) is not as in \(path)\n\(sideBySide(expected, actual))", sourceLocation: location)
}

/// Every line of both, marked where they differ.
///
/// - Parameters:
///   - expected: Shown with `-` where it differs.
///   - actual: Shown with `+` where it differs.
/// - Returns: The report.
func sideBySide(_ expected: [String], _ actual: [String]) -> String {
    var report: [String] = []
    for index in 0..<max(expected.count, actual.count) {
        let before = index < expected.count ? expected[index] : nil
        let after = index < actual.count ? actual[index] : nil
        if before == after {
            report.append("  \(before ?? "")")
        } else {
            if let before { report.append("- \(before)") }
            if let after { report.append("+ \(after)") }
        }
    }
    return report.joined(separator: "\n")
}

private func trimmingEnd(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
}

private func makeFolders(above path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in 1...parts.count {
        let folder = parts.prefix(count).joined(separator: "/")
        if !folder.isEmpty { mkdir(folder, 0o777) }
    }
}
