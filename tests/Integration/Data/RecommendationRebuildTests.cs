using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Cartwright.Platform.Data;
using Cartwright.Platform.Observability;
using Cartwright.Recommendations;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using EventLog = Cartwright.Platform.Messaging.EventLog;

namespace Cartwright.Tests.Data;

/// <summary>
/// A model is made again from a database with many orders. The variable <c>CARTWRIGHT_REBUILD_ORDERS</c> says how many, up to 1,000,000 and more; the output of the test says
/// how long that took and how much memory the model holds.
/// </summary>
public sealed class RecommendationRebuildTests(TestShop shop)
{
    const int OrdersDefault = 20_000;
    const int Products = 5_000;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_is_made_again_answers_as_the_one_that_followed_the_orders()
    {
        var orders = int.TryParse(Environment.GetEnvironmentVariable("CARTWRIGHT_REBUILD_ORDERS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : OrdersDefault;
        var name = "recommendations_" + System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        var databases = await shop.Shop.Postgres.EnsureServiceDatabasesAsync([name], Cancelled);
        await using var source = NpgsqlDataSource.Create(databases[name]);
        foreach (var (assembly, resource) in Resources())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            await RunAsync(source, await reader.ReadToEndAsync(Cancelled));
        }

        // Fixed ids, so that both halves of the history concern the same products.
        await RunAsync(
            source,
            $"""
            insert into products (product_id, category, active, product_version, available)
            select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'c' || n % 40, true, 1, 5 from generate_series(0, {Products - 1}) as n
            """);
        await AddOrdersAsync(source, 1, orders / 2);
        using var followed = Model();
        var follower = Follower(source, followed);
        await follower.RunAsync(Cancelled);
        await AddOrdersAsync(source, (orders / 2) + 1, orders);
        await RunAsync(
            source,
            $"update baskets set cancelled = true, transaction_id = pg_current_xact_id(), position = default where hashtext(order_id::text) % 20 = 0");
        await follower.RunAsync(Cancelled);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        using var rebuilt = Model();
        await Follower(source, rebuilt).RunAsync(Cancelled);
        var time = Stopwatch.GetElapsedTime(started);
        var bytes = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{orders:N0} orders of {Products:N0} products: rebuilt in {time.TotalSeconds:0.00} s, {bytes / 1e6:0} MB"));

        Assert.Equal(followed.Count, rebuilt.Count);
        for (var n = 0; n < Products; n += 97)
        {
            var product = new Guid($"00000000-0000-4000-8000-{n:x12}");
            Assert.NotEmpty(rebuilt.WithProduct(product, [], 10));
            Assert.Equal(followed.WithProduct(product, [], 10), rebuilt.WithProduct(product, [], 10));
        }
    }

    // Three products each: one of all, the one beside it, and one that few products have, as orders of a shop are.
    static Task AddOrdersAsync(NpgsqlDataSource source, int first, int last) => RunAsync(
        source,
        $"""
        insert into baskets (order_id, at, products)
        select md5('order ' || n)::uuid, date_trunc('second', now()) - n * interval '1 second' * (100 * 86400.0 / {Math.Max(1, last)}), array(
            select distinct ('00000000-0000-4000-8000-' || lpad(to_hex(p), 12, '0'))::uuid
            from unnest(array[n * 7919 % {Products}, (n * 7919 + 1 + n % 3) % {Products}, (n % 100) * 50 % {Products}]) as p
            order by 1)
        from generate_series({first}::bigint, {last}) as n
        """);

    static RecommendationModel Model() => new(new RecommendationsOptions().Limits);

    FollowSignals Follower(NpgsqlDataSource source, RecommendationModel model) => new(
        new Database(source, Part<EventLog>(), Part<MessagingMeter>(), NullLogger<Database>.Instance), model, Part<RecommendationsMeter>(),
        Options.Create(new RecommendationsOptions()), TimeProvider.System, NullLogger<FollowSignals>.Instance);

    T Part<T>() where T : notnull => shop.Shop.Service<T>("recommendations")[0];

    static IEnumerable<(Assembly Assembly, string Resource)> Resources() =>
        from assembly in new[] { typeof(Database).Assembly, typeof(Cartwright.Recommendations.RecommendationsService).Assembly }
        from resource in assembly.GetManifestResourceNames().Where(r => r.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        select (assembly, resource);

    static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
