import Recipes

/// Cuts a query into pieces.
struct RunQueryLexer {
    enum Token: Equatable {
        case open, close
        case comparison(RunQuery.Comparison)
        case colon
        /// A word; one that stood in quotes is never a key word.
        case word(String, isQuoted: Bool)
    }

    /// A piece and the place of its first character, from 0.
    struct Piece: Equatable {
        var token: Token
        var place: Int
        /// The place behind its last character.
        var end: Int
    }

    static func pieces(of text: String) throws(AssayError) -> [Piece] {
        let characters = Array(text)
        var pieces: [Piece] = []
        var place = 0
        func add(_ token: Token, length: Int) {
            pieces.append(Piece(token: token, place: place, end: place + length))
            place += length
        }
        while place < characters.count {
            let character = characters[place]
            let next = place + 1 < characters.count ? characters[place + 1] : " "
            switch character {
            case _ where character.isWhitespace: place += 1
            case "(": add(.open, length: 1)
            case ")": add(.close, length: 1)
            case ":": add(.colon, length: 1)
            case "<": add(.comparison(next == "=" ? .lessOrEqual : .less), length: next == "=" ? 2 : 1)
            case ">": add(.comparison(next == "=" ? .greaterOrEqual : .greater), length: next == "=" ? 2 : 1)
            case "=": add(.comparison(.equal), length: next == "=" ? 2 : 1)
            case "!":
                guard next == "=" else { throw .query("\"!\" alone means nothing; write != or not", at: place, in: text) }
                add(.comparison(.unequal), length: 2)
            case "\"", "'":
                guard let end = characters[(place + 1)...].firstIndex(of: character) else {
                    throw .query("the quote is not closed", at: place, in: text)
                }
                add(.word(String(characters[place + 1..<end]), isQuoted: true), length: end + 1 - place)
            default:
                let end = characters[place...].firstIndex { $0.isWhitespace || "():<>=!\"".contains($0) } ?? characters.count
                add(.word(String(characters[place..<end]), isQuoted: false), length: end - place)
            }
        }
        return pieces
    }
}

extension AssayError {
    /// A query that cannot be read, with the query and a mark under the place.
    static func query(_ what: String, at place: Int, in text: String) -> AssayError {
        AssayError(
            code: "query", message: "\(what), at character \(place + 1) of \"\(text)\"",
            hint: "such as: auc>0.85 model:boosting (tag:keep or state:running) not note:draft", isUsage: true)
    }
}
