/// The page of the manual on splits, made from their declarations.
public enum SplitManual {
    /// `docs/splits.md`.
    public static var page: String {
        SplitForm.all.reduce(introduction) { page, form in
            let options = form.options.map { "`:\($0.rawValue)=`" }.joined(separator: ", ")
            return page + "\n## \(form.key)\n\n`\(form.pattern)`\(options.isEmpty ? "" : ", with \(options)")\n\n\(form.summary)"
                + (form.detail.isEmpty ? "" : " \(form.detail)") + "\n\n"
                + "For example " + form.examples.map { "`--split \($0)`" }.joined(separator: ", ") + ".\n"
        } + ending
    }

    private static let introduction = """
        # Splits

        How rows are divided into those that train and those that score, as `--split` and the Model screen take it. Divisions follow from the rows that
        take part, the target, the split and its seed; neither the features nor the model move a row, so runs with the same split are
        compared fold by fold. Rows without a target take no part. Sealed rows (`--sealed 0.2`) are taken first, by the rule of the split: classes
        in equal shares, whole groups, or the latest rows.

        """

    private static let ending = """

        ## Gaps

        `gap=` and `embargo=` are a number of rows (`gap=100`) or, where the column is a date, a time: `45s`, `30min`, `12h`, `7d`, `2w`. Rows of one
        moment are never parted, so a gap in rows may be a little wider. Rows in a gap are on neither side of that division; they
        take part in others. The same gap lies before the sealed rows and before the rows that a learner chooses its number of steps on.

        ## Choices inside of training rows

        A learner that chooses something, as early stopping chooses the number of trees, divides the training rows once more by the rule of the split:
        stratified, whole groups, or the latest rows. With `nested` it gets the inner folds; one that divides once only takes the first of them.

        ## Classes of unequal size

        `--resample under`, `over` or `smote` evens out the classes of the training rows, `over=0.5` up to half of the largest class. It is done inside each
        fold, before the encodings; rows that score keep the shares that they have. Probabilities then speak of the classes as they were
        trained on: `--calibrate` brings them back.

        ## Probabilities and decisions

        `--calibrate platt`, `isotonic` or `temperature` corrects probabilities, and `--threshold f1`, `balanced_accuracy`, `mcc` or
        `cost:fp=1,fn=5` chooses from which probability on a row counts as positive; a number sets it. Both are learnt from out-of-fold predictions once all
        folds are done. The scores that a run reports are honest: each fold is corrected and decided by what the other folds came to, in a
        split by time by the folds before it. A single fold is dealt into five parts, each of which is judged by the others. The model that is kept
        gets what all folds together come to, and `predict` uses it. Live curves show the plain probabilities.

        """
}
