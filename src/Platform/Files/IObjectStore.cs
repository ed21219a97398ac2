namespace Cartwright.Platform.Files;

/// <summary>A store of objects outside the databases, which all instances share. The content of a key never changes.</summary>
public interface IObjectStore
{
    /// <summary>Checks at the start that objects can be stored. A store that does not answer is no error: it is used as soon as it does.</summary>
    /// <exception cref="InvalidOperationException">The store refuses; the message names the settings and the reason.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Stores an object. Storing it again changes nothing.</summary>
    /// <param name="key">The key, whose extension says the media type.</param>
    /// <param name="content">The content; the caller limits its size.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="HttpRequestException">The store does not answer in time, or refuses.</exception>
    Task PutAsync(string key, byte[] content, CancellationToken cancellationToken);

    /// <summary>The content of an object; null if there is none.</summary>
    /// <exception cref="HttpRequestException">The store does not answer in time, or refuses.</exception>
    Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes an object. Removing one that does not exist changes nothing.</summary>
    /// <exception cref="HttpRequestException">The store does not answer in time, or refuses.</exception>
    Task RemoveAsync(string key, CancellationToken cancellationToken);
}
