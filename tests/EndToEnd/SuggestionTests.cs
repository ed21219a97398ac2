using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

/// <summary>The search field suggests what a customer may be typing, for mouse, keyboard and screen readers.</summary>
public sealed class SuggestionTests(RunningShop shop)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_customer_chooses_a_suggestion_with_the_keyboard(int width)
    {
        await using var ada = await shop.OpenAsync(width: width);
        await ada.Page.GotoAsync("/");
        var field = ada.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search the shop" });
        var list = ada.Page.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" });

        await field.FillAsync("lam");
        await Expect(list.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        Assert.True(
            await ada.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "The page is wider than the window.");

        // Escape closes the list, and an arrow opens it again.
        await field.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();
        await Expect(field).ToHaveValueAsync("lam");
        await field.PressAsync("ArrowDown");
        await Expect(list).ToBeVisibleAsync();

        // The last option is a product.
        await field.PressAsync("ArrowUp");
        var product = list.GetByRole(AriaRole.Option).Last;
        await Expect(product).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", (await product.GetAttributeAsync("id"))!);
        var name = await product.Locator(".suggestion-name").InnerTextAsync();
        await field.PressAsync("Enter");
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task A_click_chooses_a_suggestion_and_enter_alone_searches()
    {
        await using var ada = await shop.OpenAsync();
        await ada.Page.GotoAsync("/");
        var field = ada.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search the shop" });
        await field.FillAsync("lamp");
        var product = ada.Page.GetByRole(AriaRole.Option).Last;
        var name = await product.Locator(".suggestion-name").InnerTextAsync();
        await product.ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);

        await field.FillAsync("lamp");
        await Expect(ada.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await field.PressAsync("Enter");
        await Expect(ada.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=lamp$"));
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task Without_a_script_the_field_searches()
    {
        await using var ada = await shop.OpenAsync(script: false);
        await ada.Page.GotoAsync("/");
        var field = ada.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the shop" });
        await field.FillAsync("lamp");
        await field.PressAsync("Enter");
        await Expect(ada.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=lamp$"));
        Assert.Empty(ada.Complaints);
    }
}
