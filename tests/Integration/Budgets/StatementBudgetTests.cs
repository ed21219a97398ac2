using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Budgets;

[Collection(nameof(Alone))]
public sealed class StatementBudgetTests(TestShop shop)
{
    const int Many = 200;
    const int Times = 3;

    [Fact]
    public async Task An_order_of_many_lines_takes_no_more_statements_than_one_of_one_line()
    {
        var skus = await ProductsAsync();
        using var customer = await shop.CustomerAsync();
        await PlaceAsync(customer, skus);
        await RestAsync();
        using var statements = await Statements.WatchAsync(RestAsync);

        var one = await CostAsync(statements, customer, skus[..1]);
        var many = await CostAsync(statements, customer, skus);

        Assert.True(one.Count > 5, "The statements are not seen.");
        Assert.True(many.Count <= one.Count + 3, $"{many.Count} instead of {one.Count}:\n{Grouped(many)}");
    }

    [Theory]
    [InlineData("catalog", "/api/products?category=budget&limit={0}", 1)]
    [InlineData("catalog", "/api/products/search?q=budget&limit={0}", 1)]
    [InlineData("orders", "/api/orders?limit={0}", 2)]
    [InlineData("notifications", "/api/notifications?limit={0}", 2)]
    public async Task A_long_list_takes_as_many_statements_as_a_short_one(string service, string path, int expected)
    {
        var skus = await ProductsAsync();
        using var customer = await shop.CustomerAsync();
        for (var i = 0; i < 5; i++)
        {
            await PlaceAsync(customer, skus[i..(i + 3)]);
        }

        await RestAsync();
        using var statements = await Statements.WatchAsync(RestAsync);
        // Another limit each time, because the answer to a question that was asked before may be kept.
        foreach (var limits in new int[][] { [1, 2, 3], [98, 99, 100] })
        {
            var asked = await FewestAsync(
                statements,
                limits.Select(limit => (Func<Task>)(() => ReadAsync(customer, path.Replace("{0}", $"{limit}", StringComparison.Ordinal)))),
                s => s.StartsWith($"cartwright_{service}:", StringComparison.Ordinal));
            Assert.True(expected == asked.Count, $"{asked.Count} instead of {expected} at a limit of {limits[0]}:\n{Grouped(asked)}");
        }
    }

    // The catalog hears of the stock of each SKU, so what it does is proportional to what was ordered, in batches.
    Task<IReadOnlyList<string>> CostAsync(Statements statements, TestCustomer customer, string[] skus) => FewestAsync(
        statements,
        Enumerable.Repeat<Func<Task>>(
            async () =>
            {
                await PlaceAsync(customer, skus);
                await RestAsync();
            },
            Times),
        s => !s.StartsWith("cartwright_catalog:", StringComparison.Ordinal));

    // The fewest of several times: what an idle machine does at once and by shared statements is done one by one on a busy one, and a timer of minutes
    // may be due at any moment.
    static async Task<IReadOnlyList<string>> FewestAsync(Statements statements, IEnumerable<Func<Task>> times, Func<string, bool> counts)
    {
        IReadOnlyList<string>? fewest = null;
        foreach (var work in times)
        {
            IReadOnlyList<string> cost = [.. (await statements.OfAsync(work)).Where(counts)];
            fewest = fewest is null || cost.Count < fewest.Count ? cost : fewest;
        }

        return fewest!;
    }

    static async Task ReadAsync(TestCustomer customer, string path) => (await customer.Http.GetJsonAsync(path)).Is(HttpStatusCode.OK);

    static string Grouped(IEnumerable<string> statements) => string.Join("\n---\n", statements.GroupBy(s => s).Select(s => $"{s.Count()} {s.Key}"));

    static async Task PlaceAsync(TestCustomer customer, string[] skus)
    {
        var placed = await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([.. skus.Select(sku => (sku, 1))]), Guid.NewGuid().ToString());
        await customer.UntilAsync(placed.Is(HttpStatusCode.Created).Id, "confirmed");
    }

    async Task RestAsync() => Assert.Equal("clean", await shop.AuditAsync());

    async Task<string[]> ProductsAsync()
    {
        using var admin = await shop.AdminAsync();
        await admin.PostJsonAsync("/api/products/categories", new { slug = "budget", name = "Budget" });
        var prefix = "B-" + Guid.NewGuid().ToString("N")[..8];
        string[] skus = [.. Enumerable.Range(0, Many).Select(i => $"{prefix}-{i}")];
        var products = skus.Select(sku => new { name = $"Budget {sku}", category = "budget", sku, price = 1m });
        (await admin.PostJsonAsync("/api/products/batch", new { items = products })).Is(HttpStatusCode.Created);
        var items = skus.Select(sku => new { sku, warehouseId = "main", stockLevel = 100 });
        await Eventually.TrueAsync(async () => (await admin.PutJsonAsync("/api/inventory", new { items })).Status == HttpStatusCode.OK, () => "The SKUs are not known.");
        return skus;
    }
}
