using System.Net;
using Cartwright.Integration.Imports;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Interface;

public sealed class GeneratedClientTests(TestShop shop)
{
    static readonly string[] Tour =
    [
        "registered", "browsed", "searched", "cart of 2: priced", "ordered once", "Confirmed, Completed", "422: Idempotency-Key", "Awaiting_payment for a while",
        "Cancelled", "refunded", "2 payments, Completed", "told", "counted", "Shipped, in the timeline", "Completed, 3", "Ada, 412",
    ];

    /// <summary>Each answer on the way is compared with the document as well, see <see cref="ContractCheck"/>.</summary>
    [Fact]
    public async Task The_tour_of_the_readme_is_walked_with_a_client_that_is_generated_from_the_document()
    {
        using var source = new StreamReader(typeof(GeneratedClientTests).Assembly.GetManifestResourceStream("Tour.cs")!);
        var contract = await shop.Shop.ContractAsync();
        var program = await GeneratedClient.CompileAsync(contract.Text, await source.ReadToEndAsync(TestContext.Current.CancellationToken));
        var product = await shop.ProductAsync(stock: 50, price: 19.90m);
        using var marketplace = await TestImports.OfAsync(shop, new { orders = 500 });
        using var visitor = shop.Client();
        var login = (await visitor.PostJsonAsync("/api/auth/login", new { email = TestShop.AdminEmail, password = TestShop.AdminPassword })).Is(HttpStatusCode.OK);
        var walk = program.GetType("Cartwright.Tour.Walk")!.GetMethod("AsyncOf")!
            .CreateDelegate<Func<Func<string?, HttpClient>, string, string, string, Task<IReadOnlyList<string>>>>();

        var seen = await walk(shop.Client, login.Json.GetProperty("accessToken").GetString()!, product.Sku, marketplace.Name);

        Assert.Equal(Tour, seen);
    }
}
