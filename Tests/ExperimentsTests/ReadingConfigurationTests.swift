import Tabular
import Testing

@testable import Experiments

/// What the screen changes of `assay.toml`.
@Suite struct ReadingConfigurationTests {
    @Test func onlyTheSectionsOnReadingAreWrittenAnew() {
        let text = """
            # mine
            data = "churn.csv"   # the data
            delimiter = ";"

            [reading]
            decimal = ","

            [defaults]
            seed = 7

            [kinds]
            zip = "category"
            """
        var project = Project(folder: "/p")
        project.reading.header = false
        project.reading.dateOrders["day"] = .monthDayYear
        #expect(
            Project.text(text, saying: project.readingSections) == """
                # mine
                data = "churn.csv"   # the data

                [defaults]
                seed = 7

                [reading]
                header = "no"

                [reading.dates]
                "day" = "mdy"

                """)
    }
}
