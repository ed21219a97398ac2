using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

/// <summary>Somebody who shops, with a browser of their own.</summary>
public sealed class Customer : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly List<string> _complaints = [];

    public Customer(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser had to complain of.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Goes from the home page over a department to a product of which there is plenty, in the variant that is offered first.</summary>
    public async Task BrowseToProductAsync()
    {
        await Page.GotoAsync("/");
        await Page.Locator(".department a").First.ClickAsync();
        var cards = Page.Locator(".product-card:not(:has(.stock))");
        for (var card = 0; ; card++)
        {
            await cards.Nth(card).Locator("a").First.ClickAsync();
            await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" })).ToBeVisibleAsync();
            if (await Page.Locator("#buy .stock-good").IsVisibleAsync())
            {
                return;
            }

            await Page.GoBackAsync();
        }
    }

    public async Task AddToCartAsync(int quantity = 1)
    {
        await Page.GetByLabel("Quantity").FillAsync(quantity.ToString(CultureInfo.InvariantCulture));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await Expect(Page.Locator("#notices")).ToContainTextAsync("is in your cart");
    }

    public Task ExpectCartCountAsync(int count) =>
        Expect(Page.Locator("[data-cart-count]")).ToHaveAttributeAsync("data-cart-count", count.ToString(CultureInfo.InvariantCulture));

    public async Task GoToCheckoutAsync()
    {
        await Page.Locator("#cart-link").ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Go to checkout" }).ClickAsync();
    }

    /// <summary>Opens an account from the sign-in page.</summary>
    /// <returns>The name to sign in with.</returns>
    public async Task<string> RegisterAsync(string password)
    {
        var name = $"ada{Guid.NewGuid():n}"[..16];
        await Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await Page.GetByLabel("Email").FillAsync($"{name}@example.org");
        await Page.GetByLabel("Username").FillAsync(name);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Create an account" })).ToBeHiddenAsync();
        return name;
    }

    public async Task SignInAsync(string name, string password)
    {
        await Page.GetByLabel("Email or username").FillAsync(name);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public async Task SignOutAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();
        await Expect(Page.Locator("#notices")).ToContainTextAsync("You are signed out");
    }

    public async Task FillInAddressAsync()
    {
        await Page.GetByLabel("Street and number").FillAsync("Lange Straße 12");
        await Page.GetByLabel("Postal code").FillAsync("10115");
        await Page.GetByLabel("City").FillAsync("Berlin");
        await Page.GetByLabel("Country").SelectOptionAsync("DE");
    }

    public async Task PlaceOrderAsync(string card)
    {
        await Page.GetByLabel(card).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Place order and pay" }).ClickAsync();
    }

    /// <summary>Looks at the order's page, without touching it, until it tells of a status.</summary>
    public Task SeeStatusAsync(string headline) =>
        Expect(Page.Locator("[data-status]")).ToHaveTextAsync(headline);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
