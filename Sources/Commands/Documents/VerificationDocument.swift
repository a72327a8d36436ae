import Experiments
import Recipes

extension Verification {
    /// As `verify --json` prints it.
    var document: JSON {
        [
            "identical": .bool(isIdentical), "first_difference": .text(firstDifference),
            "differences": .array(differences.map(\.document)), "changed_around": .array(surroundings.map(\.document)),
        ]
    }
}

extension Verification.Difference {
    fileprivate var document: JSON {
        [
            "part": .string(part.rawValue), "what": .string(place), "then": .string(then), "now": .string(now),
            "remark": .text(remark),
        ]
    }
}
