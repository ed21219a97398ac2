using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PersonalData;

/// <summary>A customer of whom the shop knows everything that it can know, each value of which is nowhere else.</summary>
internal sealed class KnownCustomer : IDisposable
{
    public const string Password = "a known customer's password";

    readonly string _mark = "q" + Guid.NewGuid().ToString("N")[..10];

    KnownCustomer(TestShop shop) => Http = shop.Client();

    public Guid Id { get; private set; }

    public HttpClient Http { get; private set; }

    public string Email => $"{_mark}.mail@example.com";

    public string Username => $"{_mark}.login";

    public string Token => $"tok_{_mark}_card";

    public string Phone { get; } = $"+49 30 {Random.Shared.Next(100_000_000, 1_000_000_000)}";

    /// <summary>All of them.</summary>
    public string[] Texts => [_mark, Phone];

    public static async Task<KnownCustomer> RegisterAsync(TestShop shop)
    {
        var customer = new KnownCustomer(shop);
        var profile = await customer.Http.PostJsonAsync(
            "/api/auth/register",
            new
            {
                customer.Username, customer.Email, Password, customer.Phone, firstName = $"{customer._mark} First", lastName = $"{customer._mark} Last",
                address = customer.Address("first"),
            });
        customer.Id = profile.Is(HttpStatusCode.Created).Id;
        customer.Http.Dispose();
        customer.Http = shop.Client(await LogInAsync(shop, customer.Email));
        return customer;
    }

    /// <summary>Signs in and returns the access token.</summary>
    public static async Task<string> LogInAsync(TestShop shop, string email)
    {
        using var client = shop.Client();
        var login = await client.PostJsonAsync("/api/auth/login", new { email, Password });
        return login.Is(HttpStatusCode.OK).Json.GetProperty("accessToken").GetString()!;
    }

    /// <summary>Places an order with addresses, a key and, unless another is named, a token that the provider does not know.</summary>
    public async Task<Answer> OrderAsync(TestProduct product, string? token = null) => (await Http.PostJsonAsync(
        "/api/orders",
        new
        {
            items = new[] { new { sku = product.Sku, quantity = 1 } },
            shippingAddress = Address("order"),
            billingAddress = Address("invoice"),
            payment = new { method = "card", token = token ?? Token },
        },
        $"{_mark}-{Guid.NewGuid()}")).Is(HttpStatusCode.Created);

    /// <summary>Waits until an order is as wanted.</summary>
    public Task UntilAsync(Guid order, Func<System.Text.Json.JsonElement, bool> wanted) => Eventually.AnsweredAsync(Http, $"/api/orders/{order}", wanted);

    public void Dispose() => Http.Dispose();

    public object Address(string label) => new
    {
        label = $"{_mark} {label}", recipient = $"{_mark} {label} recipient", company = $"{_mark} company",
        street = $"{_mark} {label} street 1", street2 = $"{_mark} floor", city = $"{_mark} city", state = "", zipCode = "10115", country = "DE", phone = Phone,
    };
}
