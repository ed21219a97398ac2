using System.Text;

namespace Cartwright.Bench;

/// <summary>
/// A client that searches one text after another, none of which is answered from a cache: each request has a highest price of its own, above that of all products, so that it
/// finds the same.
/// </summary>
internal sealed class UncachedSearches : IClientScript
{
    const string Price = "&priceMax=5000000.00";

    // The digits after the 5, without the point: 8 of them, which the client numbers.
    const int Digits = 8;
    const int DigitBase = 10;

    // Requests of one run; of the runs before, caches may have answers.
    const long RunSize = 10_000_000;

    readonly byte[][] _requests;
    readonly int[] _priceEnds;
    readonly long _step;
    long _number;
    int _next;

    /// <param name="paths">Paths with a query.</param>
    /// <param name="client">The number of the client, from 0.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="run">The number of the run, from 0 to 9.</param>
    public UncachedSearches(IReadOnlyList<string> paths, int client, int clients, int run)
    {
        _requests = [.. paths.Select(path => RequestText.Get(path + Price))];
        _priceEnds = [.. _requests.Select(request => request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Price)) + Price.Length)];
        (_number, _step, _next) = ((run * RunSize) + client, clients, (int)((long)client * paths.Count / clients));
    }

    /// <summary>As many clients, each with other prices, which are other ones in each run.</summary>
    public static IReadOnlyCollection<IClientScript> ForClients(IReadOnlyList<string> paths, int clients, int run) =>
        [.. Enumerable.Range(0, clients).Select(client => new UncachedSearches(paths, client, clients, run))];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> NextRequest()
    {
        if (_next >= _requests.Length) _next = 0;
        var request = _requests[_next];
        var place = _priceEnds[_next++];
        var rest = _number;
        for (var written = 0; written < Digits; place--)
        {
            if (request[place - 1] == '.') continue;
            request[place - 1] = (byte)('0' + (rest % DigitBase));
            rest /= DigitBase;
            written++;
        }

        _number += _step;
        return request;
    }

    /// <inheritdoc/>
    public bool Accept(in Response response, long sent) => response.Status == 200;
}
