namespace Cartwright.Platform.Messaging;

/// <summary>Publishes short-lived messages to all instances that are connected at the moment. A message may be lost.</summary>
public interface IBroadcast
{
    /// <summary>Whether messages can be published and received at present.</summary>
    bool IsAvailable { get; }

    /// <summary>Publishes a message.</summary>
    /// <returns>False if there was no answer in time; then it is unknown whether the message was published.</returns>
    Task<bool> TryPublishAsync(string channel, byte[] message);

    /// <summary>Receives the messages of a channel until the result is disposed of.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="onMessage">Called for each message in order; must be quick and must not throw.</param>
    /// <param name="onGap">Called if messages may have been lost, after the connection was interrupted.</param>
    IDisposable Subscribe(string channel, Action<byte[]> onMessage, Action onGap);
}
