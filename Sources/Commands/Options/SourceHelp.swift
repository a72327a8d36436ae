/// What a verb that reads a table says of its sources.
enum SourceHelp {
    /// For the argument itself.
    static let sentence = "A table: a file, file.sqlite#table, a folder, 'a pattern*.csv', an address, or - for standard input."

    /// For the verb that is about nothing else.
    static let discussion = """
        Sources: text with any delimiter, JSON lines and arrays, SQLite (file.sqlite#table), each also packed by gzip, zstd, xz or \
        bzip2; a folder or a quoted pattern of files with the same columns; - for standard input. Parquet, Arrow, ORC and object \
        stores need an installed duckdb or pyarrow, https:// needs curl, postgres://host/db#table needs psql. \
        Every verb that reads a table takes the same.
        """
}
