using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

public sealed class ShippingMethodTests(RunningShop shop)
{
    [Fact]
    public async Task A_customer_without_scripts_chooses_how_the_order_is_sent_on_a_small_telephone()
    {
        using var admin = await shop.AdminAsync();
        using var edit = new HttpRequestMessage(HttpMethod.Put, "/api/shipping/rates") { Content = JsonContent.Create(Rates) };
        edit.Headers.IfMatch.ParseAdd("*");
        (await admin.SendAsync(edit, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await using var ada = await shop.OpenAsync(script: false, width: 360, height: 740);
        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync();
        await ada.Page.GotoAsync("/checkout");
        await ada.RegisterAsync("correct horse battery");
        await ada.FillInAddressAsync();
        await ada.Page.GetByLabel("Postal code").FillAsync("101");
        await ada.Page.GetByLabel("Country").SelectOptionAsync("IS");

        // The page has shown the ways to Germany.
        await ada.PlaceOrderAsync("Test card – approved");
        await Expect(ada.Page.GetByLabel("Iceland post")).ToBeCheckedAsync();
        await Expect(ada.Page.Locator(".totals")).ToContainTextAsync("€33.00");
        await ada.Page.GetByLabel("Iceland express").CheckAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Update delivery and total" }).ClickAsync();
        await Expect(ada.Page.Locator(".totals")).ToContainTextAsync("€66.00");
        Assert.Equal(360, await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await ada.PlaceOrderAsync("Test card – approved");

        await Expect(ada.Page.Locator("[data-status]")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator(".totals")).ToContainTextAsync("Iceland express");
        await Expect(ada.Page.Locator(".totals")).ToContainTextAsync("€66.00");
    }

    // Another country than that of the other tests.
    static object Rates => new
    {
        zones = new[] { new { code = "iceland", name = "Iceland", countries = new[] { "IS" } } },
        methods = new[] { Method("post", "Iceland post", 9, 33m), Method("express", "Iceland express", 1, 66m) },
    };

    static object Method(string code, string name, int days, decimal price) => new
    {
        code, name, days, active = true, rates = new[] { new { zone = "iceland", currency = "EUR", bands = new[] { new { price } } } },
    };
}
