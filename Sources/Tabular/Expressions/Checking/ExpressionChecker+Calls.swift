import Recipes

extension ExpressionChecker {
    func call(
        _ name: String, _ arguments: [ExpressionNode], _ window: ExpressionNode.Window?, at node: ExpressionNode
    ) throws(AssayError) -> ExpressionPlan {
        if name == "lead" {
            throw fail(
                "lead reads rows that come later, and they are not there yet when the model predicts", hint: "use lag", at: node)
        }
        if let window { return try windowed(name, arguments, window, at: node) }
        guard let function = ExpressionFunction.named(name) else {
            throw WindowFunction.named(name) == nil ? unknown(name, at: node) : needsWindow(name, at: node)
        }
        // The least of one value is that of many rows.
        if arguments.count < 2, WindowFunction.named(name) != nil { throw needsWindow(name, at: node) }
        try checkCount(of: arguments, for: function.arguments, name: name, usage: function.usage, at: node)
        switch function.evaluator {
        case .conditions: return try conditions(arguments)
        case .coalesce:
            let plans = try unified(arguments)
            return ExpressionPlan(.coalesce(plans), plans[0].type)
        case .countMissing:
            var plans: [ExpressionPlan] = []
            for argument in arguments { plans.append(try plan(argument)) }
            return ExpressionPlan(.countMissing(plans), .number)
        default: break
        }
        var plans = try typed(arguments, as: function.arguments)
        if name == "to_text" || name == "concat" {
            plans = plans.map { $0.type == .date ? ExpressionPlan(.dateText($0), .text) : $0 }
        }
        for (index, declared) in function.arguments.enumerated() where index < plans.count {
            try check(plans[index], against: declared, at: arguments[index])
        }
        switch (name, plans[0].type) {
        case ("to_number", .number), ("to_number", .date), ("to_number", .flag):
            return ExpressionPlan(.asNumber(plans[0]), .number)
        case ("to_date", .date), ("to_date", .number): return ExpressionPlan(.asNumber(plans[0]), .date)
        case ("to_date", .flag): throw fail("true or false is no date", at: arguments[0])
        default: return ExpressionPlan(.call(function, plans), function.result ?? plans[0].type)
        }
    }

    /// What a text that is written out has to be, beyond its type.
    private func check(
        _ plan: ExpressionPlan, against declared: ExpressionFunction.Argument, at node: ExpressionNode
    ) throws(AssayError) {
        guard let literal = declared.literal else { return }
        guard let text = plan.literalText else {
            throw fail("\(declared.name) has to be written out, in quotes", at: node)
        }
        if let problem = literal.problem(of: text) { throw fail(problem.reason, hint: problem.hint, at: node) }
    }

    private func conditions(_ arguments: [ExpressionNode]) throws(AssayError) -> ExpressionPlan {
        // Conditions and values take turns; one more at the end holds where none is true.
        let pairs = arguments.count / 2
        var values = (0..<pairs).map { arguments[2 * $0 + 1] }
        if arguments.count % 2 == 1 { values.append(arguments[arguments.count - 1]) }
        let plans = try unified(values)
        var cases: [ExpressionPlan.Case] = []
        for pair in 0..<pairs {
            cases.append(ExpressionPlan.Case(condition: try plan(arguments[2 * pair], as: .flag), value: plans[pair]))
        }
        let type = plans[0].type
        let otherwise = plans.count > pairs ? plans[pairs] : ExpressionPlan(.missing, type)
        return ExpressionPlan(.choose(cases, otherwise: otherwise), type)
    }

    /// The arguments as their declared types; those of any type as they are, numbers or dates as one of both.
    private func typed(
        _ arguments: [ExpressionNode], as declared: [ExpressionFunction.Argument]
    ) throws(AssayError) -> [ExpressionPlan] {
        var plans: [ExpressionPlan] = []
        if declared.first?.type == .numberOrDate {
            plans = try unified(arguments)
            if plans.first?.type != .date {
                for index in plans.indices { plans[index] = try converted(plans[index], to: .number, at: arguments[index]) }
            }
            return plans
        }
        for (index, argument) in arguments.enumerated() {
            switch declared[min(index, declared.count - 1)].type {
            case .one(let type): plans.append(try plan(argument, as: type))
            case .any, .numberOrDate: plans.append(try plan(argument))
            }
        }
        return plans
    }

    private func checkCount(
        of arguments: [ExpressionNode], for declared: [ExpressionFunction.Argument], name: String, usage: String,
        at node: ExpressionNode
    ) throws(AssayError) {
        let least = declared.count { !$0.isOptional }
        let most = declared.last?.repeats == true ? Int.max : declared.count
        guard arguments.count < least || arguments.count > most else { return }
        let few = arguments.count < least
        throw fail("\(name) has \(few ? "too few" : "too many") arguments", hint: "write \(usage)", at: node)
    }

    // MARK: Windows

    private func windowed(
        _ name: String, _ arguments: [ExpressionNode], _ window: ExpressionNode.Window, at node: ExpressionNode
    ) throws(AssayError) -> ExpressionPlan {
        guard let function = WindowFunction.named(name) else {
            throw ExpressionFunction.named(name) == nil
                ? unknown(name, at: node)
                : fail("\(name) looks at one row and takes no over", hint: "leave over away", at: node)
        }
        guard !window.groups.isEmpty || window.order != nil else { throw needsWindow(name, at: node) }
        if function.needsOrder, window.order == nil {
            throw fail("\(name) needs to know which row comes before", hint: "add order and a column, such as a date", at: node)
        }
        if function.isOfGroup, window.order != nil {
            throw fail("\(name) looks at the whole group and takes no order", hint: "leave order away", at: node)
        }
        if function.isSingleRow, window.rows != nil || window.isBefore {
            throw fail("\(name) reads one row and takes no rows", hint: "say how many rows back: \(function.usage)", at: node)
        }
        try checkCount(of: arguments, for: function.arguments, name: name, usage: function.usage, at: node)
        var value: ExpressionPlan?
        if let argument = arguments.first {
            var plan = try plan(argument)
            if function.kind.readsNumbers, plan.type != .date || function.result == .number {
                plan = try converted(plan, to: .number, at: argument)
            }
            value = plan
        }
        var rows = 1
        if arguments.count > 1 {
            guard case .number(let number) = arguments[1].kind, let whole = Int(exactly: number), (1...1_000_000).contains(whole)
            else { throw fail("\(name) goes back a whole number of rows from 1 on", at: arguments[1]) }
            rows = whole
        }
        return ExpressionPlan(
            .window(function, of: value, rows: rows, try self.window(window)), function.result ?? value?.type ?? .number)
    }

    private func window(_ window: ExpressionNode.Window) throws(AssayError) -> ExpressionWindow {
        var groups: [ExpressionPlan] = []
        for group in window.groups { groups.append(try plan(group)) }
        var order: ExpressionPlan?
        if let node = window.order { order = try plan(node) }
        let key = window.groups.map { $0.text() }.joined(separator: ",") + " by " + (window.order?.text() ?? "")
        return ExpressionWindow(
            groups: groups, order: order, isDescending: window.isDescending, rows: window.rows, isBefore: window.isBefore,
            key: key + (window.isDescending ? " desc" : ""))
    }

    private func needsWindow(_ name: String, at node: ExpressionNode) -> AssayError {
        fail(
            "\(name) over all rows would be fitted to the rows that score the model",
            hint:
                "say which rows, such as over (by customer), or choose an encoding of the feature, which is fitted inside each fold",
            at: node)
    }

    private func unknown(_ name: String, at node: ExpressionNode) -> AssayError {
        let names = ExpressionFunction.all.map(\.name) + WindowFunction.all.map(\.name)
        let nearest = AssayError.nearestWord(to: name, among: names)
        return fail("there is no function \(name)", hint: nearest.map { "did you mean \($0)?" } ?? "", at: node)
    }
}
