using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Shipping;

/// <summary>Erases the addresses of old shipments (<see cref="ShippingOptions.AddressRetention"/>). It goes through all shipments once, oldest first.</summary>
internal sealed class PurgeAddresses(Database database, IOptions<ShippingOptions> options, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 500;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await PurgeNextAsync(cancellationToken) == BatchMax)
        {
        }
    }

    async Task<int> PurgeNextAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // Another instance may be at it.
        if (await work.QuerySingleOrDefaultAsync<Guid?>("select up_to from purged_addresses for update skip locked", null, cancellationToken) is not { } from)
        {
            return 0;
        }

        var page = await work.QueryAsync<Guid>(
            "select id from shipments where id > @from and id < @before order by id limit @BatchMax for update",
            new { from, before = TimeOrderedId.Before(time.GetUtcNow() - options.Value.AddressRetention), BatchMax },
            cancellationToken);
        if (page.Count > 0)
        {
            await work.ExecuteAsync("update shipments set address = null where id = any(@page) and address is not null", new { page = page.ToArray() }, cancellationToken);
            await work.ExecuteAsync("update purged_addresses set up_to = @upTo", new { upTo = page[^1] }, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return page.Count;
    }
}
