import Recipes
import Testing

@Suite struct FeatureEncodingTests {
    @Test(arguments: [
        ("auto", "auto"), ("median", "median"), ("indicator+median", "median+indicator"),
        ("log+clip=0.05+mean", "mean+clip=0.05+log"),
        ("clip", "clip=0.01"), ("rare", "rare=0.01"), ("rare=20.0", "rare=20"),
        ("constant=unknown+rare=0.02", "constant=unknown+rare=0.02"),
        ("constant=-1.5", "constant=-1.5"), ("mode", "mode"),
        ("standardise+median", "median+standardise"), ("quantile", "quantile=normal"), ("quantile=uniform", "quantile=uniform"),
        ("robust+clip+log", "clip=0.01+log+robust"), ("target+rare=20", "rare=20+target=10"), ("target=auto", "target=auto"),
        ("target=0", "target=0"), ("onehot", "onehot=50"), ("hash=8+mode", "mode+hash=8"), ("ordinal", "ordinal"),
        ("frequency", "frequency"), ("tfidf", "tfidf=64"), ("cyclic+parts+indicator", "indicator+parts+cyclic"),
        ("target+bin=8", "bin=8+target=10"),
    ])
    func wordsStandInOneOrder(_ text: String, _ canonical: String) throws {
        let encoding = try FeatureEncoding(parsing: text)
        #expect(encoding.description == canonical)
        #expect(try FeatureEncoding(parsing: canonical) == encoding)
        #expect(encoding.isAuto == (canonical == "auto"))
    }

    @Test(arguments: [
        ("medain", "unknown_encoding", "did you mean median?"), ("", "unknown_encoding", ""), ("median+", "unknown_encoding", ""),
        ("auto+log", "unknown_encoding", ""), ("median+mean", "encoding", "keep one"), ("log+log", "encoding", "keep one"),
        ("log=2", "encoding", "write log"), ("clip=0.5", "encoding", "clip=0.01"), ("clip=nan", "encoding", "clip=0.01"),
        ("rare=1", "encoding", "rare=20"), ("rare=2.5", "encoding", "rare=20"), ("constant", "encoding", "constant=0"),
        ("constant=", "encoding", "constant=0"), ("standardise+robust", "encoding", "keep one"),
        ("onehot+target", "encoding", "keep one"), ("onehot=1", "encoding", "2 to 1000"), ("hash=0", "encoding", "1 to 4096"),
        ("bin=few", "encoding", "bin=5"), ("quantile=even", "encoding", "quantile=normal"),
        ("target=-1", "encoding", "target=10"),
        ("standardize", "unknown_encoding", "standardise"), ("parts=year", "encoding", "write parts"),
    ])
    func whatCannotBeReadIsToldWithTheWayOut(_ text: String, _ code: String, _ hint: String) {
        let error = #expect(throws: AssayError.self) { try FeatureEncoding(parsing: text) }
        #expect(error?.code == code)
        #expect(error?.hint.contains(hint) == true, "\(error?.hint ?? "")")
    }

    @Test(arguments: [
        (ColumnKind.category, "median"), (.number, "rare=0.1"), (.flag, "clip"), (.date, "log"), (.number, "constant=unknown"),
        (.number, "onehot"), (.number, "tfidf+bin"), (.category, "standardise"), (.number, "parts"),
        (.flag, "tfidf"), (.number, "bin+standardise"), (.date, "parts+robust"), (.date, "bin"),
    ])
    func wordsHaveToFitTheKind(_ kind: ColumnKind, _ text: String) {
        let feature = Recipe.Feature(column: "city", kind: kind, encoding: text)
        let error = #expect(throws: AssayError.self) { try feature.readEncoding() }
        #expect(error?.code == "encoding")
        #expect(error?.message.contains("city") == true || error?.hint.contains("keep") == true)
    }

    @Test func everyWordIsOfferedInAFormThatIsRead() throws {
        for kind in ColumnKind.allCases {
            for word in EncodingWord.all(for: kind) {
                let feature = Recipe.Feature(column: "x", kind: kind, encoding: word.offered(for: kind))
                #expect(try feature.readEncoding().has(word))
                #expect(!word.summary.isEmpty)
            }
        }
    }

    @Test func editsPutWordsInAndTakeThemOut() throws {
        var encoding = try FeatureEncoding(parsing: "mean+log")
        try encoding.add("median")
        #expect(encoding.description == "median+log")
        encoding.remove("clip")
        encoding.remove("log=3")
        #expect(encoding.description == "median")
        encoding.remove("mode")
        #expect(encoding.isAuto)
    }
}
