import Recipes

/// Why a sheet of the Data screen has nothing to show.
extension AssayError {
    static func goneColumn(_ name: String) -> AssayError {
        AssayError(code: "unknown_column", message: "the table has no column \(name) any more", hint: "Esc goes back")
    }

    static func noTargetToTest() -> AssayError {
        AssayError(code: "no_target", message: "there is no target to test columns with", hint: "! makes a column the target")
    }

    static func nothingToPlot(_ y: String, _ x: String) -> AssayError {
        AssayError(
            code: "nothing_to_plot", message: "no row has both \(y) and \(x) as numbers",
            hint: "Esc goes back; P plots against another column")
    }

    static func onlyInOne(_ column: String) -> AssayError {
        AssayError(code: "unknown_column", message: "only one of the tables has the column \(column)")
    }

    static func notComparable(_ column: String) -> AssayError {
        AssayError(code: "not_comparable", message: "\(column) holds numbers in one table and words in the other, or nothing")
    }
}
