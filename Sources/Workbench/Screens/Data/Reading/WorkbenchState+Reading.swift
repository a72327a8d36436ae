import Experiments
import Interface
import Recipes
import Tabular

extension WorkbenchState {
    /// Says something of how the file is read, and reads it again. What was there stays on the screen until then.
    mutating func changeReading(_ line: ReadingLine, to values: [String]) -> [Effect] {
        var options = project.reading
        do throws(AssayError) {
            try line.set(values, in: &options)
        } catch {
            say(error.sentence, .error)
            return []
        }
        let title: String =
            switch line {
            case .setting(let name):
                "\(name.replacing("_", with: " ")) is \(values.isEmpty ? "found out" : values.joined(separator: " "))"
            case .dates(let column): "dates of \(column) are \(values.first ?? "found out")"
            }
        return changeReading(title, to: options)
    }

    /// Takes other options for reading the file: kept in `assay.toml`, undoable.
    mutating func changeReading(_ title: String, to options: ReadingOptions) -> [Effect] {
        let before = project.reading
        guard options != before else { return [] }
        return record(title, .reading(before: before, after: options), readAgain(options))
    }

    /// Reads the open file again in another way.
    mutating func readAgain(_ options: ReadingOptions) -> [Effect] {
        project.reading = options
        guard let path = table.path else { return [] }
        switch table {
        case .failed: table = .opening(path: path, preview: nil)
        case .none, .opening, .open: break
        }
        importing = Importing(path: path, began: now)
        return [.openTable(path: path, reading: options), .keepReading(options)]
    }

    /// Ends the import that goes on.
    mutating func cancelImport() -> [Effect] {
        guard importing != nil else { return [] }
        say("the import ends here", .answer)
        return [.cancelImport]
    }
}
