using Cartwright.Platform.Messaging;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.Messaging;

public sealed class EventLogTests(TestShop shop)
{
    [Fact]
    public async Task What_takes_its_position_first_and_commits_last_is_not_skipped()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess());
        var reader = new EventLogReader(services.Log);
        await using var slow = await OpenTransaction.BeginAsync(services.Log, services.Wrap("slow"));
        await services.PublishAsync((Guid.NewGuid(), "fast"));

        Assert.Empty(await reader.ReadAsync(CancellationToken.None));
        Assert.Empty(await reader.ReadAsync(CancellationToken.None));
        Assert.True(reader.HasGap);
        await slow.CommitAsync();

        Assert.Equal(["slow", "fast"], await NamesAsync(reader));
        await services.UntilAsync("slow", "fast");
        Assert.Equal(["slow", "fast"], await services.EffectsAsync());
    }

    [Fact]
    public async Task A_position_that_was_rolled_back_holds_up_nobody()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess());
        var reader = new EventLogReader(services.Log);
        await using (await OpenTransaction.BeginAsync(services.Log, services.Wrap("undone")))
        {
            await services.PublishAsync((Guid.NewGuid(), "done"));
            Assert.Empty(await reader.ReadAsync(CancellationToken.None));
        }

        Assert.Equal(["done"], await NamesAsync(reader));
        await services.UntilAsync("done");
    }

    [Fact]
    public async Task A_full_page_of_the_history_is_known_to_be_the_last_one()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess());
        await services.PublishAsync([.. Enumerable.Range(0, 4).Select(i => (Guid.NewGuid(), $"{i}"))]);

        var first = await EventHistory.ReadAsync(services.Log, new LogQuery(0, ["category.created"], Limit: 2), CancellationToken.None);
        var last = await EventHistory.ReadAsync(services.Log, new LogQuery(first.Position, ["category.created"], UpTo: first.End, Limit: 2), CancellationToken.None);

        Assert.Equal(4, first.Items.Concat(last.Items).DistinctBy(e => e.Id).Count());
        Assert.Equal(first.Items[^1].Position, first.Position);
        Assert.Equal(last.End, last.Position);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_and_double_nothing()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await using var transaction = await OpenTransaction.BeginAsync(services.Log, services.Wrap($"{writer}-{i}"));
                if (i % 5 != 4)
                {
                    await transaction.CommitAsync();
                }
            }
        })));

        await services.UntilAsync([.. from writer in Enumerable.Range(0, 8) from i in Enumerable.Range(0, 25) where i % 5 != 4 select $"{writer}-{i}"]);
    }

    static async Task<IEnumerable<string>> NamesAsync(EventLogReader reader)
    {
        var read = new List<Envelope>();
        await Eventually.TrueAsync(
            async () =>
            {
                read.AddRange(await reader.ReadAsync(CancellationToken.None));
                return read.Count > 0 && !reader.HasGap;
            },
            () => "The gap is never closed.");
        return read.Select(e => System.Text.Json.JsonDocument.Parse(e.Data).RootElement.GetProperty("name").GetString()!);
    }

    /// <summary>A transaction that has written an event, and its position with it, and not ended yet.</summary>
    sealed class OpenTransaction : IAsyncDisposable
    {
        readonly NpgsqlConnection _connection;
        readonly NpgsqlTransaction _transaction;

        OpenTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction)
        {
            _connection = connection;
            _transaction = transaction;
        }

        public static async Task<OpenTransaction> BeginAsync(NpgsqlDataSource log, Envelope envelope)
        {
            var connection = await log.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { EventTable.Insert([envelope]) } };
            await batch.ExecuteNonQueryAsync();
            return new(connection, transaction);
        }

        public Task CommitAsync() => _transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await _transaction.DisposeAsync();
            await _connection.DisposeAsync();
        }
    }
}
