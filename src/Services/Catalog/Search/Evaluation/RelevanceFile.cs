namespace Cartwright.Catalog.Evaluation;

/// <summary>A file of an evaluation: on disk, or embedded in a program.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Open">Opens it for reading. The text is UTF-8, with or without a byte order mark.</param>
public sealed record RelevanceFile(string Name, Func<Stream> Open)
{
    /// <summary>A file on disk.</summary>
    public static RelevanceFile At(FileInfo file) => new(file.Name, file.OpenRead);
}

/// <summary>A row of a file is not as its layout requires.</summary>
/// <param name="file">The file.</param>
/// <param name="line">The line on which the row begins, from 1.</param>
/// <param name="problem">What is wrong, as a sentence.</param>
public sealed class RelevanceFileException(string file, int line, string problem) : IOException($"{file}, line {line}: {problem}");
