using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Security;

[Collection(nameof(SecurityWorld))]
public sealed class BadQueryTests(SecurityWorld world)
{
    static readonly (string As, string Path, string[] Parameters)[] Lists =
    [
        ("nobody", "/api/products", ["limit", "cursor", "sort"]),
        ("nobody", "/api/products/search", ["limit", "cursor", "sort", "priceMin", "priceMax"]),
        ("admin", "/api/customers", ["limit", "cursor"]),
        ("customer", "/api/orders", ["limit", "cursor", "status"]),
        ("customer", "/api/orders/user/{me}", ["limit", "cursor", "status"]),
        ("customer", "/api/users/{me}/orders", ["limit", "cursor", "status"]),
        ("customer", "/api/notifications", ["limit", "cursor", "channel"]),
    ];

    static readonly Dictionary<string, string[]> Bad = new()
    {
        ["limit"] = ["0", "-1", "101", "abc", "1.5", "1e400", "99999999999", "1; drop table orders"],
        ["cursor"] = ["abc", "%00", "..", "' or 1=1 --", "AAAA", "w7_Dvw", new('x', 2000)],
        ["sort"] = ["unknown", "price; drop table products", "%00"],
        ["priceMin"] = ["-1", "abc", "1,5", "1 000", "(5)", "1e400", "NaN", "99999999999999999999999999999999"],
        ["priceMax"] = ["-1", "abc", "1e400", "NaN"],
        ["status"] = ["unknown", "%00", "' or 1=1 --"],
        ["channel"] = ["unknown", "%00"],
    };

    /// <summary>A list, one of its parameters, and who may read it.</summary>
    public static TheoryData<string, string, string> Parameters =>
        new(from list in Lists from parameter in list.Parameters select (list.As, list.Path, parameter));

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Every_bad_value_of_a_query_is_refused_by_name(string who, string path, string parameter)
    {
        foreach (var bad in Bad[parameter])
        {
            var answer = await world.As(who).GetJsonAsync($"{world.Fill(path)}?{parameter}={(bad == "%00" ? bad : Uri.EscapeDataString(bad))}");

            Assert.True(answer.Status == HttpStatusCode.BadRequest && answer.Fields.Contains(parameter), $"{parameter}={bad} -> {(int)answer.Status} {answer.Body}");
        }
    }

    [Theory]
    [InlineData("nobody", "/api/products?category={0}")]
    [InlineData("nobody", "/api/products/search?q={0}")]
    [InlineData("nobody", "/api/products/search?category={0}")]
    [InlineData("nobody", "/api/products/skus?sku={0}")]
    [InlineData("nobody", "/api/inventory/availability?sku={0}")]
    [InlineData("admin", "/api/customers?q={0}")]
    [InlineData("nobody", "/api/products/images/{0}")]
    [InlineData("nobody", "/api/products/by-slug/{0}")]
    [InlineData("nobody", "/api/products/{0}")]
    [InlineData("customer", "/api/orders/{0}")]
    [InlineData("customer", "/api/users/{0}/addresses")]
    [InlineData("nobody", "/api/inventory/{0}")]
    [InlineData("customer", "/api/payments/{0}")]
    [InlineData("customer", "/api/payments?orderId={0}")]
    public async Task No_text_in_an_address_breaks_anything(string who, string path)
    {
        string[] texts =
        [
            "'", "' or 1=1 --", "'; drop table products; --", "\" or \"\"=\"", "\\", "%", "_", "<script>alert(1)</script>", "(", "a & | ! :*", "\"", "-", "..%2f..%2fetc",
            "\0", "a\0b", new string('x', 5000), "\u202e\ud83d\ude00", "{0}", "$1", "@id", "null",
        ];
        foreach (var text in texts)
        {
            var answer = await world.As(who).GetJsonAsync(path.Replace("{0}", Uri.EscapeDataString(text), StringComparison.Ordinal));

            Assert.True((int)answer.Status is 200 or (>= 400 and < 500), $"{text} -> {(int)answer.Status} {answer.Body}");
            if (!answer.Response.IsSuccessStatusCode && answer.Body.Length > 0)
            {
                Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Theory]
    [InlineData("nobody", "/api/inventory/availability?sku=a%00b", "sku")]
    [InlineData("nobody", "/api/products/search?q=%00&limit=1", "q")]
    [InlineData("nobody", "/api/products?unknown=%00", "unknown")]
    [InlineData("nobody", "/api/products?q=%00&q%00=1&%00q=2", "q")]
    [InlineData("admin", "/api/imports/orders?label=a%00", "label")]
    [InlineData("admin", "/api/admin/orders/dead-letters?name=%00", "name")]
    public async Task A_nul_in_a_query_is_refused_by_the_name_of_its_parameter(string who, string path, string parameter) =>
        Assert.Equal([parameter], (await world.As(who).GetJsonAsync(path)).Is(HttpStatusCode.BadRequest).Fields);

    [Theory]
    [InlineData("customer", "/api/payments", "orderId")]
    [InlineData("nobody", "/api/inventory/availability", "sku")]
    public async Task A_value_that_is_missing_is_named(string who, string path, string parameter)
    {
        (await world.As(who).GetJsonAsync(path)).Is(HttpStatusCode.BadRequest).Names(parameter);
    }

    [Theory]
    [InlineData("GET", "nobody", "/api/products/not-an-id", 404)]
    [InlineData("GET", "nobody", "/api/products/{nothing}", 404)]
    [InlineData("GET", "nobody", "/api/inventory/{nothing}", 404)]
    [InlineData("GET", "nobody", "/api/inventory/not-an-id", 404)]
    [InlineData("GET", "nobody", "/api/unknown", 404)]
    [InlineData("GET", "nobody", "/api/products/images/0000.svg", 404)]
    [InlineData("GET", "nobody", "/api/products/by-slug/not-a-slug-of-any-product", 404)]
    [InlineData("GET", "nobody", "/api/products/by-slug/Not_a_slug", 404)]
    [InlineData("PATCH", "nobody", "/api/products/{product}", 405)]
    [InlineData("DELETE", "nobody", "/api/auth/login", 405)]
    [InlineData("GET", "customer", "/api/orders/not-an-id", 404)]
    [InlineData("GET", "customer", "/api/orders/{nothing}", 404)]
    [InlineData("GET", "customer", "/api/payments/{nothing}", 404)]
    [InlineData("POST", "customer", "/api/notifications/{nothing}/read", 404)]
    [InlineData("POST", "customer", "/api/orders/{nothing}/cancel", 404)]
    [InlineData("GET", "admin", "/api/users/{nothing}", 404)]
    [InlineData("GET", "admin", "/api/customers/{nothing}", 404)]
    [InlineData("GET", "admin", "/api/users/{nothing}/addresses", 404)]
    [InlineData("DELETE", "admin", "/api/products/{nothing}", 428)]
    public async Task What_does_not_exist_is_told_as_a_problem(string method, string who, string path, int status)
    {
        var answer = await world.As(who).SendAsync(new HttpMethod(method), world.Fill(path));

        answer.Is((HttpStatusCode)status);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
    }
}
