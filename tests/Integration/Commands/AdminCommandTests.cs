using System.CommandLine;
using Cartwright.Commands;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.Commands;

/// <summary>The audit of a shop knows no dead letters, so these run when nobody audits.</summary>
[Collection(nameof(Alone))]
public sealed class AdminCommandTests(TestShop shop)
{
    [Fact]
    public async Task Dead_letters_are_listed_shown_tried_again_and_discarded_from_the_command_line()
    {
        var (retried, discarded) = (await DieAsync("one"), await DieAsync("two"));

        var list = await RunAsync(DeadLettersCommand.Create(), "list");
        Assert.Contains($"catalog  {retried}  stock.changed", list.Output, StringComparison.Ordinal);
        Assert.Contains("2 dead letters", list.Output, StringComparison.Ordinal);
        var other = await RunAsync(DeadLettersCommand.Create(), "list", "--service", "orders");
        Assert.Equal("0 dead letters", other.Output.Trim());

        var shown = await RunAsync(DeadLettersCommand.Create(), "show", $"{retried}");
        Assert.Contains("\"sku\": \"one\"", shown.Output, StringComparison.Ordinal);
        Assert.Contains("the whole error", shown.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(DeadLettersCommand.Create(), "retry", $"{retried}")).Status);
        Assert.Equal(0, (await RunAsync(DeadLettersCommand.Create(), "discard", $"{discarded}", "--service", "catalog")).Status);
        Assert.Equal("0 dead letters", (await RunAsync(DeadLettersCommand.Create(), "list")).Output.Trim());
        var gone = await RunAsync(DeadLettersCommand.Create(), "show", $"{retried}");
        Assert.Equal(1, gone.Status);
        Assert.Contains("no dead letter", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_dead_letters_of_an_event_are_tried_again_from_the_command_line()
    {
        await DieAsync("three");
        await DieAsync("four");

        var retried = await RunAsync(DeadLettersCommand.Create(), "retry", "--name", "stock.changed");

        Assert.Contains("2 of stock.changed", retried.Output, StringComparison.Ordinal);
        Assert.Equal("0 dead letters", (await RunAsync(DeadLettersCommand.Create(), "list")).Output.Trim());
        Assert.Equal(1, (await RunAsync(DeadLettersCommand.Create(), "retry")).Status);
    }

    [Theory]
    [InlineData("stock.changed", "2020-01-01T00:00:00Z")]
    [InlineData("inventory", "2020-01-01T00:00:00+02:00")]
    public async Task Events_of_before_are_handled_once_more_from_the_command_line(string from, string since)
    {
        var product = await shop.ProductAsync(stock: 7);
        using var client = shop.Client();
        await Eventually.TrueAsync(
            async () => (await client.GetJsonAsync($"/api/products/{product.Id}")).Json.GetProperty("available").GetInt32() == 7, () => "The stock is not told.");

        var replayed = await RunAsync(EventsCommand.Create(), "replay", "--from", from, "--to", "catalog", "--since", since);

        Assert.Equal(0, replayed.Status);
        Assert.Matches(@"Done: [1-9]\d* events were handled once more\.", replayed.Output);
    }

    [Theory]
    [InlineData("replay", "--from", "nothing", "--to", "catalog")]
    [InlineData("replay", "--from", "orders", "--to", "gateway")]
    [InlineData("replay", "--from", "orders")]
    public async Task A_replay_of_nothing_or_to_nobody_is_refused(params string[] arguments)
    {
        Assert.NotEqual(0, (await RunAsync(EventsCommand.Create(), arguments)).Status);
    }

    [Fact]
    public async Task What_the_shop_refuses_is_told()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(EventsCommand.Create(), "replay", "--from", "payments", "--to", "catalog"));
        Assert.Contains("publisher", refused.Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(DeadLettersCommand.Create(), "list", "--password", "not the password"));
        Assert.Contains("refused", wrong.Message, StringComparison.Ordinal);
        var silent = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(DeadLettersCommand.Create(), "list", "--url", "http://127.0.0.1:9"));
        Assert.Contains("does not answer", silent.Message, StringComparison.Ordinal);
    }

    async Task<(int Status, string Output, string Error)> RunAsync(Command command, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        string[] given = [.. arguments, .. Missing("--url", shop.Gateway.ToString()), .. Missing("--password", TestShop.AdminPassword), "--email", TestShop.AdminEmail];
        var status = await command.Parse(given).InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (status, output.ToString(), error.ToString());

        string[] Missing(string option, string value) => arguments.Contains(option) ? [] : [option, value];
    }

    // Of a SKU that no product has: nobody sees it when it is handled.
    async Task<Guid> DieAsync(string sku)
    {
        var id = Guid.CreateVersion7();
        await using var connection = new NpgsqlConnection(shop.Shop.Postgres.Address.Service("catalog"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into dead_letters (event_id, publisher, name, version, time, aggregate_id, data, attempts, error, error_detail)
            values ($1, 'inventory', 'stock.changed', 1, now(), $1, jsonb_build_object('productId', $1, 'sku', $2, 'available', 1), 8, 'The error.', 'the whole error')
            """,
            connection)
        {
            Parameters = { new() { Value = id }, new() { Value = sku } },
        };
        await command.ExecuteNonQueryAsync();
        return id;
    }
}
