namespace Cartwright.Platform.Hosting;

/// <summary>The shared state gives no answer in time. The caller continues without it.</summary>
/// <param name="message">The cause in a sentence.</param>
/// <param name="cause">The underlying error.</param>
public class SharedStateUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
