import Exchange
public import Recipes
public import Tabular

extension Project {
    /// Reads the tables that steps name, by way of the cache.
    public var stepTables: TableLoader {
        stepTables { (path) throws(AssayError) in try TrainingEngine.standard.readTable(path, ReadingOptions(), false) }
    }

    /// The same for what is shown while a step is typed: of files at hand that are quickly read. Half a path must start no program and read no
    /// folder.
    public var stepTablesAtHand: TableLoader {
        let load = stepTables
        let project = self
        return { (path) throws(AssayError) in
            let place = project.place(ofStepTable: path)
            guard TableSource.isPath(place), (FilePath.size(ofFile: place) ?? .max) <= 32 << 20 else {
                throw .readWithStep(path)
            }
            return try load(path)
        }
    }

    /// The same by another way of reading, which gets the place that a step names.
    func stepTables(_ read: @escaping TableLoader) -> TableLoader {
        let project = self
        return { (path) throws(AssayError) in try read(project.place(ofStepTable: path)) }
    }

    /// Steps as a recipe keeps them: with the content that the other tables have now, where nothing is kept of that yet (a step that
    /// is off is left until it is switched on), and with
    /// paths from the project's folder for what lies in it, so that the folder can be moved.
    ///
    /// - Throws: ``AssayError`` where another table cannot be read.
    public func pinned(_ steps: [Step]) throws(AssayError) -> [Step] {
        let load = stepTables
        var pinned: [Step] = []
        for (index, step) in SecretAddress.kept(steps).enumerated() {
            var step = step
            if !step.isOff, step.declaration?.fields.contains(where: { $0.form == .path }) ?? false,
                step.text("fingerprint").isEmpty
            {
                do throws(AssayError) {
                    step.arguments["fingerprint"] = .string(try load(step.text("table")).source.fingerprint)
                } catch {
                    throw error.ofStep(index + 1, step)
                }
                let place = place(ofStepTable: step.text("table"))
                let isInside = TableSource.isPath(place) && place.hasPrefix(folder + "/")
                step.arguments["table"] = .string(isInside ? String(place.dropFirst(folder.count + 1)) : place)
            }
            pinned.append(step)
        }
        return pinned
    }

    /// Where the path of a step leads: from the project's folder, else from that of the data.
    private func place(ofStepTable path: String) -> String {
        guard TableSource.isPath(path) else { return path }
        let place = FilePath.absolute(path, in: folder)
        if FilePath.exists(place) { return place }
        guard let data, TableSource.isPath(data) else { return place }
        let beside = FilePath.absolute(path, in: FilePath.parent(of: data))
        return FilePath.exists(beside) ? beside : place
    }
}

extension Project {
    /// A path as it is meant where the program was started: from the root. An address is as it is kept.
    public static func absolutePath(_ path: String) -> String {
        TableSource.isPath(path) ? FilePath.absolute(path) : SecretAddress.kept(path)
    }
}
