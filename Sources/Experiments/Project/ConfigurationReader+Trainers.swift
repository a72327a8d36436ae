import Recipes
import TOMLKit

extension ConfigurationReader {
    /// The trainers of the section `[trainers]` and of `trainer`, and the name of the one that new recipes start with.
    ///
    /// - Throws: ``AssayError`` with the line that cannot be read.
    func trainers(in table: TOMLTable) throws(AssayError) -> (all: [DeclaredTrainer], starting: String?) {
        var all: [DeclaredTrainer] = []
        if let section = try section("trainers", in: table) {
            for name in section.keys.sorted(by: { (line(of: $0) ?? 0, $0) < (line(of: $1) ?? 0, $1) }) {
                guard let value = section[name] else { continue }
                all.append(try trainer(name, value))
            }
        }
        guard let value = table["trainer"] else { return (all, nil) }
        if let name = value.string {
            guard all.contains(where: { $0.name == name }) else {
                throw wrong("trainer", "a list of words such as [\"python\", \"train.py\"], or the name of one in [trainers]")
            }
            return (all, name)
        }
        let one = try trainer("trainer", value)
        let named = DeclaredTrainer(name: one.trainer.name, trainer: one.trainer, parameters: one.parameters)
        return ([named] + all.filter { $0.name != named.name }, named.name)
    }

    private func trainer(_ name: String, _ value: any TOMLValueConvertible) throws(AssayError) -> DeclaredTrainer {
        var document = Self.json(value)
        var parameters: [String: ParameterValue] = [:]
        if case .object(var members) = document {
            for (key, value) in members.removeValue(forKey: "parameters")?.objectValue ?? [:] {
                guard let read = ParameterValue(json: value) else {
                    throw wrong(name, "a trainer whose parameters are numbers, words, true or false; \(key) is not")
                }
                parameters[key] = read
            }
            document = .object(members)
        }
        do throws(AssayError) {
            return DeclaredTrainer(name: name, trainer: try OutsideTrainer(json: document), parameters: parameters)
        } catch {
            throw .projectFile(path, line: line(of: name), "\(error.message); \(error.hint)")
        }
    }
}
