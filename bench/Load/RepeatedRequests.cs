namespace Cartwright.Bench;

/// <summary>A client that asks for one resource after another out of a fixed set, beginning anywhere in it.</summary>
internal sealed class RepeatedRequests(IReadOnlyList<byte[]> requests, int first) : IClientScript
{
    int _next = first;

    /// <summary>As many clients, spread evenly over the same requests.</summary>
    public static IReadOnlyCollection<IClientScript> ForClients(IReadOnlyList<byte[]> requests, int clients) =>
        [.. Enumerable.Range(0, clients).Select(client => new RepeatedRequests(requests, (int)((long)client * requests.Count / clients)))];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> NextRequest()
    {
        if (_next >= requests.Count) _next = 0;
        return requests[_next++];
    }

    /// <inheritdoc/>
    public bool Accept(in Response response, long sent) => response.Status == 200;
}
