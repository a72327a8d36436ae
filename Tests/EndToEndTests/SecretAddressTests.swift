import Foundation
import Recipes
import TestSupport
import Testing

/// A table behind an address with a token in it.
@Suite struct SecretAddressTests {
    private static let address = "https://host/two.csv?page=1&token=t0psecret"

    @Test func aTokenIsKeptForItsOwnerAlone() throws {
        try withTool { tool in
            var tool = tool
            let programs = tool.folder + "/programs"
            try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
            try tool.table("body.csv")
            try writeText(
                "#!/bin/sh\ncase \"$(cat)\" in *t0psecret*) exec cat '\(tool.folder)/body.csv' ;; esac\necho 'no token' >&2\nexit 22\n",
                to: programs + "/curl")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: programs + "/curl")
            tool.environment["PATH"] = programs + ":/usr/bin:/bin"
            let step = ["--step", "join table=\(Self.address)&other=1 on=age,city,plan,when,spend,y"]
            let trained = try tool.run(["train", Self.address, "--target", "y", "--quiet"] + Tool.small)
            #expect(trained.status == 0, "\(trained.error)")
            let failed = try tool.run(["profile", Self.address, "--quiet"] + step)
            #expect(!failed.error.contains("t0psecret") && !failed.output.contains("t0psecret"))
            // A worker and the next command know it by what is shown.
            let shown = try tool("show", "last", "--json")
            #expect(shown.output.contains("https://host/two.csv?page=1&token=***"))
            #expect(try tool("verify", "last", "--quiet").status == 0)
            #expect(try tool.run(["train", "--target", "y", "--quiet"] + Tool.small).status == 0)
            // Nothing but the one private file has it.
            let files = try FileManager.default.subpathsOfDirectory(atPath: tool.folder).map { tool.folder + "/" + $0 }
            let secret = Data("t0psecret".utf8)
            let holders = files.filter {
                !$0.hasPrefix(programs) && FileManager.default.contents(atPath: $0)?.range(of: secret) != nil
            }
            #expect(!holders.isEmpty && holders.allSatisfy { $0.contains("/state/assay/addresses/") }, "\(holders)")
            for file in holders {
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
            // Elsewhere it is not known.
            try FileManager.default.removeItem(atPath: tool.folder + "/state")
            let lost = try tool("verify", "last", "--quiet")
            #expect(lost.status != 0 && lost.error.contains("does not know what stands for ***"))
        }
    }
}
