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
}
