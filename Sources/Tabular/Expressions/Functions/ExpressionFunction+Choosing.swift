extension ExpressionFunction {
    static let choosing: [ExpressionFunction] = [
        ExpressionFunction(
            "if", .choosing,
            [
                Argument("condition", .one(.flag)), Argument("value", .any),
                Argument("otherwise", .any, isOptional: true, repeats: true),
            ], nil, "the value of the first condition that is true; conditions and values take turns", .conditions),
        ExpressionFunction(
            "coalesce", .choosing, [Argument("value", .any, repeats: true)], nil, "the first value that is not missing", .coalesce
        ),
        ExpressionFunction(
            "count_missing", .choosing, [Argument("value", .any, repeats: true)], .number, "how many of the values are missing",
            .countMissing),
    ]
}
