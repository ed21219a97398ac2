using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

public sealed class ShoppingTests(RunningShop shop)
{
    const string Password = "correct horse battery";
    const string GoodCard = "Test card – approved";
    const string BadCard = "Test card – declined";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_visitor_browses_registers_and_orders_with_and_without_a_script(bool script)
    {
        await using var ada = await shop.OpenAsync(script);

        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync(quantity: 2);
        await ada.ExpectCartCountAsync(2);
        await ada.GoToCheckoutAsync();
        await ada.RegisterAsync(Password);
        await ada.FillInAddressAsync();
        await ada.PlaceOrderAsync(GoodCard);
        await ada.SeeStatusAsync("Order confirmed");

        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Orders" }).First.ClickAsync();
        await Expect(ada.Page.Locator(".order-row")).ToContainTextAsync("Order confirmed");
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task A_declined_card_is_replaced_on_the_order_s_page()
    {
        await using var ada = await shop.OpenAsync();
        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync();
        await ada.GoToCheckoutAsync();
        await ada.RegisterAsync(Password);
        await ada.FillInAddressAsync();
        await ada.PlaceOrderAsync(BadCard);
        await ada.SeeStatusAsync("Payment failed");

        await ada.Page.GetByLabel(GoodCard).CheckAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Pay €" }).ClickAsync();

        await ada.SeeStatusAsync("Order confirmed");
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task A_cart_that_was_changed_in_another_tab_is_looked_at_again_before_it_is_ordered()
    {
        await using var ada = await shop.OpenAsync();
        await ada.BrowseToProductAsync();
        var product = ada.Page.Url;
        await ada.AddToCartAsync();
        await ada.GoToCheckoutAsync();
        await ada.RegisterAsync(Password);
        await ada.FillInAddressAsync();
        var otherTab = await ada.Page.Context.NewPageAsync();
        await otherTab.GotoAsync(product);
        await otherTab.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await Expect(otherTab.Locator("#notices")).ToContainTextAsync("is in your cart");

        await ada.PlaceOrderAsync(GoodCard);
        await Expect(ada.Page.Locator("#notices")).ToContainTextAsync("Your cart has changed");
        await ada.ExpectCartCountAsync(2);

        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Go to checkout" }).ClickAsync();
        await ada.FillInAddressAsync();
        await ada.PlaceOrderAsync(GoodCard);
        await ada.SeeStatusAsync("Order confirmed");
        await Expect(ada.Page.Locator("[data-cart-count]")).ToHaveCountAsync(0);
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task A_guest_s_cart_is_kept_when_signing_in()
    {
        await using var ada = await shop.OpenAsync();
        await ada.Page.GotoAsync("/login");
        var name = await ada.RegisterAsync(Password);
        await ada.SignOutAsync();
        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync(quantity: 3);

        await ada.Page.GotoAsync("/login");
        await ada.SignInAsync(name, Password);

        await ada.ExpectCartCountAsync(3);
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task The_cart_changes_without_leaving_the_page()
    {
        await using var ada = await shop.OpenAsync();
        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync();
        await ada.Page.GotoAsync("/cart");
        await ada.Page.EvaluateAsync("window.stayed = true");

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "One more of" }).ClickAsync();
        await ada.ExpectCartCountAsync(2);
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Your cart is empty" })).ToBeVisibleAsync();

        Assert.True(await ada.Page.EvaluateAsync<bool>("window.stayed"));
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task A_form_that_is_sent_three_times_at_once_makes_one_order()
    {
        await using var ada = await shop.OpenAsync();
        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync();
        await ada.GoToCheckoutAsync();
        await ada.RegisterAsync(Password);
        await ada.FillInAddressAsync();

        var pages = await ada.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const form = document.querySelector("form[data-once]");
              const send = async () => (await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })).url;
              return await Promise.all([send(), send(), send()]);
            }
            """);

        Assert.Contains("/orders/", Assert.Single(pages.Distinct()), StringComparison.Ordinal);
        await ada.Page.GotoAsync("/orders");
        await Expect(ada.Page.Locator(".order-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_a_service_refuses_is_told_beside_the_field()
    {
        await using var ada = await shop.OpenAsync();
        await ada.Page.GotoAsync("/login");
        var name = await ada.RegisterAsync(Password);
        await ada.SignOutAsync();

        await ada.Page.GotoAsync("/register");
        await ada.Page.GetByLabel("Email").FillAsync("somebody.else@example.org");
        await ada.Page.GetByLabel("Username").FillAsync(name);
        await ada.Page.GetByLabel("Password").FillAsync(Password);
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();

        var username = ada.Page.GetByLabel("Username");
        await Expect(username).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(username).ToHaveValueAsync(name);
        await Expect(ada.Page.Locator("#Input-Username-error")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=lamp")]
    [InlineData("/cart")]
    [InlineData("/register")]
    public async Task Pages_fit_a_small_telephone(string address)
    {
        await using var ada = await shop.OpenAsync(width: 360, height: 740);

        await ada.Page.GotoAsync(address);

        Assert.Equal(360, await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(ada.Complaints);
    }
}
