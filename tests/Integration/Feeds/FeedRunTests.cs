using System.Net;
using System.Text;
using System.Text.Json;
using Cartwright.Catalog;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.Feeds;

[TakesLong]
public sealed class FeedRunTests(TestShop shop)
{
    [Fact]
    public async Task A_file_becomes_products_and_the_same_file_touches_nothing()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var feed = await TestFeed.CreateAsync(admin);
        var file = feed.File(2500);

        var first = await feed.RunAsync(file);
        var state = await feed.StateAsync(shop);
        var second = await feed.RunAsync(file);

        Assert.Equal("completed 2500 2500 0 0 0", TestFeed.Counts(first));
        Assert.Equal("completed 2500 0 0 2500 0", TestFeed.Counts(second));
        Assert.Equal(state, await feed.StateAsync(shop));
        var sku = (await visitor.GetJsonAsync($"/api/products/skus?sku={feed.Code}-2500")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.Equal(10, sku.GetProperty("price").GetDecimal());
        Assert.Equal("Product 2500", sku.GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_progress_of_a_run_is_sent_until_it_ends()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        var run = (await feed.SendAsync(feed.File(600))).Is(HttpStatusCode.Accepted).Id;
        var path = $"/api/products/feeds/{feed.Code}/runs";

        using var stream = new StreamReader(await admin.GetStreamAsync($"{path}/{run}/stream", TestContext.Current.CancellationToken));
        var lines = (await stream.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n');

        var states = lines.Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line[6..]).RootElement).ToList();
        Assert.All(states, state => Assert.Equal(run, state.GetProperty("id").GetGuid()));
        Assert.Equal("completed 600 600 0 0 0", TestFeed.Counts(states[^1]));
        Assert.Equal(states.Select(s => s.GetProperty("rowsRead").GetInt32()).Order(), states.Select(s => s.GetProperty("rowsRead").GetInt32()));
        (await admin.GetJsonAsync($"{path}/{Guid.NewGuid()}/stream")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("rows_read = rows_read - 1", "has read 2 of 3 rows")]
    [InlineData("created = created + 1", "more results than rows")]
    [InlineData("open_chunks = 1", "open parts")]
    [InlineData("status = 'running', finished_at = null", "nobody ends it")]
    [InlineData("status = 'finishing', finished_at = null, progress_at = now() - interval '1 day'", "nobody ends it")]
    public async Task The_audit_finds_a_run_that_says_what_is_not_so(string spoiled, string problem)
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        var run = (await feed.RunAsync(feed.File(3))).GetProperty("id").GetGuid();
        await using var connection = new NpgsqlConnection(shop.Shop.Postgres.Address.Service("catalog"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(await CatalogBooks.FindFeedRunDiscrepanciesAsync(connection), d => d.Run == run);

        // Rolled back, because other tests audit the shop.
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"update feed_runs set {spoiled} where id = '{run}'", connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var found = Assert.Single(await CatalogBooks.FindFeedRunDiscrepanciesAsync(connection), d => d.Run == run);
        Assert.Contains(problem, found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_that_changes_is_read_by_visitors_and_the_rest_is_left_alone()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var feed = await TestFeed.CreateAsync(admin);
        await feed.RunAsync(feed.File(3));
        var path = $"/api/products/{(await feed.ProductAsync(shop, $"{feed.Code}-2")).GetProperty("id").GetGuid()}";
        (await visitor.GetJsonAsync(path)).Is(HttpStatusCode.OK);

        var run = await feed.RunAsync($"sku,price\n{feed.Code}-1,10\n{feed.Code}-2,12.5\n");

        Assert.Equal("completed 2 0 1 1 0", TestFeed.Counts(run));
        await Eventually.EqualAsync(12.5m, async () => (await visitor.GetJsonAsync(path)).Json.GetProperty("price").GetDecimal());
        Assert.Equal($"{feed.Code}-1 1 1, {feed.Code}-2 2 2, {feed.Code}-3 1 1", await feed.StateAsync(shop));
        var changed = await feed.ProductAsync(shop, $"{feed.Code}-2");
        Assert.Equal("Product 2", changed.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Problems_are_told_by_line_and_stop_nothing()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        var taken = (await shop.ProductAsync(stock: 0)).Sku;
        var group = "g" + feed.Code;
        var bytes = Encoding.UTF8.GetBytes(
            $"""
            sku,group,name,category,price,weight
            {feed.Code}-1,,Good,tests,1,5
            ,,No SKU,tests,1,5
            {feed.Code}-3,,No price,tests,,5
            {feed.Code}-4,,Nowhere,no-such-category,1,5
            {feed.Code}-1,,Twice,tests,1,5
            {feed.Code}-6,,Too,few
            {feed.Code}-7,,Not UTF-8 ?,tests,1,5
            {feed.Code}-8,,"Not closed,tests,1,5
            {feed.Code}-9,,NUL #,tests,1,5
            {feed.Code}-10,{group},Group,tests,1,5
            {taken},{group},Group,tests,1,5
            {feed.Code}-12,,Good too,tests,1,5
            """);
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0;

        var run = await feed.EndAsync((await feed.SendAsync(bytes)).Is(HttpStatusCode.Accepted).Id);
        var problems = await feed.ListAsync(run, "problems");

        // The row of the group changes the product that has the other SKU.
        Assert.Equal("completed 12 2 1 0 8", TestFeed.Counts(run));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], problems.Select(p => p.GetProperty("line").GetInt32()));
        Assert.Equal("price", problems[1].GetProperty("field").GetString());
        Assert.Equal("no-such-category", problems[2].GetProperty("value").GetString());
        Assert.All(problems, p => Assert.NotEmpty(p.GetProperty("reason").GetString()!));
    }

    [Fact]
    public async Task Rows_of_a_group_become_variants_of_one_product_wherever_they_are()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        var others = string.Concat(Enumerable.Range(1, 1500).Select(i => $"{feed.Code}-o{i},,Other {i},tests,1,\n"));
        const string Header = "sku,group,name,category,price,option.size\n";

        await feed.RunAsync($"{Header}{feed.Code}-s,shirt,Shirt,tests,10,S\n{feed.Code}-m,shirt,,,11,M\n{others}{feed.Code}-l,shirt,Shirt,tests,12,L\n");
        var product = await feed.ProductAsync(shop, $"{feed.Code}-s");
        var later = await feed.RunAsync($"{Header}{feed.Code}-xl,shirt,,,13,XL\n");
        // What is shown of the product is dropped by its event.
        await Eventually.EqualAsync("L M S XL", async () => Sizes(await feed.ProductAsync(shop, $"{feed.Code}-xl")));
        var grown = await feed.ProductAsync(shop, $"{feed.Code}-xl");

        Assert.Equal("L M S", Sizes(product));
        Assert.Equal(1, await shop.CountAsync("catalog", $"select count(*) from feed_groups g join feeds f on f.id = g.feed_id where f.code = '{feed.Code}'"));
        Assert.Equal("completed 1 0 1 0 0", TestFeed.Counts(later));
        Assert.Equal(product.GetProperty("id").GetGuid(), grown.GetProperty("id").GetGuid());
        Assert.Equal("Shirt", grown.GetProperty("name").GetString());
    }

    // Which of two parts is written first is not known, and so is the order of their variants.
    static string Sizes(JsonElement product) => string.Join(
        ' ', product.GetProperty("variants").EnumerateArray().Select(v => v.GetProperty("options").GetProperty("size").GetString()).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_dry_run_lists_differences_and_changes_nothing()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin, new { deactivateMissing = true });
        await feed.RunAsync(feed.File(3));
        var state = await feed.StateAsync(shop);

        var run = await feed.RunAsync($"sku,name,category,price\n{feed.Code}-1,Product 1,tests,10\n{feed.Code}-2,Other,tests,11\n{feed.Code}-9,New,tests,5\n", "?dryRun=true");
        var differences = (await feed.ListAsync(run, "differences"))
            .Select(d => string.Join(' ', new[] { "sku", "kind", "field", "before", "after" }.Select(m => d.GetProperty(m).GetString()))).Order(StringComparer.Ordinal);

        Assert.Equal("completed 3 1 1 1 0", TestFeed.Counts(run));
        Assert.Equal(1, run.GetProperty("missing").GetInt32());
        Assert.Equal(
            [
                $"{feed.Code}-2 updated name Product 2 Other", $"{feed.Code}-2 updated price 10.00 11.00", $"{feed.Code}-3 deactivated active true false",
                $"{feed.Code}-9 created name  New",
            ],
            differences);
        Assert.Equal(state, await feed.StateAsync(shop));
    }

    [Fact]
    public async Task What_a_file_no_longer_has_is_deactivated_and_comes_back_with_it()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var feed = await TestFeed.CreateAsync(admin, new { deactivateMissing = true, deactivatePercentMax = 40 });
        await feed.RunAsync(feed.File(5));
        var third = $"/api/products/{(await feed.ProductAsync(shop, $"{feed.Code}-4")).GetProperty("id").GetGuid()}";

        var shorter = await feed.RunAsync(feed.File(3));
        await Eventually.TrueAsync(async () => (await visitor.GetJsonAsync(third)).Status == HttpStatusCode.NotFound, () => "The product is still shown.");
        var again = await feed.RunAsync(feed.File(3));
        var whole = await feed.RunAsync(feed.File(5));
        await Eventually.TrueAsync(async () => (await visitor.GetJsonAsync(third)).Status == HttpStatusCode.OK, () => "The product does not come back.");

        Assert.Equal(("completed", 2), (shorter.GetProperty("status").GetString(), shorter.GetProperty("deactivated").GetInt32()));
        Assert.Equal((0, 0), (again.GetProperty("missing").GetInt32(), again.GetProperty("deactivated").GetInt32()));
        Assert.Equal("completed 5 0 2 3 0", TestFeed.Counts(whole));
    }

    [Fact]
    public async Task A_run_that_would_deactivate_too_much_asks_first()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin, new { deactivateMissing = true });
        await feed.RunAsync(feed.File(5));
        var state = await feed.StateAsync(shop);

        var asking = await feed.RunAsync(feed.File(3));
        Assert.Equal("waiting", asking.GetProperty("status").GetString());
        Assert.Equal(2, asking.GetProperty("missing").GetInt32());
        Assert.Equal(state, await feed.StateAsync(shop));
        (await feed.SendAsync(feed.File(4))).Is(HttpStatusCode.Conflict);

        (await feed.PostAsync(asking, "cancel")).Is(HttpStatusCode.OK);
        (await feed.PostAsync(asking, "confirm")).Is(HttpStatusCode.Conflict);
        Assert.Equal(state, await feed.StateAsync(shop));

        var empty = await feed.RunAsync("sku,name,category,price\n");
        Assert.Equal("waiting", empty.GetProperty("status").GetString());
        (await feed.PostAsync(empty, "confirm")).Is(HttpStatusCode.OK);
        Assert.Equal(5, (await feed.EndAsync(empty.GetProperty("id").GetGuid())).GetProperty("deactivated").GetInt32());
        Assert.False((await feed.ProductAsync(shop, $"{feed.Code}-1")).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task A_part_whose_owner_has_died_is_written_once_by_another()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        // The first owner gets a short lease, and stands still in its transaction until another has written the part.
        await shop.ExecuteAsync(
            "catalog",
            $"""
            create function shorten_{feed.Code}() returns trigger language plpgsql as $$
            begin
                new.due_at := now() + interval '1 second';
                return new;
            end $$;
            create function stand_{feed.Code}() returns trigger language plpgsql as $$
            begin
                if (select attempts from feed_chunks where run_id = new.run_id) = 1 then
                    while exists (select from feed_chunks where run_id = new.run_id and state = 'open') loop
                        perform pg_sleep(0.1);
                    end loop;
                end if;
                return new;
            end $$;
            create trigger shorten_{feed.Code} before update on feed_chunks for each row
            when (old.attempts = 0 and new.attempts = 1 and position(convert_to('{feed.Code}', 'UTF8') in old.content) > 0)
            execute function shorten_{feed.Code}();
            create trigger stand_{feed.Code} before insert on feed_run_skus for each row when (new.sku = '{feed.Code}-1') execute function stand_{feed.Code}();
            """);
        try
        {
            var run = await feed.RunAsync(feed.File(300));

            Assert.Equal("completed 300 300 0 0 0", TestFeed.Counts(run));
            Assert.Equal(300, await shop.CountAsync("catalog", $"select count(*) from variants where sku like '{feed.Code}-%'"));
            Assert.Equal(2, await shop.CountAsync("catalog", $"select attempts::bigint from feed_chunks where run_id = '{run.GetProperty("id").GetGuid()}'"));
            Assert.DoesNotContain(" 1 2", await feed.StateAsync(shop), StringComparison.Ordinal);
        }
        finally
        {
            await shop.ExecuteAsync(
                "catalog",
                $"""
                drop trigger shorten_{feed.Code} on feed_chunks; drop trigger stand_{feed.Code} on feed_run_skus;
                drop function shorten_{feed.Code}(); drop function stand_{feed.Code}();
                """);
        }
    }

    [Fact]
    public async Task A_feed_and_a_person_who_edit_the_same_products_lose_nothing()
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin);
        await feed.RunAsync(feed.File(40));
        var ids = await Task.WhenAll(Enumerable.Range(1, 5).Select(async i => (await feed.ProductAsync(shop, $"{feed.Code}-{i}")).GetProperty("id").GetGuid()));
        using var stop = new CancellationTokenSource();
        var descriptions = new int[ids.Length];
        var person = Task.WhenAll(ids.Select(async (id, i) =>
        {
            for (var edit = 1; !stop.IsCancellationRequested; edit++)
            {
                var read = (await admin.GetJsonAsync($"/api/products/{id}")).Is(HttpStatusCode.OK);
                var body = new
                {
                    name = read.Json.GetProperty("name").GetString(), category = "tests", description = $"edit {edit}", sku = $"{feed.Code}-{i + 1}",
                    price = read.Json.GetProperty("price").GetDecimal(),
                };
                var answer = await admin.PutJsonAsync($"/api/products/{id}", body, read.Response.Headers.ETag!.Tag);
                Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.PreconditionFailed, answer.Body);
                descriptions[i] = answer.Status == HttpStatusCode.OK ? edit : descriptions[i];
            }
        }));

        for (var price = 11; price <= 16; price++)
        {
            Assert.Equal(40, (await feed.RunAsync(feed.File(40, price, $"Named {price}"))).GetProperty("updated").GetInt32());
        }

        await stop.CancelAsync();
        await person;
        Assert.All(descriptions, edits => Assert.True(edits > 0));
        for (var i = 0; i < ids.Length; i++)
        {
            var last = $"edit {descriptions[i]}, 16, Named 16 {i + 1}";
            await Eventually.EqualAsync(last, async () =>
            {
                var product = await feed.ProductAsync(shop, $"{feed.Code}-{i + 1}");
                return $"{product.GetProperty("description")}, {product.GetProperty("price").GetDecimal():0}, {product.GetProperty("name")}";
            });
        }
    }
}
