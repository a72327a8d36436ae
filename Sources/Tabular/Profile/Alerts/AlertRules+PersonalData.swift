import Recipes

extension AlertRules {
    /// What people should not be told by: first by what the values are, then by the name.
    func ofPersonalData(_ column: Column, _ summary: ColumnSummary) -> [Ranked] {
        guard let what = PersonalData.what(column, summary) else { return [] }
        return [make(.personal, column, .note, 0.35, what)]
    }
}

/// Tells columns of personal data.
enum PersonalData {
    private static let looked = 200

    /// A sentence, or nil.
    static func what(_ column: Column, _ summary: ColumnSummary) -> String? {
        byContent(column, summary) ?? byName(column, summary)
    }

    private static let contents: [(noun: String, isOne: @Sendable (String) -> Bool)] = [
        ("e-mail addresses", WordShape.isEmail), ("account numbers (IBAN, checksum right)", WordShape.isIBAN),
        ("card numbers (checksum right)", WordShape.isCardNumber), ("IP addresses", WordShape.isIPAddress),
        ("national identity numbers", NationalID.isOne), ("telephone numbers", WordShape.isPhone),
    ]

    private static func byContent(_ column: Column, _ summary: ColumnSummary) -> String? {
        let words: [String]
        switch column.storage {
        case .codes(_, let all):
            let step = max(1, all.count / looked)
            words = stride(from: 0, to: all.count, by: step).prefix(looked).map { all[$0] }
        case .numbers(let values):
            // Only card numbers stand as plain numbers and can be told by a checksum.
            guard summary.isWhole, let numeric = summary.profile.numeric, numeric.min >= 1e12, numeric.max < 1e19,
                summary.profile.distinct > 5
            else { return nil }
            words = values.withUnsafeBufferPointer { values in
                values.lazy.filter { $0.isFinite }.prefix(looked).compactMap { UInt64(exactly: $0).map(String.init) }
            }
        }
        guard words.count > 2 else { return nil }
        for (noun, isOne) in contents {
            let count = words.count(where: isOne)
            if count * 10 >= words.count * 9 { return evidence(words.filter(isOne), of: words, noun) }
        }
        let mails = words.filter(WordShape.isEmail)
        return mails.count * 20 > words.count ? evidence(mails, of: words, "e-mail addresses") : nil
    }

    /// How many of the values that were looked at, and the shape of one: what people should not be told by is not shown either.
    private static func evidence(_ found: [String], of words: [String], _ noun: String) -> String {
        let looked = counted(words.count, "different value")
        let share =
            found.count == words.count ? "all of \(looked)" : "\(percent(Double(found.count) / Double(words.count))) of \(looked)"
        return "\(share) look like \(noun)" + (found.first.map { ", such as \(shape(of: $0))" } ?? "")
    }

    /// A word with every letter as `x` and every digit as `9`.
    static func shape(of word: String) -> String {
        String(word.prefix(32).map { $0.isNumber ? "9" : $0.isLetter ? "x" : $0 }) + (word.count > 32 ? "…" : "")
    }

    /// Names of columns, without marks and in lower case, and what they promise.
    private static let names: [(words: Set<String>, noun: String, kinds: Set<ColumnKind>)] = [
        (
            [
                "firstname", "lastname", "surname", "fullname", "familyname", "givenname", "forename", "maidenname",
                "customername",
                "patientname", "username",
            ], "names of persons", [.text, .category, .identifier]
        ),
        (["dob", "birthdate", "dateofbirth", "birthday", "birthdt", "borndate"], "dates of birth", [.date, .text, .category]),
        (
            ["ssn", "socialsecurity", "socialsecuritynumber", "nationalid", "passport", "passportno", "passportnumber", "nino"],
            "identity numbers", [.text, .category, .identifier, .number]
        ),
        (
            ["zip", "zipcode", "postcode", "postalcode", "plz"], "post codes", [.text, .category, .identifier, .number]
        ),
        (
            ["phone", "phonenumber", "telephone", "mobile", "cellphone", "fax"], "telephone numbers",
            [.text, .identifier, .number]
        ),
        (["email", "emailaddress", "mail"], "e-mail addresses", [.text, .identifier]),
        (["street", "streetaddress", "homeaddress", "address", "addressline1"], "addresses", [.text, .identifier]),
        (["creditcard", "cardnumber", "iban", "accountnumber"], "account numbers", [.text, .identifier, .number, .category]),
    ]

    private static func byName(_ column: Column, _ summary: ColumnSummary) -> String? {
        guard summary.profile.distinct > 10 else { return nil }
        let name = column.name.lowercased().filter { $0.isLetter || $0.isNumber }
        if speaksOfPersons(column.name), column.kind.isWords, holdsNames(column, summary) {
            return "most of its values are unlike and look like names of persons"
        }
        let match = names.first { $0.words.contains(name) && $0.kinds.contains(column.kind) }
        return match.map { "by its name it holds \($0.noun)" }
    }

    /// Whether a column's name has a word for a person in it, or is that of a name.
    private static func speaksOfPersons(_ name: String) -> Bool {
        let persons: Set = [
            "name", "person", "contact", "customer", "client", "patient", "employee", "passenger", "author", "owner", "member",
            "guest", "holder", "student", "teacher", "user", "applicant", "tenant", "driver",
        ]
        var words = [""]
        for character in name {
            if !character.isLetter {
                words.append("")
            } else {
                if character.isUppercase, words[words.count - 1].last?.isLowercase ?? false { words.append("") }
                words[words.count - 1].append(character)
            }
        }
        return words.contains { persons.contains($0.lowercased()) }
    }

    /// Whether most texts are unlike and two or more words that begin with capitals.
    private static func holdsNames(_ column: Column, _ summary: ColumnSummary) -> Bool {
        guard case .codes(let codes, let words) = column.storage,
            summary.profile.distinct * 2 > codes.count - summary.profile.missing
        else { return false }
        let few = words.prefix(looked)
        let names = few.count { word in
            let parts = word.split(separator: " ")
            return (2...8).contains(parts.count) && !word.contains { $0.isNumber }
                && parts.count { $0.first?.isUppercase ?? false || $0.first == "(" || $0.first == "\"" } * 3 >= parts.count * 2
        }
        return names * 3 >= few.count * 2
    }
}

extension ColumnKind {
    /// Whether words stand in such a column.
    fileprivate var isWords: Bool { self == .text || self == .category || self == .identifier }
}
