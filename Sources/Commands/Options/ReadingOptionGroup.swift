import ArgumentParser
import Recipes
import Tabular

/// How a data file is read: an option for each ``ReadingSetting``.
struct ReadingOptionGroup: ParsableArguments {
    @Option(help: ReadingSetting.encoding.help) var encoding: String?
    @Option(help: ReadingSetting.delimiter.help) var delimiter: String?
    @Option(help: ReadingSetting.skip.help) var skip: String?
    @Option(help: ReadingSetting.header.help) var header: String?
    @Option(help: ReadingSetting.decimal.help) var decimal: String?
    @Option(help: ReadingSetting.thousands.help) var thousands: String?
    @Option(help: ReadingSetting.dateOrder.help) var dateOrder: String?
    @Option(parsing: .unconditionalSingleValue, help: ReadingSetting.missing.help) var missing: [String] = []

    @Option(
        help: ArgumentHelp(
            "The order of the dates in one column, such as birth=dmy; may be given again.", valueName: "column=order")
    )
    var dates: [String] = []

    /// The options as the importer takes them.
    func options() throws(AssayError) -> ReadingOptions {
        var options = ReadingOptions()
        let given: [(ReadingSetting, String?)] = [
            (.encoding, encoding), (.delimiter, delimiter), (.skip, skip), (.header, header), (.decimal, decimal),
            (.thousands, thousands), (.dateOrder, dateOrder),
        ]
        for (setting, word) in given { if let word { try setting.set([word], in: &options) } }
        try ReadingSetting.missing.set(missing, in: &options)
        for date in dates {
            let column = date[..<(date.lastIndex(of: "=") ?? date.endIndex)]
            var order = ReadingOptions()
            try ReadingSetting.dateOrder.set([String(date.dropFirst(column.count + 1))], in: &order)
            options.dateOrders[String(column)] = order.dateOrder
        }
        return options
    }
}

extension ReadingSetting {
    /// The sentence, and the words that it takes.
    var help: ArgumentHelp {
        let words = words.isEmpty ? "" : " One of \(words.joined(separator: " ")); without it that is found out."
        return ArgumentHelp("\(sentence)\(words)", valueName: placeholder)
    }
}
