namespace Cartwright.Processes;

/// <summary>A server is not installed.</summary>
/// <param name="message">What to install.</param>
internal sealed class ServerMissingException(string message) : Exception(message);

/// <summary>A server did not start.</summary>
/// <param name="message">The output of the server.</param>
internal sealed class ServerStartException(string message) : Exception(message);
