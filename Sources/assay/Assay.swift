import Commands
import Glibc

@main
struct Assay {
    static func main() { exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst()))) }
}
