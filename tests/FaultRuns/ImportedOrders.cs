using Cartwright.Simulators;
using Npgsql;

namespace Cartwright.Faults;

/// <summary>What an import owes: looked at in the database itself, order by order.</summary>
/// <param name="database">How to connect to the database of the imports.</param>
/// <param name="marketplace">What was imported.</param>
public sealed class ImportedOrders(string database, FailingMarketplace marketplace)
{
    // The version of each row, too: one that was written anew with the same content differs.
    const string Fingerprint =
        """
        select (select coalesce(sum(hashtextextended(o.xmin || o::text, 0)), 0) from imported_orders o)
            || '/' || (select coalesce(sum(hashtextextended(d.xmin || d::text, 0)), 0) from imported_days d)
            || '/' || (select count(*) from discrepancies)
        """;

    /// <summary>Every order is there once, with the content that the marketplace gives it, and nothing else is.</summary>
    public async Task AreThoseOfTheMarketplaceAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select o.id, o.order_date, o.amount, o.label from imported_orders o join marketplaces m on m.id = o.marketplace
            where m.name = $1 order by o.id
            """,
            connection) { Parameters = { new() { Value = FailingMarketplace.Name } } };
        await using var rows = await command.ExecuteReaderAsync();
        for (var id = 1L; id <= marketplace.Orders; id++)
        {
            Assert.True(await rows.ReadAsync(), $"There are {id - 1} orders instead of {marketplace.Orders}.");
            var row = new MarketplaceOrder(rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetDecimal(2), rows.GetString(3));
            Assert.Equal(MarketplaceOrders.Of(marketplace.Seed, id), row);
        }

        Assert.False(await rows.ReadAsync(), $"There are more than {marketplace.Orders} orders.");
    }

    /// <summary>Nothing that came contradicts what had come before.</summary>
    public async Task ContradictNothingAsync() => Assert.Equal(0L, await AskAsync<long>("select count(*) from discrepancies"));

    /// <summary>The end of the import was told once, and no other.</summary>
    public async Task WereToldOfOnceAsync(Guid import) => Assert.Equal(
        ["import.completed"], await AskAsync<string[]>($"select coalesce(array_agg(name), '{{}}') from events where aggregate_id = '{import}'"));

    /// <summary>Something that is another after any change of the orders.</summary>
    public Task<string> FingerprintAsync() => AskAsync<string>(Fingerprint);

    /// <summary>How many chunks were taken more than once, how often any was taken, and how often without being read to its end: the owner died or lost it.</summary>
    public async Task<(long Again, long Taken, long InVain)> HandsAsync(Guid import)
    {
        var counts = await AskAsync<long[]>(
            $"""
            select array[count(*) filter (where fence > 1), sum(fence)::bigint, sum(fence - incomplete - 1)::bigint]
            from import_chunks where import_id = '{import}'
            """);
        return (counts[0], counts[1], counts[2]);
    }

    async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return connection;
    }
}
