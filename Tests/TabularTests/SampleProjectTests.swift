import Recipes
import Tabular
import TestSupport
import Testing

/// The sample tables hold what their READMEs say is there to find.
@Suite struct SampleProjectTests {
    private func profile(_ project: String, target: String) throws -> TableProfile {
        let path = "\(packageFolder)/sample-projects/\(project)/\(project).csv"
        let table = try TableImporter(cacheFolder: nil).table(at: path)
        return table.profile(target: try table.target(target))
    }

    @Test func churn() throws {
        let profile = try profile("churn", target: "churn")
        #expect(profile.rows == 7043 && profile.columns.count == 21)
        #expect(profile["churn"]?.top.first { $0.value == "yes" }?.count == 1869)
        #expect(profile["customer_id"]?.kind == .identifier)
        #expect(profile["tenure"]?.missing == 11 && profile["total"]?.missing == 70 && profile["calls"]?.missing == 590)
        let leaks = profile.alerts.filter { $0.level == .stop }
        #expect(leaks.map(\.column) == ["exit_survey"])
        let gender = try #require(profile["gender"]?.association)
        #expect(gender.strength < 0.05)
    }

    @Test func housePrices() throws {
        let profile = try profile("house-prices", target: "price")
        #expect(profile.rows == 2000 && profile.columns.count == 18)
        #expect(profile["sold"]?.kind == .date && profile["listed"]?.kind == .date)
        #expect(profile["neighbourhood"]?.kind == .category && profile["neighbourhood"]?.distinct == 12)
        #expect(profile["plot_m2"]?.missing == profile["kind"]?.top.first { $0.value == "flat" }?.count)
        #expect(profile.alerts.contains { $0.code == "copy" && $0.column == "area_sqft" })
        #expect(!profile.alerts.contains { $0.level == .stop })
    }

    @Test func wine() throws {
        let profile = try profile("wine", target: "cultivar")
        #expect(profile.rows == 178 && profile.columns.count == 14)
        #expect(profile["cultivar"]?.top.map(\.count) == [71, 59, 48])
        #expect(profile.columns.allSatisfy { $0.missing == 0 })
        #expect(profile.alerts.isEmpty)
    }

    @Test func fraud() throws {
        let profile = try profile("fraud", target: "fraud")
        #expect(profile.rows == 12_000 && profile.columns.count == 12)
        #expect(profile["fraud"]?.top.first { $0.value == "yes" }?.count == 181)
        #expect(profile["at"]?.kind == .date && profile["customer"]?.distinct == 894)
        #expect(profile.alerts.contains { $0.code == "imbalance" && $0.column == "fraud" })
    }
}
