using System.Net;
using System.Text.Json;
using Cartwright.Imports;
using Cartwright.Platform.Data;
using Cartwright.Simulators;
using Cartwright.Tests.Shops;
using Dapper;
using Npgsql;

namespace Cartwright.Integration.Imports;

[TakesLong]
public sealed class ImportTests(TestShop shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_orders_of_a_marketplace_come_in_as_they_are()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 3, firstIndex = 1_000, orders = 5_010 });

        var import = await marketplace.ImportAsync();

        await marketplace.KeepsAsync(3, 1_000, 5_010);
        Assert.Equal((5_010, 0, 0), (TestImports.Count(import, "saved"), TestImports.Count(import, "known"), TestImports.Count(import, "missing")));
        Assert.Equal((1_000, 6_009), (import.GetProperty("startIndex").GetInt64(), import.GetProperty("endIndex").GetInt64()));
        Assert.Equal((21, 21), (import.GetProperty("chunks").GetProperty("total").GetInt32(), import.GetProperty("chunks").GetProperty("done").GetInt32()));
        Assert.True(import.GetProperty("ordersPerSecond").GetDouble() > 0);
        Assert.Equal(["import.completed"], await EventsAsync(marketplace, import.GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task A_chunk_of_more_orders_than_are_written_at_once_is_one_all_the_same()
    {
        using var marketplace = await TestImports.LargeAsync(shop, new { seed = 15, orders = 30_000, duplicates = 0.05, drops = 0.3, faultSeed = 4 });

        var import = await marketplace.ImportAsync();

        await marketplace.KeepsAsync(15, 1, 30_000);
        Assert.Equal(2, import.GetProperty("chunks").GetProperty("total").GetInt32());
        Assert.Equal((30_000, 0), (TestImports.Count(import, "saved"), TestImports.Count(import, "differing")));
        await marketplace.SetAsync(new { seed = 15, orders = 30_000, alteredOrders = 0.01 });
        import = await marketplace.ImportAsync();
        Assert.Equal(
            (Enumerable.Range(1, 30_000).Count(id => MarketplaceOrders.IsAltered(15, id, 0.01)), 30_000),
            (TestImports.Count(import, "differing"), TestImports.Count(import, "known")));
    }

    [Fact]
    public async Task The_same_import_once_more_changes_nothing()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 4, orders = 2_000 });
        await marketplace.ImportAsync();
        var before = await marketplace.KeptAsync();

        var repeated = await marketplace.ImportAsync();

        Assert.Equal(before, await marketplace.KeptAsync());
        Assert.Equal((0, 2_000, 0), (TestImports.Count(repeated, "saved"), TestImports.Count(repeated, "known"), TestImports.Count(repeated, "differing")));
    }

    [Fact]
    public async Task Whatever_a_marketplace_does_each_order_is_imported_once()
    {
        var faults = new
        {
            seed = 5, orders = 10_000, errors = 0.05, tooManyRequests = 0.05, drops = 0.05, garbage = 0.05, malformed = 0.01, duplicates = 0.05, tokenCalls = 7, faultSeed = 42,
        };
        using var marketplace = await TestImports.OfAsync(shop, faults);

        var import = await marketplace.ImportAsync();

        var (saved, missing) = (TestImports.Count(import, "saved"), TestImports.Count(import, "missing"));
        Assert.Equal((10_000, 0), (saved + missing, TestImports.Count(import, "differing")));
        Assert.Equal(saved, (await marketplace.KeptAsync()).Count);
        Assert.True(TestImports.Count(import, "rejected") > 0);
        Assert.True(TestImports.Count(import, "repeated") > 0);

        // A page is read three times. A row can be malformed each time, about one of a million; then it is missing until the next import.
        await marketplace.SetAsync(new { seed = 5, orders = 10_000 });
        import = await marketplace.ImportAsync();

        await marketplace.KeepsAsync(5, 1, 10_000);
        Assert.Equal((missing, saved, 0), (TestImports.Count(import, "saved"), TestImports.Count(import, "known"), TestImports.Count(import, "missing")));
        var rejected = (await marketplace.Admin.GetJsonAsync($"/api/imports/rejected?marketplace={marketplace.Name}&limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.NotEmpty(rejected.EnumerateArray());
        Assert.All(
            rejected.EnumerateArray().Where(row => row.GetProperty("orderId").ValueKind != JsonValueKind.Null),
            row => Assert.True(row.GetProperty("resolved").GetBoolean()));
    }

    [Fact]
    public async Task A_row_that_stays_malformed_is_kept_with_its_reason_until_its_order_arrives()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 6, orders = 2_000, brokenOrders = 0.01 });
        var broken = Enumerable.Range(1, 2_000).Count(id => MarketplaceOrders.IsBroken(6, id, 0.01));

        var import = await marketplace.ImportAsync();

        Assert.True(broken > 0);
        Assert.Equal((2_000 - broken, broken), (TestImports.Count(import, "saved"), TestImports.Count(import, "missing")));
        var rejected = await marketplace.Admin.GetJsonAsync($"/api/imports/rejected?importId={import.GetProperty("id").GetGuid()}&limit=1");
        var row = Assert.Single(rejected.Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.False(row.GetProperty("resolved").GetBoolean());
        Assert.NotEmpty(row.GetProperty("reason").GetString()!);
        Assert.StartsWith("{", row.GetProperty("raw").GetString(), StringComparison.Ordinal);
        Assert.NotNull(rejected.Json.GetProperty("nextCursor").GetString());

        await marketplace.SetAsync(new { seed = 6, orders = 2_000 });
        import = await marketplace.ImportAsync();

        Assert.Equal((broken, 0), (TestImports.Count(import, "saved"), TestImports.Count(import, "missing")));
        await marketplace.KeepsAsync(6, 1, 2_000);
    }

    [Fact]
    public async Task A_row_that_is_malformed_once_is_imported_later_however_often_the_owners_of_its_chunk_have_died()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 21, orders = 100, malformed = 1 });
        var id = await marketplace.StartAsync();
        await marketplace.UntilAsync(id, import => import.GetProperty("chunks").GetProperty("parked").GetInt32() == 1);
        await using var connection = await marketplace.OpenAsync();
        // However slow this test is, the chunk is read often enough.
        await ChangeAsync("attempts = attempts + 5, incomplete = incomplete - 5");

        // Read once more, with as little success.
        await marketplace.UntilAsync(id, import => TestImports.Count(import, "rejected") >= 200);
        await ChangeAsync("due_at = now() + interval '1 hour'");
        await marketplace.SetAsync(new { seed = 21, orders = 100 });
        await ChangeAsync("due_at = now()");
        var import = await marketplace.UntilAsync(id, "completed");

        Assert.Equal((100, 0), (TestImports.Count(import, "saved"), TestImports.Count(import, "missing")));

        // Changes the chunk while nobody reads it.
        Task ChangeAsync(string what) => Eventually.TrueAsync(
            async () =>
            {
                await using var command = new NpgsqlCommand($"update import_chunks set {what} where import_id = '{id}' and state = 'parked'", connection);
                return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) == 1;
            },
            () => "Nobody parked the chunk");
    }

    [Fact]
    public async Task What_contradicts_what_is_known_is_shown_and_changes_nothing()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 7, orders = 1_000 });
        await marketplace.ImportAsync();
        await marketplace.SetAsync(new { seed = 7, orders = 1_000, alteredOrders = 0.02 });
        var altered = Enumerable.Range(1, 1_000).Where(id => MarketplaceOrders.IsAltered(7, id, 0.02)).ToList();

        var import = await marketplace.ImportAsync();
        var repeated = await marketplace.ImportAsync();

        Assert.NotEmpty(altered);
        Assert.Equal((altered.Count, 1_000), (TestImports.Count(import, "differing"), TestImports.Count(import, "known")));
        Assert.Equal(altered.Count, TestImports.Count(repeated, "differing"));
        await marketplace.KeepsAsync(7, 1, 1_000);
        var found = (await marketplace.Admin.GetJsonAsync($"/api/imports/discrepancies?marketplace={marketplace.Name}&limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal(altered, found.EnumerateArray().Select(d => d.GetProperty("orderId").GetInt32()).Order());
        Assert.All(found.EnumerateArray(), difference =>
        {
            var id = difference.GetProperty("orderId").GetInt64();
            Assert.Equal(MarketplaceOrders.Of(7, id).Amount, difference.GetProperty("known").GetProperty("amount").GetDecimal());
            Assert.Equal(MarketplaceOrders.AlteredOf(7, id).Amount, difference.GetProperty("received").GetProperty("amount").GetDecimal());
            Assert.All(["known", "received"], content => Assert.Equal("EUR", difference.GetProperty(content).GetProperty("currency").GetString()));
        });
    }

    [Fact]
    public async Task A_marketplace_that_is_down_is_waited_for_and_holds_up_no_other()
    {
        using var down = await TestImports.OfAsync(shop, new { seed = 8, orders = 8_000, latencyMedianMs = 200 });
        using var other = await TestImports.OfAsync(shop, new { seed = 9, orders = 2_000 });
        var waiting = await down.StartAsync();
        await down.UntilAsync(waiting, import => import.GetProperty("chunks").GetProperty("done").GetInt32() > 0);
        await down.SetAsync(new { seed = 8, orders = 8_000, down = true });
        await down.UntilAsync(waiting, import => import.GetProperty("chunks").GetProperty("parked").GetInt32() > 0);

        await other.ImportAsync();
        var parked = (await down.Admin.GetJsonAsync($"/api/imports/{waiting}")).Json;
        await down.SetAsync(new { seed = 8, orders = 8_000 });

        Assert.Equal("running", parked.GetProperty("status").GetString());
        await down.UntilAsync(waiting, "completed");
        await down.KeepsAsync(8, 1, 8_000);
    }

    [Fact]
    public async Task Refused_credentials_fail_the_import_which_goes_on_when_they_are_right()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 10, orders = 500, refuseLogins = true });

        var id = await marketplace.StartAsync();
        var failed = await marketplace.UntilAsync(id, "failed");

        Assert.NotEmpty(failed.GetProperty("reason").GetString()!);
        Assert.Equal(["import.failed"], await EventsAsync(marketplace, id));
        await marketplace.SetAsync(new { seed = 10, orders = 500 });
        (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/resume", null)).Is(HttpStatusCode.OK);
        await marketplace.UntilAsync(id, "completed");
        await marketplace.KeepsAsync(10, 1, 500);
        Assert.Equal(["import.failed", "import.completed"], await EventsAsync(marketplace, id));
    }

    [Fact]
    public async Task A_cancelled_import_writes_nothing_more_and_can_be_resumed()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 11, orders = 5_000, latencyMedianMs = 50 });
        var id = await marketplace.StartAsync();
        await marketplace.UntilAsync(id, import => import.GetProperty("chunks").GetProperty("done").GetInt32() > 0);

        var cancelled = (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/cancel", null)).Is(HttpStatusCode.OK).Json;
        var kept = await marketplace.KeptAsync();

        Assert.Equal("cancelled", cancelled.GetProperty("status").GetString());
        Assert.True(cancelled.GetProperty("chunks").GetProperty("stopped").GetInt32() > 0, cancelled.ToString());
        Assert.Equal(TestImports.Count(cancelled, "saved"), kept.Count);
        (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/cancel", null)).Is(HttpStatusCode.OK);
        (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/resume", null)).Is(HttpStatusCode.OK);
        var completed = await marketplace.UntilAsync(id, "completed");
        Assert.Equal(5_000, TestImports.Count(completed, "saved"));
        await marketplace.KeepsAsync(11, 1, 5_000);
        (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/cancel", null)).Is(HttpStatusCode.Conflict);
        (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/resume", null)).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_chunk_whose_owner_sends_no_heartbeat_gets_another_owner_and_the_first_can_write_nothing()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 12, orders = 100, latencyMedianMs = 3_000 });
        var id = await marketplace.StartAsync();
        await marketplace.UntilAsync(id, import => import.GetProperty("chunks").GetProperty("inFlight").GetInt32() == 1);

        await using (var connection = await marketplace.OpenAsync())
        {
            // Repeatedly, because the first owner is alive and goes on sending heartbeats.
            var first = await connection.ExecuteScalarAsync<long>("select fence from import_chunks where import_id = @id", new { id });
            await Eventually.TrueAsync(
                async () =>
                {
                    await connection.ExecuteAsync("update import_chunks set due_at = now() where import_id = @id and state = 'running' and fence = @first", new { id, first });
                    return await connection.ExecuteScalarAsync<long>("select fence from import_chunks where import_id = @id", new { id }) > first;
                },
                () => "No other instance claims the chunk.");
        }

        await marketplace.UntilAsync(id, "completed");
        await marketplace.KeepsAsync(12, 1, 100);
    }

    [Fact]
    public async Task An_owner_that_lost_its_chunk_can_write_nothing_of_it()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 14, orders = 100, latencyMedianMs = 2_000 });
        var id = await marketplace.StartAsync();
        await marketplace.UntilAsync(id, import => import.GetProperty("chunks").GetProperty("inFlight").GetInt32() == 1);
        await using var connection = await marketplace.OpenAsync();
        var number = await connection.ExecuteScalarAsync<short>("select id from marketplaces where name = @Name", new { marketplace.Name });
        var fencingToken = await connection.ExecuteScalarAsync<long>("select fence from import_chunks where import_id = @id", new { id });
        var lost = new Chunk(id, 0, number, 1, 100, fencingToken - 1, Attempts: 1, Incomplete: 0, Saved: 0);
        var database = shop.Shop.Service<Database>("imports")[0];
        var store = shop.Shop.Service<ChunkStore>("imports")[0];

        await using (var writer = new PageWriter(database, lost))
        {
            var orders = new OrderBatch();
            orders.Add(1, DateTime.UtcNow, 1, "Of an owner that lost the chunk");
            await writer.WriteAsync(orders, Cancelled);
            await Assert.ThrowsAsync<ChunkLostException>(async () =>
                await ChunkStore.FinishAsync(await writer.WorkAsync(Cancelled), lost, new(1, 0, 0, 0, 0), Cancelled));
        }

        await Assert.ThrowsAsync<ChunkLostException>(() => store.GiveUpAsync(lost, "It is over.", Cancelled));
        await store.ParkAsync(lost, "It rests.", TimeSpan.FromHours(1), counts: true, Cancelled);
        await store.ReleaseAsync(lost, Cancelled);
        Assert.Empty(await store.RenewAsync([lost], TimeSpan.FromHours(1), Cancelled));
        await marketplace.UntilAsync(id, "completed");
        await marketplace.KeepsAsync(14, 1, 100);
        // The owner kept it all the time: a chunk that was given back, set aside or given up would have had another one.
        Assert.Equal(
            ("done", fencingToken),
            await connection.QuerySingleAsync<(string, long)>("select state, fence from import_chunks where import_id = @id", new { id }));
    }

    [Fact]
    public async Task What_is_new_is_imported_without_the_rest()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 13, orders = 1_000 });
        await marketplace.ImportAsync("new");
        await marketplace.SetAsync(new { seed = 13, orders = 1_300 });

        var import = await marketplace.ImportAsync("new");
        var nothing = await marketplace.ImportAsync("new");

        await marketplace.KeepsAsync(13, 1, 1_300);
        // The overlap reads a hundred known orders again.
        Assert.Equal((901, 300, 100), (import.GetProperty("startIndex").GetInt64(), TestImports.Count(import, "saved"), TestImports.Count(import, "known")));
        Assert.Equal((0, JsonValueKind.Null), (TestImports.Count(nothing, "total"), nothing.GetProperty("startIndex").ValueKind));
    }

    [Fact]
    public async Task A_marketplace_without_orders_is_imported_at_once()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { orders = 0 });

        Assert.Equal(0, TestImports.Count(await marketplace.ImportAsync(), "total"));
    }

    static async Task<IReadOnlyList<string>> EventsAsync(TestImports marketplace, Guid id)
    {
        await using var connection = await marketplace.OpenAsync();
        await using var command = new NpgsqlCommand("select name from events where aggregate_id = $1 order by position", connection);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
