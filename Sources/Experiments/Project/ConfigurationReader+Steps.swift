import Recipes
import TOMLKit
import Tabular

extension ConfigurationReader {
    /// The steps of the sections `[[steps]]`, in their order.
    ///
    /// - Throws: ``AssayError`` with the line and the number of the section that cannot be a step.
    func steps(in table: TOMLTable) throws(AssayError) -> [Step] {
        guard let value = table["steps"] else { return [] }
        guard let entries = value.array else { throw wrong("steps", "written as sections [[steps]]") }
        let starts = lines.indices.filter { lines[$0].filter { !$0.isWhitespace }.hasPrefix("[[steps]]") }
        var steps: [Step] = []
        for (place, entry) in entries.enumerated() {
            do throws(AssayError) {
                guard let section = entry.table else {
                    throw AssayError(code: "step", message: "it is no section", hint: "write [[steps]] and its fields below")
                }
                let step = try Step(json: Self.json(section))
                try check(step)
                steps.append(step)
            } catch {
                let line = starts.indices.contains(place) ? starts[place] + 1 : line(of: "steps")
                let hint = error.hint.isEmpty ? "" : "; \(error.hint)"
                throw .projectFile(path, line: line, "step \(place + 1) of [[steps]]: \(error.message)\(hint)")
            }
        }
        return steps
    }

    /// Reads expressions and filters before there is a table.
    private func check(_ step: Step) throws(AssayError) {
        for field in step.declaration?.fields ?? [] {
            switch field.form {
            case .expression: _ = try Expression(parsing: step.text(field.name))
            case .filter: _ = try RowFilter(parsing: step.text(field.name))
            default: break
            }
        }
    }

    /// A section as a document; a date or a time is the text that it is written as.
    private static func json(_ section: TOMLTable) -> JSON {
        var members: [String: JSON] = [:]
        for key in section.keys { if let value = section[key] { members[key] = json(value) } }
        return .object(members)
    }

    static func json(_ value: any TOMLValueConvertible) -> JSON {
        if let text = value.string { return .string(text) }
        if let flag = value.bool { return .bool(flag) }
        if let number = value.int { return JSON(number) }
        if let number = value.double { return .number(number) }
        if let list = value.array { return .array(list.map { json($0) }) }
        if let section = value.table { return json(section) }
        return .string(value.debugDescription)
    }
}
