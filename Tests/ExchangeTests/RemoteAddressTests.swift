import Recipes
import Tabular
import TestSupport
import Testing

@testable import Exchange

/// What of an address is shown and kept.
@Suite struct RemoteAddressTests {
    @Test(arguments: [
        ("https://ann:secret@host/x.csv?a=b:c@d", "https://ann:***@host/x.csv?a=b:c@d"),
        ("https://ghp_abc@host/x.csv", "https://***@host/x.csv"),
        ("postgres://ann:secret@host/db#t", "postgres://ann:***@host/db#t"),
        ("postgres://ann@host/db?password=s%20e&x=1#shop.t", "postgres://ann@host/db?password=***&x=1#shop.t"),
        ("s3://key:secret@bucket/x.parquet", "s3://key:***@bucket/x.parquet"),
        ("https://h/x.csv?token=abc", "https://h/x.csv?token=***"),
        ("https://h/x.csv?page=2&access_token=abc&n=3#api-key=q", "https://h/x.csv?page=2&access_token=***&n=3#api-key=***"),
        (
            "https://b.s3.amazonaws.com/k.csv?X-Amz-Expires=60&X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=0a1b&x-id=GetObject",
            "https://b.s3.amazonaws.com/k.csv?X-Amz-Expires=60&X-Amz-Credential=***&X-Amz-Signature=***&x-id=GetObject"
        ),
        (
            "https://a.blob.core.windows.net/c/x.csv?sv=2024&sig=Zm9v%3D",
            "https://a.blob.core.windows.net/c/x.csv?sv=2024&sig=***"
        ),
        ("https://h/x.csv?token=", "https://h/x.csv?token="),
        ("https://h/x.csv?monkey=1&author=b", "https://h/x.csv?monkey=1&author=b"),
        ("https://h:8080/a@b/x.csv", "https://h:8080/a@b/x.csv"), ("a:b@c.csv", "a:b@c.csv"), ("x.csv?token=1", "x.csv?token=1"),
    ])
    func secretsAreHidden(_ address: String, _ shown: String) {
        #expect(TableSource.shown(address) == shown)
        #expect(TableSource.shown(shown) == shown, "what is hidden stays so")
        #expect(TableSource.isHidden(shown) == (shown != address) && !TableSource.isHidden(address))
    }

    @Test func sentencesOfProgramsLoseTheSecret() {
        let address = RemoteAddress("https://ann:pass%20word@host/x.csv?token=abcd&n=1")
        #expect(
            address.hidden(in: "GET https://ann:pass%20word@host/x.csv?token=abcd&n=1 failed for \"pass word\" with abcd")
                == "GET https://ann:***@host/x.csv?token=***&n=1 failed for \"***\" with ***")
    }

    @Test func addressesInATextAreFound() {
        let text = "joins \"https://h/a.csv?sig=1\" and (s3://k:v@b/c), then x://y, a://"
        #expect(
            TableSource.replacingAddresses(in: text, TableSource.shown)
                == "joins \"https://h/a.csv?sig=***\" and (s3://k:***@b/c), then x://y, a://")
        #expect(TableSource.replacingAddresses(in: "none", { _ in "" }) == "none")
    }

    @Test func aHiddenAddressSaysThatItsSecretIsNotKnown() {
        let error = failure("https://h/x.csv?token=***")
        #expect(error?.code == "secret_is_unknown" && error?.message.contains("token=***") == true)
    }

    @Test func theSecretIsPutBackToFetch() throws {
        try withTemporaryFolder { folder in
            try write("a\n1\n2\n", to: folder + "/body")
            try writeScript("curl", in: folder, "cat > '\(folder)/input'\ncat '\(folder)/body'\n")
            let opener = TableOpener(cacheFolder: nil) { $0 == "https://h/x.csv?token=***" ? "https://h/x.csv?token=abc" : $0 }
            let table = try Program.$searchPath.withValue(folder + ":/usr/bin:/bin") {
                try opener.table(at: "https://h/x.csv?token=***")
            }
            #expect(table.rowCount == 2 && table.name == "x.csv?token=***")
            #expect(try text(of: folder + "/input") == "url = \"https://h/x.csv?token=abc\"\n")
        }
    }

    @Test func aPasswordAmongTheParametersIsNoArgument() {
        let found = RemoteReading.withoutPassword("postgres://ann@host/db?password=s%20e&x=1")
        #expect(found.address == "postgres://ann@host/db?x=1" && found.password == "s e")
        #expect(RemoteReading.withoutPassword("postgres://ann@host/db").password == nil)
    }
}
