using Cartwright.Platform.Data;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Data;

public sealed class UnitOfWorkTests(TestShop shop)
{
    [Fact]
    public async Task An_action_that_fails_after_the_commit_does_not_make_the_transaction_look_failed_and_the_others_run()
    {
        var database = shop.Shop.Service<Database>("orders")[0];
        var cancelled = TestContext.Current.CancellationToken;
        var ran = false;
        string transaction;
        await using (var work = await database.BeginAsync(cancelled))
        {
            transaction = (await work.QuerySingleOrDefaultAsync<string>("select pg_current_xact_id()::text", null, cancelled))!;
            work.AfterCommit(() => throw new InvalidOperationException("An action fails."));
            work.AfterCommit(() => ran = true);

            await work.CommitAsync(cancelled);
        }

        Assert.True(ran);
        Assert.Equal("committed", await database.QuerySingleOrDefaultAsync<string>("select pg_xact_status(@transaction::text::xid8)", new { transaction }, cancelled));
    }

    [Fact]
    public async Task A_unit_of_work_that_is_disposed_of_twice_does_not_touch_the_next_one_on_its_connection()
    {
        var database = shop.Shop.Service<Database>("orders")[0];
        var cancelled = TestContext.Current.CancellationToken;
        var first = await database.BeginAsync(cancelled);
        var connection = first.Connection.ProcessID;
        await first.CommitAsync(cancelled);
        await first.DisposeAsync();
        var others = new List<UnitOfWork>();
        try
        {
            while (others.Count < 20 && others.LastOrDefault()?.Connection.ProcessID != connection)
            {
                others.Add(await database.BeginAsync(cancelled));
            }

            var next = others[^1];
            Assert.Equal(connection, next.Connection.ProcessID);
            var transaction = await next.QuerySingleOrDefaultAsync<string>("select pg_current_xact_id()::text", null, cancelled);

            await first.DisposeAsync();

            Assert.Equal(transaction, await next.QuerySingleOrDefaultAsync<string>("select pg_current_xact_id()::text", null, cancelled));
            await next.CommitAsync(cancelled);
        }
        finally
        {
            foreach (var other in others)
            {
                await other.DisposeAsync();
            }
        }
    }
}
