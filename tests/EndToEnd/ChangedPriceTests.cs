using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

public sealed class ChangedPriceTests(RunningShop shop)
{
    [Fact]
    public async Task A_price_that_changes_during_the_checkout_is_shown_before_it_is_charged()
    {
        using var admin = await shop.AdminAsync();
        var lamp = new { name = $"Lamp {Guid.NewGuid().ToString("N")[..8]}", category = "home-kitchen", sku = $"LAMP-{Guid.NewGuid().ToString("N")[..8]}", price = 100m };
        var added = await SendAsync(admin, HttpMethod.Post, "/api/products", lamp);
        await SendAsync(admin, HttpMethod.Put, $"/api/inventory/{added.GetProperty("id").GetString()}", new { stockLevel = 500, warehouseId = "main", lamp.sku });
        await using var ada = await shop.OpenAsync();
        await BuyableAsync(ada.Page, $"/products/{added.GetProperty("slug").GetString()}");
        await ada.AddToCartAsync();
        await ada.GoToCheckoutAsync();
        await ada.RegisterAsync("correct horse battery");
        await ada.FillInAddressAsync();

        await SendAsync(admin, HttpMethod.Put, $"/api/products/{added.GetProperty("id").GetString()}", lamp with { price = 150m }, ifMatch: "*");
        await ada.PlaceOrderAsync("Test card – approved");

        await Expect(ada.Page.Locator("main")).ToContainTextAsync("The total has changed.");
        await Expect(ada.Page.Locator(".totals")).ToContainTextAsync("€178.50");
        await ada.PlaceOrderAsync("Test card – approved");
        await ada.SeeStatusAsync("Order confirmed");
        await Expect(ada.Page.Locator(".totals")).ToContainTextAsync("€178.50");
        Assert.Empty(ada.Complaints);
    }

    // Catalog learns of the stock a moment later.
    static async Task BuyableAsync(IPage page, string path)
    {
        do
        {
            await page.GotoAsync(path);
        }
        while (!await page.Locator("#buy .stock-good").IsVisibleAsync());
    }

    static async Task<JsonElement> SendAsync(HttpClient admin, HttpMethod method, string path, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.ParseAdd(ifMatch);
        }

        using var answer = await admin.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
