import Recipes

extension StepWork {
    /// `kind`: the column read as another kind; what cannot be read becomes missing and is counted.
    func withKind() throws(AssayError) -> Outcome {
        let column = try column("column")
        guard let kind = ColumnKind(rawValue: step.text("to")) else {
            throw .unknownWord(step.text("to"), kind: "kind of column", known: ColumnKind.allCases.map(\.rawValue))
        }
        let (changed, strays) = column.read(as: kind)
        return replacing([changed], remarks: strays.map { ["\($0)"] } ?? [])
    }
}

extension Column {
    /// The column as another kind, and a word about the values that could not be read.
    func read(as wanted: ColumnKind) -> (column: Column, strays: String?) {
        switch wanted {
        case .number:
            if case .numbers = storage, kind != .date { return (with(kind: wanted), nil) }
            if case .numbers(let values) = storage {
                return (Column(name: name, kind: .number, storage: .numbers(values)), nil)
            }
            let (codes, texts) = spelled()
            let read = NumberTexts(texts)
            return (
                Column(
                    name: name, kind: .number, storage: .numbers(codes.map { $0 < 0 ? .nan : read.values[Int($0)] }),
                    decimals: read.decimals), Self.strays(read.strays, of: codes, texts, "numbers")
            )
        case .date:
            if kind == .date { return (self, nil) }
            let (codes, texts) = spelled()
            let read = DateTexts(texts)
            return (
                Column(
                    name: name, kind: .date, storage: .numbers(codes.map { $0 < 0 ? .nan : read.values[Int($0)] }),
                    hasTime: read.hasTime), Self.strays(read.strays, of: codes, texts, "dates")
            )
        case .flag: return asFlag()
        case .category, .text:
            guard case .numbers = storage else { return (with(kind: wanted), nil) }
            let (codes, texts) = spelled()
            return (Column(name: name, kind: wanted, codes: codes, texts: texts), nil)
        case .identifier: return (with(kind: wanted), nil)
        }
    }

    private func with(kind: ColumnKind) -> Column {
        Column(
            name: name, kind: kind, storage: storage, decimals: decimals, hasTime: hasTime, missingSpellings: missingSpellings)
    }

    /// Two words are a flag as they are; of more, those that mean yes or no are read.
    private func asFlag() -> (column: Column, strays: String?) {
        let (codes, texts) = spelled()
        if texts.count <= 2 { return (Column(name: name, kind: .flag, codes: codes, texts: texts), nil) }
        let yes: Set = ["yes", "y", "true", "t", "1", "on"]
        let no: Set = ["no", "n", "false", "f", "0", "off"]
        let read = texts.map { text -> String? in
            let word = text.lowercased()
            return yes.contains(word) ? "yes" : no.contains(word) ? "no" : nil
        }
        let strays = read.indices.filter { read[$0] == nil }
        return (Column(name: name, kind: .flag, codes: codes, texts: read), Self.strays(strays, of: codes, texts, "flags"))
    }

    private static func strays(_ strays: [Int], of codes: [Int32], _ texts: [String], _ what: String) -> String? {
        guard let first = strays.first else { return nil }
        var isStray = [Bool](repeating: false, count: texts.count)
        for place in strays { isStray[place] = true }
        let count = codes.count { $0 >= 0 && isStray[Int($0)] }
        let subject = count == 1 ? "1 value is none of the" : "\(count) values are no"
        return "\(subject) \(what) and count as missing, such as \"\(texts[first])\""
    }
}
