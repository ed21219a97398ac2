using System.Net;
using Cartwright.Tests.CatalogService;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Security;

/// <summary>Tests in a <see cref="SecurityWorld"/>: they run one at a time, with no others beside them, and none of them stores anything.</summary>
[CollectionDefinition(nameof(SecurityWorld), DisableParallelization = true)]
public sealed class SecurityWorldTests : ICollectionFixture<SecurityWorld>;

/// <summary>A shop in which a customer, another customer and an administrator have something each that the first may not touch.</summary>
public sealed class SecurityWorld(TestShop shop) : IAsyncLifetime
{
    readonly Dictionary<string, string> _names = [];
    TestCustomer? _customer;
    TestCustomer? _other;
    HttpClient? _admin;
    HttpClient? _nobody;
    IReadOnlyList<string> _contents = [];

    public TestCustomer Customer => _customer!;

    public TestCustomer Other => _other!;

    public HttpClient Admin => _admin!;

    public async ValueTask InitializeAsync()
    {
        _customer = await shop.CustomerAsync();
        _other = await shop.CustomerAsync();
        _admin = await shop.AdminAsync();
        _nobody = shop.Client();
        var product = await shop.ProductAsync();
        var image = await _admin.UploadAsync(Uploads.Drawing(), "image/svg+xml");
        _names["image"] = image.Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!;
        _names["sku"] = product.Sku;
        _names["product"] = product.Id.ToString();
        _names["me"] = Customer.Id.ToString();
        _names["other"] = Other.Id.ToString();
        _names["nothing"] = Guid.CreateVersion7().ToString();
        _names["myAddress"] = (await AddAddressAsync(Customer)).ToString();
        _names["otherAddress"] = (await AddAddressAsync(Other)).ToString();

        // A user's cart is made by the first look at it.
        await Admin.GetJsonAsync("/api/cart");
        await Customer.Http.GetJsonAsync("/api/cart");

        var mine = await Customer.OrderAsync(product.Sku, 1);
        var theirs = await Other.OrderAsync(product.Sku, 1);
        await Customer.UntilAsync(mine.Is(HttpStatusCode.Created).Id, "confirmed");
        await Other.UntilAsync(theirs.Is(HttpStatusCode.Created).Id, "confirmed");
        _names["order"] = mine.Id.ToString();
        _names["otherOrder"] = theirs.Id.ToString();
        var payments = await Other.Http.GetJsonAsync($"/api/payments?orderId={theirs.Id}");
        _names["otherPayment"] = payments.Json.GetProperty("items")[0].GetProperty("id").GetString()!;
        var told = default(Answer);
        await Eventually.TrueAsync(
            async () => (told = await Other.Http.GetJsonAsync("/api/notifications")).Json.GetProperty("items").GetArrayLength() > 0, () => "The other customer was told nothing.");
        _names["otherNotification"] = told!.Json.GetProperty("items")[0].GetProperty("id").GetString()!;
        await RestAsync();
    }

    public ValueTask DisposeAsync()
    {
        _customer!.Dispose();
        _other!.Dispose();
        _admin!.Dispose();
        _nobody!.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The client of <c>nobody</c>, the <c>customer</c> or the <c>admin</c>.</summary>
    public HttpClient As(string who) => who switch
    {
        "admin" => _admin!,
        "customer" => Customer.Http,
        _ => _nobody!,
    };

    /// <summary>Puts ids in the place of their names in braces.</summary>
    public string Fill(string text) => _names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    /// <summary>Asserts that nothing was stored since the world was made.</summary>
    public async Task UnchangedAsync() => Assert.Equal(_contents, await ShopContents.ReadAsync(shop));

    async Task RestAsync()
    {
        Assert.Equal("clean", await shop.AuditAsync());
        // Stock is told on by timers: the shop is at rest when nothing changed for longer than they pause.
        using var round = new PeriodicTimer(TimeSpan.FromSeconds(2));
        IReadOnlyList<string> before;
        do
        {
            before = _contents;
            _contents = await ShopContents.ReadAsync(shop);
        }
        while (!before.SequenceEqual(_contents) && await round.WaitForNextTickAsync());
    }

    static async Task<Guid> AddAddressAsync(TestCustomer customer) =>
        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/addresses", OrderBody.Address)).Is(HttpStatusCode.Created).Id;
}
