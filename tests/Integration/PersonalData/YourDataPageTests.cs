using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PersonalData;

/// <summary>The section of the account page, without a script.</summary>
public sealed class YourDataPageTests(TestShop shop)
{
    [Fact]
    public async Task A_customer_downloads_the_data_and_deletes_the_account()
    {
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(customer.Email, KnownCustomer.Password);
        Assert.Contains("Your data", (await browser.GetAsync("/account")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);

        var data = (await browser.GetAsync("/account/data")).Is(HttpStatusCode.OK);

        Assert.Equal("attachment", data.Response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.True(data.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(customer.Email, data.Json.GetProperty("profile").GetProperty("email").GetString());

        Assert.Contains("not your current password", (await EraseAsync(browser, "not the password", "true")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        Assert.Contains("Please confirm", (await EraseAsync(browser, KnownCustomer.Password, "false")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        var deleted = (await EraseAsync(browser, KnownCustomer.Password, "true")).Is(HttpStatusCode.Found);
        Assert.Equal("/", new Uri(shop.Gateway, deleted.Response.Headers.Location!).AbsolutePath);

        Assert.Contains("Your account is deleted.", (await browser.GetAsync("/")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        (await browser.GetAsync("/account")).Is(HttpStatusCode.Found);
        Assert.Contains(
            "do not belong together",
            (await browser.SubmitAsync("/login", "/login", ("_handler", "login"), ("Input.Name", customer.Email), ("Input.Password", KnownCustomer.Password))).Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_names_the_orders_that_keep_an_account()
    {
        var product = await shop.ProductAsync();
        using var customer = await KnownCustomer.RegisterAsync(shop);
        var order = await customer.OrderAsync(product, "tok_ok");
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(customer.Email, KnownCustomer.Password);

        var refused = (await EraseAsync(browser, KnownCustomer.Password, "true")).Is(HttpStatusCode.OK);

        Assert.Contains(order.Json.GetProperty("number").GetString()!, refused.Body, StringComparison.Ordinal);
        (await browser.GetAsync("/account")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_customer_turns_personal_recommendations_off_and_on()
    {
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(customer.Email, KnownCustomer.Password);

        foreach (var personal in new[] { false, true })
        {
            (await browser.SubmitAsync("/account", "/account/recommendations", ("personal", personal ? "true" : "false"))).Is(HttpStatusCode.Found);

            var page = (await browser.GetAsync("/account")).Is(HttpStatusCode.OK).Body;
            Assert.Contains($"Personal recommendations are {(personal ? "on" : "off")}.", page, StringComparison.Ordinal);
            Assert.Contains($"Turn {(personal ? "off" : "on")} personal recommendations", page, StringComparison.Ordinal);
            Assert.Equal(personal, (await customer.Http.GetJsonAsync("/api/recommendations/preferences")).Json.GetProperty("personal").GetBoolean());
        }
    }

    static Task<Answer> EraseAsync(Browser browser, string password, string confirmed) => browser.SubmitAsync(
        "/account", "/account", ("_handler", "erase"), ("Input.Password", password), ("Input.Confirmed", confirmed));
}
