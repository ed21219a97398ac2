using Cartwright.Platform.Data;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.Data;

public sealed class MigrationTests(TestShop shop)
{
    const int Instances = 10;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_instances_that_start_at_once_make_one_schema()
    {
        var name = "schema_" + System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        var databases = await shop.Shop.Postgres.EnsureServiceDatabasesAsync([name], Cancelled);
        await using var source = NpgsqlDataSource.Create(databases[name]);

        await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => Task.Run(() => Migrations.ApplyAsync(source, typeof(Cartwright.Orders.OrdersService).Assembly, Cancelled))));

        await using var command = source.CreateCommand("select array_agg(name order by name) from schema_migrations");
        var applied = (string[])(await command.ExecuteScalarAsync(Cancelled))!;
        Assert.Equal(applied.Distinct(), applied);
        Assert.Contains("platform/0001_messaging.sql", applied);
        Assert.Contains("service/0001_orders.sql", applied);
    }
}
