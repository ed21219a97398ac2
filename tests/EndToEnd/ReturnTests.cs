using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

public sealed class ReturnTests(RunningShop shop)
{
    [Fact]
    public async Task A_customer_without_scripts_sends_a_unit_back_on_a_small_telephone_and_gets_the_money()
    {
        using var admin = await shop.AdminAsync();
        await using var ada = await shop.OpenAsync(script: false, width: 360, height: 740);
        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync(2);
        await ada.Page.GotoAsync("/checkout");
        await ada.RegisterAsync("correct horse battery");
        await ada.FillInAddressAsync();
        await ada.PlaceOrderAsync("Test card – approved");
        await ada.SeeStatusAsync("Order confirmed");
        var order = new Uri(ada.Page.Url).Segments[^1];
        foreach (var status in new[] { "shipped", "delivered" })
        {
            await SendAsync(admin, HttpMethod.Put, $"/api/orders/{order}/status", new { status });
        }

        await ada.Page.ReloadAsync();
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Withdraw from the contract" }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm withdrawal" }).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("at least one unit");
        await Expect(ada.Page.GetByText("You can do this until")).ToBeVisibleAsync();
        await ada.Page.GetByLabel("Units to send back").SelectOptionAsync("1");
        await ada.Page.GetByLabel("What should we know?").FillAsync("One was enough.");
        Assert.Equal(360, await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm withdrawal" }).ClickAsync();

        await Expect(ada.Page.Locator("#notices")).ToContainTextAsync("Your withdrawal is confirmed");
        await Expect(ada.Page.Locator("[data-return=approved]")).ToContainTextAsync("Please send it to us");
        await Expect(ada.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel this return" })).ToBeVisibleAsync();
        Assert.Equal(360, await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var found = (await admin.GetFromJsonAsync<JsonElement>($"/api/orders/{order}/returns", TestContext.Current.CancellationToken)).GetProperty("items")[0];
        Assert.Equal("One was enough.", found.GetProperty("comment").GetString());
        var path = $"/api/returns/{found.GetProperty("id").GetGuid()}";
        await SendAsync(admin, HttpMethod.Post, $"{path}/receive", null);
        var sku = found.GetProperty("items")[0].GetProperty("sku").GetString();
        await SendAsync(admin, HttpMethod.Post, $"{path}/inspect", new { items = new[] { new { sku, restocked = 1, scrapped = 0 } } });

        // The page looks again by itself until the refund is through.
        await ada.Page.ReloadAsync();
        await Expect(ada.Page.Locator("[data-return=completed]")).ToContainTextAsync("Your money was given back");
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Withdraw from the contract" }).ClickAsync();
        await Expect(ada.Page.GetByLabel("Units to send back").Locator("option")).ToHaveCountAsync(2);
        Assert.Empty(ada.Complaints);
    }

    static async Task SendAsync(HttpClient admin, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await admin.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
