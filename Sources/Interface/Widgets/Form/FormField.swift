public import Recipes

/// A row of a form: a parameter and its value.
public struct FormField: Hashable, Sendable {
    /// What it is, what is allowed, what it does.
    public var parameter: Parameter
    /// Its value now.
    public var value: ParameterValue
    /// A heading above it, or empty.
    public var heading: String
    /// The value that the baseline has, where it is another; shown beside.
    public var baseline: ParameterValue?

    /// A row; without a value it has the parameter's own.
    public init(_ parameter: Parameter, value: ParameterValue? = nil, heading: String = "", baseline: ParameterValue? = nil) {
        self.parameter = parameter
        self.value = value ?? parameter.standard
        self.heading = heading
        self.baseline = baseline
    }

    /// The rows for a family's parameters, the ones that few people change below a heading of their own.
    public static func fields(
        _ parameters: [Parameter], values: [String: ParameterValue], baseline: [String: ParameterValue] = [:]
    ) -> [FormField] {
        let ordered = parameters.filter { !$0.isAdvanced } + parameters.filter(\.isAdvanced)
        let firstAdvanced = ordered.first(where: \.isAdvanced)?.name
        return ordered.map { parameter in
            FormField(
                parameter, value: values[parameter.name], heading: parameter.name == firstAdvanced ? "rarely changed" : "",
                baseline: baseline[parameter.name])
        }
    }

    /// Whether it has the parameter's own value.
    public var isStandard: Bool { value == parameter.standard }
}
