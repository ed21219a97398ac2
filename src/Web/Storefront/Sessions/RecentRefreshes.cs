using System.Collections.Concurrent;
using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Sessions;

/// <summary>
/// Lets requests that carry the same refresh token share one exchange. A browser sends several at once, and accounts
/// takes the second use of a refresh token for theft and ends the session, unless it comes a moment after the first,
/// by way of another instance of the storefront perhaps.
/// </summary>
internal sealed class RecentRefreshes(TimeProvider clock)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, (DateTimeOffset Until, Lazy<Task<ApiResponse<Tokens>>> Exchange)> _exchanges = new();

    public async Task<ApiResponse<Tokens>> ExchangeAsync(string refreshToken, Func<string, CancellationToken, Task<ApiResponse<Tokens>>> exchange)
    {
        var now = clock.GetUtcNow();
        RemoveExpired(now);

        // All waiting requests share the exchange, so the cancellation of the first must not cancel it.
        var entry = _exchanges.GetOrAdd(
            refreshToken,
            token => (now + Lifetime, new(() => exchange(token, CancellationToken.None))));
        try
        {
            return await entry.Exchange.Value;
        }
        catch (ServiceUnavailableException)
        {
            _exchanges.TryRemove(KeyValuePair.Create(refreshToken, entry));
            throw;
        }
    }

    void RemoveExpired(DateTimeOffset now)
    {
        foreach (var entry in _exchanges.Where(x => x.Value.Until < now))
        {
            _exchanges.TryRemove(entry);
        }
    }
}
