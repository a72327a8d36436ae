import Recipes
import Tabular

struct RowFilter {
    init(parsing: String) throws(AssayError) {}
    func rows(in t: Table) -> [Int32] { [] }
}
