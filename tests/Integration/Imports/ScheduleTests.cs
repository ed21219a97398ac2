using System.Net;
using Cartwright.Imports;
using Cartwright.Platform.Data;
using Cartwright.Tests.Shops;

namespace Cartwright.Integration.Imports;

[Collection(nameof(ConfiguredShop))]
public sealed class ScheduleTests(ConfiguredShop shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    Database Database => shop.Shop.Service<Database>("imports")[0];

    MarketplaceDirectory Marketplaces => shop.Shop.Service<MarketplaceDirectory>("imports")[0];

    [Fact]
    public async Task A_marketplace_with_a_schedule_is_imported_without_a_request_and_only_its_new_orders()
    {
        using var simulators = new HttpClient { BaseAddress = shop.Shop.Address("simulators") };
        await Eventually.TrueAsync(async () => await CountAsync() == 500, () => "The first orders do not come in.");

        (await simulators.PutJsonAsync("/admin/marketplaces/scheduled", new { password = ConfiguredShop.MarketplacePassword, orders = 700 })).Is(HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => await CountAsync() == 700, () => "The new orders do not come in.");
        var next = await NextAsync();
        await Eventually.TrueAsync(async () => await NextAsync() > next + TimeSpan.FromSeconds(1), () => "The schedule does not go on.");
        Assert.Equal(0, await AskAsync<int>(
            """
            select count(*)::int from imports i join marketplaces m on m.id = i.marketplace
            where m.name = 'scheduled' and i.status = 'completed' and not exists (select from import_chunks c where c.import_id = i.id and c.saved > 0)
            """));
    }

    [Fact]
    public async Task An_import_without_progress_is_reported_as_stuck()
    {
        var import = await StartImport.CreateAsync(Database, Marketplaces.Find("away")!, "all", requestedBy: null, Cancelled);
        shop.Shop.Service<PlanImports>("imports")[0].Offer(import);
        var reader = shop.Shop.Service<ImportReader>("imports")[0];

        Assert.False((await reader.FindAsync(import.Id, Cancelled))!.Stuck);
        await Eventually.TrueAsync(
            async () => await reader.FindAsync(import.Id, Cancelled) is { Stuck: true, Status: "planning", Reason: not null }, () => "It is not stuck, or does not say why.");
    }

    [Fact]
    public async Task An_import_that_waits_for_the_end_of_another_goes_on_where_that_one_ended()
    {
        var marketplace = Marketplaces.Find("scheduled")! with { Name = "another" };
        await Database.ExecuteAsync("insert into marketplaces (name) values ('another')", null, Cancelled);
        var first = await StartImport.CreateAsync(Database, marketplace, "new", requestedBy: null, Cancelled);
        await Database.ExecuteAsync(
            "update imports set status = 'running', due_at = null, start_index = 0, end_index = 499 where id = @Id", first, Cancelled);

        await using var end = await Database.BeginAsync(Cancelled);
        await EndImport.RunAsync(end, first.Id, Cancelled);
        var second = StartImport.CreateAsync(Database, marketplace, "new", requestedBy: null, Cancelled);
        await Eventually.TrueAsync(
            async () => await AskAsync<int>(
                "select count(*)::int from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0 and query like '%insert into imports%'") > 0,
            () => "The second import does not wait.");
        await end.CommitAsync(Cancelled);

        Assert.Equal(500, (await second).NextIndex);
        await Database.ExecuteAsync("delete from imports where marketplace = (select id from marketplaces where name = 'another')", null, Cancelled);
    }

    Task<int> CountAsync() =>
        AskAsync<int>("select count(*)::int from imported_orders o join marketplaces m on m.id = o.marketplace where m.name = 'scheduled'");

    Task<DateTimeOffset> NextAsync() => AskAsync<DateTimeOffset>("select next_run_at from marketplaces where name = 'scheduled'");

    async Task<T> AskAsync<T>(string sql) => (await Database.QuerySingleOrDefaultAsync<T>(sql, null, Cancelled))!;
}
