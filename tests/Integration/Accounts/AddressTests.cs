using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.AccountsService;

/// <summary>An address is the same in the address book and in an order.</summary>
public sealed class AddressTests(TestShop shop)
{
    static readonly string[] Members = ["recipient", "company", "street", "street2", "city", "state", "zipCode", "country", "phone"];

    [Theory]
    [InlineData("""{"street":"Main Street 1","city":"Berlin","state":"","zipCode":"10115","country":"DE"}""")]
    [InlineData("""{"street":" 1 Queen's Road ","city":"Central","country":"hk"}""")]
    [InlineData("""{"street":"12 Main Street","city":"Dublin","zipCode":"","country":"IE"}""")]
    [InlineData(
        """
        {"recipient":"Grace Hopper","company":"Navy","street":"1 Main St","street2":"Apt. 5","city":"Arlington","state":"VA","zipCode":"22202-1234","country":"US",
         "phone":"+1 (703) 555-0100"}
        """)]
    public async Task The_address_book_and_an_order_accept_the_same_address_and_show_it_alike(string address)
    {
        using var customer = await shop.CustomerAsync();
        var product = await shop.ProductAsync(stock: 1);

        var saved = (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/addresses", address)).Is(HttpStatusCode.Created).Json;
        var placed = (await customer.Http.PostJsonAsync(
            "/api/orders",
            $$$"""{"items":[{"sku":"{{{product.Sku}}}","quantity":1}],"shippingAddress":{{{address}}},"payment":{"method":"card","token":"tok_ok"}}""",
            Guid.NewGuid().ToString())).Is(HttpStatusCode.Created);

        var stored = (await customer.Http.GetJsonAsync($"/api/orders/{placed.Id}")).Is(HttpStatusCode.OK).Json;
        var listed = (await customer.Http.GetJsonAsync($"/api/users/{customer.Id}/addresses")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.All([listed, placed.Json.GetProperty("shippingAddress"), stored.GetProperty("shippingAddress")], other => Assert.Equal(Texts(saved), Texts(other)));
        Assert.Equal(2, saved.GetProperty("country").GetString()!.Count(char.IsAsciiLetterUpper));
    }

    [Fact]
    public async Task A_recipient_that_is_left_out_is_the_user()
    {
        using var client = shop.Client();
        var product = await shop.ProductAsync(stock: 2);
        var name = "u" + Guid.NewGuid().ToString("N")[..12];
        var (email, password) = ($"{name}@example.com", "a customer's password");
        // As long as names can be: the token carries them.
        var (first, last) = (new string('艾', 100), new string('达', 100));
        var registered = (await client.PostJsonAsync(
            "/api/auth/register", new { username = name, email, password, firstName = first, lastName = last, address = OrderBody.Address })).Is(HttpStatusCode.Created);
        Assert.Equal($"{first} {last}", Recipient(registered.Json.GetProperty("addresses")[0]));
        var login = (await client.PostJsonAsync("/api/auth/login", new { email, password })).Is(HttpStatusCode.OK).Json;
        using var user = shop.Client(login.GetProperty("accessToken").GetString());

        var addresses = $"/api/users/{registered.Id}/addresses";
        var own = (await user.PostJsonAsync(addresses, OrderBody.Address)).Is(HttpStatusCode.Created);
        var other = (await user.PostJsonAsync(
            addresses, new { recipient = "Grace Hopper", street = "Main Street 2", city = "Berlin", zipCode = "10115", country = "DE" })).Is(HttpStatusCode.Created);
        var replaced = (await user.PutJsonAsync($"{addresses}/{other.Id}", OrderBody.Address, "\"1\"")).Is(HttpStatusCode.OK);
        var placed = (await user.PostJsonAsync("/api/orders", OrderBody.Of([(product.Sku, 1)]), Guid.NewGuid().ToString())).Is(HttpStatusCode.Created);
        var refreshed = (await client.PostJsonAsync("/api/auth/refresh", new { refreshToken = login.GetProperty("refreshToken").GetString() })).Is(HttpStatusCode.OK).Json;
        using var later = shop.Client(refreshed.GetProperty("accessToken").GetString());
        var second = (await later.PostJsonAsync("/api/orders", OrderBody.Of([(product.Sku, 1)]), Guid.NewGuid().ToString())).Is(HttpStatusCode.Created);

        Assert.Equal("Grace Hopper", Recipient(other.Json));
        Assert.All(
            [own.Json, replaced.Json, placed.Json.GetProperty("shippingAddress"), second.Json.GetProperty("shippingAddress")],
            address => Assert.Equal($"{first} {last}", Recipient(address)));
    }

    static string? Recipient(JsonElement address) => address.GetProperty("recipient").GetString();

    static IEnumerable<string?> Texts(JsonElement address) => Members.Select(member => address.GetProperty(member).GetString());
}
