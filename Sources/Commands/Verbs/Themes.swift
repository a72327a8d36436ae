import ArgumentParser
import Interface
import Recipes
import Terminal

/// `assay themes`: the themes there are, each with a sample.
struct Themes: Verb {
    static let configuration = CommandConfiguration(commandName: "themes", abstract: "List the themes, each with a sample.")

    @OptionGroup var common: CommonOptions

    func perform() throws(AssayError) -> Int32 { 0 }
}
