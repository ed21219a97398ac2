using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>Limits how often visitors may do something per address, over all instances, in the database.</summary>
internal sealed class AddressLimits(Database database, TimeProvider time)
{
    /// <summary>The longest time in which a limit counts.</summary>
    public static readonly TimeSpan WindowMax = TimeSpan.FromDays(1);

    /// <summary>Counts one time.</summary>
    /// <param name="action">What the visitor does.</param>
    /// <param name="client">The visitor's address.</param>
    /// <param name="max">How often it is permitted in a window.</param>
    /// <param name="window">The window, which begins with the first time.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How long to wait if it is once too often; null if it is permitted.</returns>
    public async Task<TimeSpan?> CountAsync(string action, IPAddress client, int max, TimeSpan window, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var counted = await database.QuerySingleOrDefaultAsync<Row>(
            """
            insert into address_limits as l (key, count, since) values (@key, 1, @now)
            on conflict (key) do update
            set count = case when l.since <= @before then 1 else least(l.count, @max) + 1 end,
                since = case when l.since <= @before then excluded.since else l.since end
            returning count, since
            """,
            new { key = SHA256.HashData(Encoding.UTF8.GetBytes($"{action} {client}")), now, before = now - window, max },
            cancellationToken);
        return counted!.Count > max ? counted.Since + window - now : null;
    }

    sealed record Row(int Count, DateTimeOffset Since);
}
