using System.Diagnostics;
using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Instances;

[Collection(nameof(TwoInstances))]
public sealed class TemplateInstancesTests(TwoInstances shop)
{
    const string Path = "/api/notifications/templates/order_confirmed/ca";
    const int Many = 4;

    [Fact]
    public async Task A_text_that_was_edited_at_one_instance_counts_at_both()
    {
        var product = await shop.One.ProductAsync(stock: 10_000);
        using var admin = await shop.One.AdminAsync();
        using var other = shop.AtOther(admin);
        using var customer = await shop.One.CustomerAsync();
        await EditAsync(admin, "first");
        (await customer.Http.PutJsonAsync("/api/notifications/preferences", new { language = "ca" })).Is(HttpStatusCode.OK);
        await UntilAllAsync("first");

        // One of the two is not the instance that writes the notifications, or both write some.
        await EditAsync(other, "second");
        await UntilAllAsync("second");
        await EditAsync(admin, "third");
        await UntilAllAsync("third");

        // What is kept in memory lives half a minute: it was dropped before that.
        async Task UntilAllAsync(string subject)
        {
            var watch = Stopwatch.StartNew();
            IReadOnlyList<string?> titles = [];
            await Eventually.TrueAsync(async () => (titles = await TitlesAsync()).All(title => title == subject), () => $"The titles are {string.Join(", ", titles)}.");
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
        }

        async Task<IReadOnlyList<string?>> TitlesAsync()
        {
            var orders = new HashSet<string>();
            for (var i = 0; i < Many; i++)
            {
                orders.Add((await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id.ToString());
            }

            IReadOnlyList<string?> titles = [];
            await Eventually.TrueAsync(
                async () => (titles = [.. (await customer.Http.GetJsonAsync("/api/notifications?channel=in_app&limit=100")).Json.GetProperty("items").EnumerateArray()
                    .Where(i => orders.Contains(i.GetProperty("orderId").ToString()) && i.GetProperty("kind").GetString() == "order_confirmed")
                    .Select(i => i.GetProperty("title").GetString())]).Count == Many,
                () => $"The customer is told of {titles.Count} orders.");
            return titles;
        }
    }

    [Fact]
    public async Task A_shop_has_a_bounded_number_of_languages()
    {
        using var admin = await shop.One.AdminAsync();
        var text = new { subject = "S", text = "T" };
        var added = new List<string>();
        Answer answer;
        do
        {
            added.Add($"/api/notifications/templates/welcome/q{(char)('a' + added.Count)}");
            answer = await admin.PutJsonAsync(added[^1], text, "*");
        }
        while (answer.Status == HttpStatusCode.OK && added.Count < 25);

        answer.Is(HttpStatusCode.UnprocessableEntity).Names("language");
        var languages = (await admin.GetJsonAsync("/api/notifications/templates")).Is(HttpStatusCode.OK).Json.GetProperty("languages");
        Assert.Equal(20, languages.GetArrayLength());
        (await admin.PutJsonAsync(added[0], text, "*")).Is(HttpStatusCode.OK);
        foreach (var path in added)
        {
            (await admin.SendAsync(HttpMethod.Delete, path, null, request => request.Headers.Add("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        }
    }

    static async Task EditAsync(HttpClient admin, string subject) => (await admin.PutJsonAsync(Path, new { subject, text = "Text" }, "*")).Is(HttpStatusCode.OK);
}
