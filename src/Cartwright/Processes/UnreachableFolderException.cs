namespace Cartwright.Processes;

/// <summary>A child's user cannot reach the folder that it works in.</summary>
/// <param name="message">Which folder, and what to do.</param>
internal sealed class UnreachableFolderException(string message) : IOException(message);
