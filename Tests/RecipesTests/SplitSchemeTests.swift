import Recipes
import Testing

@Suite struct SplitSchemeTests {
    @Test(arguments: [
        "cv:5", "cv:5x10", "stratified:5", "stratified:4x3", "holdout:0.2", "holdout:0.25x10", "group:customer:5",
        "group:customer:5x3", "time:a:b:3", "time:day:5:gap=7d", "time:day:5:gap=100", "purged:day:6:gap=30min:embargo=12h",
        "purged:day:6:embargo=2w", "grouptime:customer:day:5", "grouptime:customer:the:day:5:gap=45s", "nested:5x3",
        "column:fold",
    ])
    func whatIsWrittenReadsBack(_ text: String) throws {
        let scheme = try SplitScheme(parsing: text)
        #expect(scheme.description == text)
        #expect(try SplitScheme(parsing: scheme.description) == scheme)
    }

    @Test(arguments: [
        ("time:day:5:gap=7 days", "time:day:5:gap=7d"), ("purged:day:5:embargo=1h:gap=3 rows", "purged:day:5:gap=3:embargo=1h"),
        ("time:day:5:gap=1.5weeks", "time:day:5:gap=1.5w"), ("holdout:.5x1", "holdout:0.5"),
    ])
    func otherSpellingsBecomeTheOne(_ text: String, _ canonical: String) throws {
        #expect(try SplitScheme(parsing: text).description == canonical)
    }

    @Test(arguments: [
        ("cv5", "cv:5"), ("vc:5", "cv:5"), ("cv:1", "cv is written cv:FOLDS"), ("stratified:0", "stratified:5"),
        ("holdout:0.2x0", "holdout:0.2x10"), ("holdout:2", "holdout:0.2"), ("time:day:5:gap=soon", "7d"),
        ("time:day:5:gap=1.5", "7d"),
        ("time:day:5:gap=0", "7d"), ("time:day:5:embargo=1d", "gap=7d"), ("group:customer:5:gap=1d", "group:customer:5"),
        ("time:day:5:gap=1d:gap=2d", "time:day:5"), ("time:day:5x2", "time:COLUMN:FOLDS"),
        ("grouptime:day:5", "grouptime:customer:day:5"),
        ("nested:5", "nested:5x3"), ("nested:5x1", "nested:5x3"), ("column:", "column:NAME"), ("", "cv:5"),
    ])
    func whatCannotBeReadIsToldWithTheWayOut(_ text: String, _ hint: String) {
        let error = #expect(throws: AssayError.self) { try SplitScheme(parsing: text) }
        #expect(error?.code == "split")
        #expect(error?.hint.contains(hint) == true, "\(text): \(error?.hint ?? "")")
    }

    @Test func everyExampleAndChoiceIsASplit() throws {
        for form in SplitForm.all {
            for example in form.examples { #expect(try SplitScheme(parsing: example).description == example) }
        }
        for choice in SplitForm.choices {
            let scheme = try SplitScheme(parsing: choice)
            #expect(scheme.description == choice && scheme.columns.isEmpty)
        }
    }

    @Test func columnsAreThoseThatTheSplitReads() throws {
        #expect(try SplitScheme(parsing: "grouptime:who:when:5").columns == ["who", "when"])
        #expect(try SplitScheme(parsing: "purged:when:5").columns == ["when"])
        #expect(SplitScheme.standard.columns.isEmpty)
    }

    @Test func gapsHaveALength() {
        #expect(TimeGap(parsing: "2 weeks")?.seconds == 1_209_600)
        #expect(TimeGap(parsing: "90 min")?.seconds == 5400)
        #expect(TimeGap(parsing: "12")?.rows == 12)
        for text in ["", "d", "-1d", "1x", "1e3d", "0.5", "nan"] { #expect(TimeGap(parsing: text) == nil, "\(text)") }
    }
}
