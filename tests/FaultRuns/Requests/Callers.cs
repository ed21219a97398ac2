using System.Net;

namespace Cartwright.Faults.Requests;

/// <summary>Who sends requests: nobody, customers, the administrator, and callers with tokens that they made up.</summary>
internal sealed class Callers : IDisposable
{
    const int Customers = 4;

    static readonly string[] Forged =
    [
        "nonsense", "a.b.c", "..", "eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.", "eyJhbGciOiJFUzI1NiIsImtpZCI6WzFdfQ.e30.AAAA", "eyJraWQiOnt9LCJjdHkiOjF9.e30.AAAA",
        new string('x', 4000),
    ];

    readonly ShopUnderFault _shop;
    readonly HttpClient[] _signedIn;

    Callers(ShopUnderFault shop, HttpClient[] signedIn) => (_shop, _signedIn) = (shop, signedIn);

    /// <summary>Signs them in.</summary>
    public static async Task<Callers> SignInAsync(ShopUnderFault shop)
    {
        var clients = new HttpClient[Customers * 2];
        for (var i = 0; i < clients.Length; i++)
        {
            clients[i] = await NewAsync(shop, i);
        }

        return new(shop, clients);
    }

    /// <summary>A caller: a client, and the token that it sends if it made that up.</summary>
    public Caller Pick(Random random) => random.Next(20) switch
    {
        0 => new(_shop.Anybody, Forged[random.Next(Forged.Length)], null),
        < 4 => new(_shop.Anybody, null, null),
        _ => random.Next(_signedIn.Length) is var i ? new(_signedIn[i], null, i) : throw new InvalidOperationException(),
    };

    /// <summary>Signs a caller in again whose session is over, or another one in its place: some requests end sessions and accounts.</summary>
    public async Task RenewAsync(Caller caller, HttpStatusCode answered)
    {
        if (answered == HttpStatusCode.Unauthorized && caller.Place is { } place)
        {
            // A request of another worker may use the old one still, so nobody disposes of it.
            _signedIn[place] = await NewAsync(_shop, place);
        }
    }

    public void Dispose()
    {
        foreach (var client in _signedIn)
        {
            client.Dispose();
        }
    }

    static Task<HttpClient> NewAsync(ShopUnderFault shop, int place) => place < Customers ? shop.CustomerAsync() : shop.AdminAsync();
}

/// <summary>Who sends a request.</summary>
/// <param name="Client">The client.</param>
/// <param name="Token">A token to send that is not the client's own.</param>
/// <param name="Place">Its place among those who are signed in.</param>
internal sealed record Caller(HttpClient Client, string? Token, int? Place);
