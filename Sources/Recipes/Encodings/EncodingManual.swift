/// The page of the manual on encodings, made from their declarations.
public enum EncodingManual {
    /// `docs/encoding.md`.
    public static var page: String {
        EncodingWord.Role.allCases.reduce(introduction) { page, role in
            page + "\n## \(role.title)\n\n"
                + EncodingWord.all.filter { $0.role == role }.map(line).joined(separator: "\n") + "\n"
        } + ending
    }

    private static func line(_ word: EncodingWord) -> String {
        let kinds = ColumnKind.allCases.filter(word.kinds.contains).map(\.rawValue).joined(separator: ", ")
        let value = word.value.map { " Value: \($0.rangeText)." } ?? ""
        let source = word.source.isEmpty ? "" : " \(word.source)."
        return "- `\(word.key)` \(word.summary). For: \(kinds).\(value)\(source)"
    }

    private static let introduction = """
        # Encodings

        How a feature is given to a model. `auto`, which every feature begins with, is what the family prefers: boosting takes words as they are,
        linear models give each a column and standardise numbers. Other encodings are words joined by `+`, in any order:

            assay train --encode age=median+indicator --encode city=target --encode 'income=clip=0.01+quantile' --encode day=parts+cyclic

        On the Features screen `=` opens the words that fit the column; `assay train --help` lists them.

        Whatever a word has to know (a median, the categories, the mean of the target) is learnt inside each fold, from its training rows alone, and
        stands in the model; `predict` does the same to new rows. A feature that becomes several columns has them under its name:
        `city=Rome`, `day.month`, `note#17`; its importance is the sum of theirs.

        Within a feature the words take effect in this order: the indicator looks at the values as they are; outer values are clipped; missing
        ones filled; rare categories joined; the logarithm taken; numbers made ranges; then the feature is scaled, coded, or taken apart.
        A number becomes words by `bin`, which may then be coded like others: `bin=8+target`.

        """

    private static let ending = """

        ## Values that training rows did not have

        | | missing | a word that no training row had |
        | --- | --- | --- |
        | `onehot` | 0 in all columns | 1 in the column of the others where there is one, else 0 in all |
        | `ordinal` | missing | missing |
        | `frequency` | the share of training rows where it was missing | 0 |
        | `target` | the mean of the training rows where it was missing | the mean of all training rows |
        | `hash`, `tfidf` | 0 in all columns | as any other word |
        | `parts`, `cyclic` | missing in all columns | |
        | `standardise`, `robust`, `quantile`, `bin` | missing | |

        What is missing then is up to the family, unless a word fills it before. Infinite values stay infinite on a line, and are at
        the ends of ranks and ranges.

        ## Codes of the target

        A code that a row's own target went into tells the model that target. So the training rows are dealt into five parts by their numbers
        (whole groups, where the split has groups), and each row's code is made of the other four. Rows that are to be predicted get the code of
        all training rows. Where a learner parts its training rows once more, to choose its number of steps, the codes are made anew from the part
        that it fits to.

        """
}
