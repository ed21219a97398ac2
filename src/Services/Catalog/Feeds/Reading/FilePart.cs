namespace Cartwright.Catalog.Feeds;

/// <summary>A part of a file: whole records.</summary>
/// <param name="FirstLine">The line on which it begins, from 1.</param>
/// <param name="Rows">How many records it has.</param>
/// <param name="Content">The records.</param>
internal sealed record FilePart(int FirstLine, int Rows, byte[] Content);

/// <summary>A file cannot be read at all.</summary>
/// <param name="message">What is wrong, in a sentence.</param>
/// <param name="isTooLarge">Whether it is too large.</param>
internal sealed class FeedFileException(string message, bool isTooLarge = false) : Exception(message)
{
    /// <summary>Whether the file is larger than is allowed.</summary>
    public bool IsTooLarge => isTooLarge;
}
