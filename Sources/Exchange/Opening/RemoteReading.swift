import Recipes
import Tabular

/// Reads a table that lies on another machine, with the programs that people use for it.
struct RemoteReading {
    let reading: SourceReading
    let address: String

    /// The address without its secrets, for sentences and for what is kept.
    private var name: String { TableSource.shown(address) }

    /// What is told with every such table.
    private static let remark = "it lies elsewhere and is fetched anew whenever it is opened"

    /// The table at the address.
    ///
    /// - Throws: ``AssayError`` where no program is installed that reaches it, or that one fails.
    func table(_ report: (ImportProgress) -> Void) throws(AssayError) -> Table {
        guard !RemoteAddress(address).isHidden else { throw .secretIsUnknown(address) }
        let scheme = address.prefix { $0 != ":" }.lowercased()
        do throws(AssayError) {
            switch scheme {
            case "http", "https", "ftp": return try fetched(report)
            case "postgres", "postgresql": return try fromPostgres(report)
            default: return try fromObjectStore(scheme, report)
            }
        } catch {
            let address = RemoteAddress(address)
            var error = error
            error.message = address.hidden(in: error.message)
            error.hint = address.hidden(in: error.hint)
            throw error
        }
    }

    // MARK: Addresses of the web

    private func fetched(_ report: (ImportProgress) -> Void) throws(AssayError) -> Table {
        let spool = try Spool(folder: reading.cacheFolder)
        let curl = Program.named("curl")
        guard let program = curl ?? Program.named("wget") else {
            throw .missingProgram("curl", toRead: name, install: "install curl or wget")
        }
        // Everybody sees what a program is started with, and a password may stand in the address: it goes in by standard input.
        let (arguments, input) =
            curl != nil
            ? (
                ["--fail", "--silent", "--show-error", "--location", "--proto-redir", "=http,https", "--config", "-"],
                Self.setting(address)
            )
            : address == name ? (["-qO-", address], "") : (["-qO-", "--input-file=-"], address + "\n")
        let child = try ChildProcess(program, arguments, input: .pipe, control: reading.control)
        child.say(input)
        let coming = ComingRows(reading.firstRows, name: name)
        try spool.append(child) {
            report(.gathering($0))
            coming?.look(at: spool)
        }
        let ending = child.ended()
        // One that was ended says nothing of what it read.
        try reading.control.check()
        guard ending.status == 0 else { throw .programFailed(program.name, on: name, words: ending.sentence) }
        return try table(in: spool, report)
    }

    /// The line of a curl configuration that names an address.
    static func setting(_ address: String) -> String {
        let signs: [Character: String] = ["\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r", "\r\n": "\\r\\n"]
        return "url = \"" + address.map { signs[$0] ?? String($0) }.joined() + "\"\n"
    }

    /// The table of what was fetched.
    private func table(in spool: Spool, _ report: (ImportProgress) -> Void) throws(AssayError) -> Table {
        try reading.table(
            of: SourceStream(spool, name: name, control: reading.control), origin: nil, remarks: [Self.remark], report)
    }

    // MARK: Object stores

    private func fromObjectStore(_ scheme: String, _ report: (ImportProgress) -> Void) throws(AssayError) -> Table {
        var said: AssayError?
        if let program = DuckDB.installed {
            do throws(AssayError) {
                let builder = TableBuilder()
                try DuckDB(program: program, name: name, control: reading.control).read(.any(address), into: builder) {
                    report(.values(0, of: 0, rows: $0))
                }
                return try reading.table(of: builder, remarks: [Self.remark])
            } catch {
                if error.isStop { throw error }
                said = error
            }
        }
        if ["s3", "gs", "gcs", "hdfs", "abfs", "abfss"].contains(scheme), let python = PyArrow.installed() {
            let spool = try Spool(folder: reading.cacheFolder)
            do throws(AssayError) {
                try PyArrow(program: python, name: name, control: reading.control).copy(address, to: spool) {
                    report(.gathering($0))
                }
            } catch {
                throw error.isStop ? error : said ?? error
            }
            return try table(in: spool, report)
        }
        throw said
            ?? .missingProgram(
                "duckdb or pyarrow", toRead: name, install: "`pip install duckdb-cli` or `pip install pyarrow`")
    }

    // MARK: Postgres

    private func fromPostgres(_ report: (ImportProgress) -> Void) throws(AssayError) -> Table {
        guard let mark = address.lastIndex(of: "#"), address.index(after: mark) < address.endIndex else {
            throw .noRemoteTable(name)
        }
        let (server, password) = Self.withoutPassword(String(address[..<mark]))
        guard let program = Program.named("psql") else {
            throw .missingProgram("psql", toRead: server, install: "install postgresql-client")
        }
        let builder = TableBuilder()
        let table = String(address[address.index(after: mark)...])
        try Postgres(program: program, server: server, password: password, control: reading.control).read(table, into: builder) {
            report(.values(0, of: 0, rows: $0))
        }
        return try reading.table(of: builder, remarks: [Self.remark])
    }

    /// The address of a server as it may be passed on, and the password that stood in it: before the host or as a parameter.
    static func withoutPassword(_ address: String) -> (address: String, password: String?) {
        guard let scheme = address.firstRange(of: "://") else { return (address, nil) }
        let rest = address[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        if let at = host.lastIndex(of: "@"), let colon = host[..<at].firstIndex(of: ":") {
            let password = String(address[address.index(after: colon)..<at])
            return (String(address[..<colon]) + String(address[at...]), RemoteAddress.decoded(password))
        }
        guard let query = address.firstIndex(of: "?") else { return (address, nil) }
        let parts = address[address.index(after: query)...].split(separator: "&")
        guard let said = parts.first(where: { $0.hasPrefix("password=") }) else { return (address, nil) }
        let others = parts.filter { !$0.hasPrefix("password=") }.joined(separator: "&")
        let server = String(address[..<query]) + (others.isEmpty ? "" : "?" + others)
        return (server, RemoteAddress.decoded(String(said.dropFirst("password=".count))))
    }
}

extension AssayError {
    static func noRemoteTable(_ address: String) -> AssayError {
        AssayError(
            code: "no_such_table", message: "\(address) names a database and no table in it",
            hint: "as in '\(address)#schema.table'",
            isUsage: true)
    }

    static func secretIsUnknown(_ address: String) -> AssayError {
        AssayError(
            code: "secret_is_unknown", message: "this machine does not know what stands for \(RemoteAddress.mark) in \(address)",
            hint: "open the table once by its whole address")
    }
}
