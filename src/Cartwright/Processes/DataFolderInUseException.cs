namespace Cartwright.Processes;

/// <summary>Another process runs the server of this data folder.</summary>
/// <param name="message">Names the folder and the process.</param>
internal sealed class DataFolderInUseException(string message) : Exception(message);
