using System.Globalization;
using System.Text;
using Cartwright.Contracts;
using Cartwright.Imports;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using Npgsql;

namespace Cartwright.Tests.Imports;

/// <summary>Where reading a page ends and saving it begins.</summary>
public sealed class PageImporterTests(TestShop shop) : IAsyncLifetime
{
    const int Orders = 40_000;

    ImportWorld _world = null!;
    PlayedMarketplace _market = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_world, _market) = (await ImportWorld.StartAsync(shop), await PlayedMarketplace.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _market.DisposeAsync();
    }

    [Fact]
    public async Task A_failure_of_the_database_is_not_repeated_as_one_of_the_marketplace()
    {
        // The rows are malformed, and the import that they would be recorded for does not exist.
        var chunk = new Chunk(Guid.NewGuid(), 0, 1, 0, 9, 1, 1, 0, 0);

        await Assert.ThrowsAsync<PostgresException>(() => ImportAsync(chunk));

        Assert.Equal(1, _market.Calls);
    }

    [Fact]
    public async Task A_page_that_breaks_off_leaves_nothing_behind_when_it_is_read_again()
    {
        var chunk = await CreateChunkAsync();
        _market.OnCall = async (context, call) =>
        {
            await context.Response.WriteAsync(Page(amount: call));
            if (call == 1)
            {
                // All orders are on their way, and the page has no end.
                await context.Response.Body.FlushAsync();
                context.Abort();
                return true;
            }

            await context.Response.WriteAsync("]");
            return true;
        };

        var outcome = await ImportAsync(chunk);

        Assert.Equal((2, Orders, 0), (_market.Calls, outcome.Saved, outcome.Differing));
        Assert.Equal(2m * Orders, await _world.Database.QuerySingleOrDefaultAsync<decimal>("select sum(amount) from imported_orders", null, Cancelled));
    }

    async Task<PageOutcome> ImportAsync(Chunk chunk) => await new PageImporter(
        await _world.ClientAsync(_market), Currency.Of("EUR"), _world.Database, ObjectPool.Create<OrderBatch>(), TimeProvider.System, chunk).RunAsync(Cancelled);

    async Task<Chunk> CreateChunkAsync()
    {
        var id = Guid.CreateVersion7();
        await _world.Database.ExecuteAsync(
            """
            insert into marketplaces (name) values ('market');
            insert into imports (id, marketplace, scope, status, start_index, end_index, chunk_size, chunks, open_chunks, created_at, progress_at)
            select @id, id, 'all', 'running', 1, @Orders, @Orders, 1, 1, now(), now() from marketplaces;
            insert into import_chunks (import_id, number, marketplace, start_index, end_index, state, due_at)
            select @id, 0, id, 1, @Orders, 'ready', now() from marketplaces
            """,
            new { id, Orders },
            Cancelled);
        return (await new ChunkStore(_world.Database).ClaimAsync(new(id, 0), TimeSpan.FromMinutes(1), Cancelled))!;
    }

    static string Page(int amount) => new StringBuilder("[").AppendJoin(',', Enumerable.Range(1, Orders).Select(id => string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":{{id}},"order_date":"2026-01-01T12:00:00Z","order_amount":{{amount}},"order_label":"lamp"}"""))).ToString();
}
