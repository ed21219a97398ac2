using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cartwright.EndToEnd;

/// <summary>The pages take the addresses that the services take, and show all of them.</summary>
public sealed class AddressTests(RunningShop shop)
{
    const string Password = "correct horse battery";

    [Fact]
    public async Task A_customer_orders_to_any_country_and_sees_the_whole_address_on_a_small_telephone()
    {
        const int width = 360;
        await using var ada = await shop.OpenAsync(width: width, height: 740);
        await ada.BrowseToProductAsync();
        await ada.AddToCartAsync();
        await ada.Page.GotoAsync("/checkout");
        await ada.RegisterAsync(Password);
        await ada.Page.GetByLabel("Recipient").FillAsync("Grace Hopper");
        await ada.Page.GetByLabel("Company").FillAsync("Analytical Engines");
        await ada.Page.GetByLabel("Street and number").FillAsync("1 Queen's Road");
        await ada.Page.GetByLabel("Apartment, floor or building").FillAsync("Floor 3");
        await ada.Page.GetByLabel("City").FillAsync("Central");
        await ada.Page.GetByLabel("Phone for the carrier").FillAsync("+852 2123 4567");
        await ada.Page.GetByLabel("Keep this address").CheckAsync();
        Assert.Equal(width, await WidthAsync(ada));

        // The country is still Germany, where an address needs a postal code.
        await ada.PlaceOrderAsync("Test card – approved");
        await Expect(ada.Page.Locator("#Input-ShippingAddress-ZipCode-error")).ToBeVisibleAsync();
        await ada.Page.GetByLabel("Country").SelectOptionAsync("HK");
        await ada.PlaceOrderAsync("Test card – approved");
        // Its tax is another one.
        await Expect(ada.Page.Locator(".alert-error")).ToContainTextAsync("The total has changed");
        await ada.PlaceOrderAsync("Test card – approved");
        await ada.SeeStatusAsync("Order confirmed");

        string[] lines = ["Grace Hopper", "Analytical Engines", "1 Queen's Road", "Floor 3", "Central", "Hong Kong", "+852 2123 4567"];
        foreach (var line in lines)
        {
            await Expect(ada.Page.Locator("address")).ToContainTextAsync(line);
        }

        Assert.Equal(width, await WidthAsync(ada));
        await ada.Page.GotoAsync("/account");
        foreach (var line in lines)
        {
            await Expect(ada.Page.Locator(".address-list")).ToContainTextAsync(line);
        }

        Assert.Equal(width, await WidthAsync(ada));
        Assert.Empty(ada.Complaints);
    }

    static Task<int> WidthAsync(Customer customer) => customer.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
}
