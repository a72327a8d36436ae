/// What is said of numbers that are written in another way than 1234.5.
enum NumberRemarks {
    static func of(_ format: NumberFormat, isAmbiguous: Bool, column: String) -> [String] {
        var remarks: [String] = []
        if let affix = format.affix {
            remarks.append("column \(column): its numbers are read without \(affix)")
        }
        if isAmbiguous {
            let mark = format.thousands.rawValue
            remarks.append(
                "column \(column): 1\(mark)234 could be 1.234, and is read as 1234; say that the decimal mark is \(mark) if not")
        }
        return remarks
    }
}
