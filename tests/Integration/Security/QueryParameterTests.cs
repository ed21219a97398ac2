using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Security;

/// <summary>An operation refuses the parameters that it does not have, and reads those that its documentation names.</summary>
[Collection(nameof(SecurityWorld))]
public sealed class QueryParameterTests(SecurityWorld world)
{
    const string Unknown = "no-such-parameter";

    [Fact]
    public async Task Every_operation_names_the_parameter_that_it_does_not_have_and_no_other()
    {
        var paths = (await world.Admin.GetJsonAsync("/openapi.json")).Is(HttpStatusCode.OK).Json.GetProperty("paths");
        var wrong = new List<string>();
        foreach (var (method, path, parameters) in paths.EnumerateObject().SelectMany(Operations))
        {
            var query = string.Join('&', parameters.Append(Unknown).Select(p => $"{p}=1"));
            var answer = await world.Admin.SendAsync(method, $"{path}?{query}");
            if (answer.Status != HttpStatusCode.BadRequest || !answer.Fields.SequenceEqual([Unknown]))
            {
                wrong.Add($"{method} {path}?{query} -> {(int)answer.Status} {answer.Body}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("nobody", "/api/products?brand=Acme", "brand")]
    [InlineData("nobody", "/api/products?Limit=1&Brand=Acme&colour=red", "brand,colour")]
    [InlineData("customer", "/api/orders?nummer=CW-00000-00000", "nummer")]
    [InlineData("customer", "/api/orders/{order}?id={order}", "id")]
    [InlineData("customer", "/api/orders/{order}?Idempotency-Key=1", "Idempotency-Key")]
    [InlineData("nobody", "/api/cart?cache=1", "cache")]
    [InlineData("admin", "/api/admin/orders/dead-letters?nmae=order.created", "nmae")]
    public async Task A_parameter_that_would_be_ignored_is_refused_by_its_name(string who, string path, string names) =>
        Assert.Equal(names.Split(','), (await world.As(who).GetJsonAsync(world.Fill(path))).Is(HttpStatusCode.BadRequest).Fields);

    [Theory]
    [InlineData("/api/unknown?utm_source=letter", HttpStatusCode.NotFound)]
    [InlineData("/?utm_source=letter", HttpStatusCode.OK)]
    [InlineData("/search?q=lamp&utm_source=letter", HttpStatusCode.OK)]
    public async Task Pages_may_be_asked_for_with_any_query(string path, HttpStatusCode status) => (await world.As("nobody").GetJsonAsync(path)).Is(status);

    // The keys of tokens are at a path of a standard.
    static IEnumerable<(HttpMethod Method, string Path, string[] Parameters)> Operations(JsonProperty path) =>
        from operation in path.Value.EnumerateObject()
        where !path.Name.StartsWith("/.well-known/", StringComparison.Ordinal)
        select (
            new HttpMethod(operation.Name.ToUpperInvariant()),
            Path(path.Name),
            operation.Value.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!).ToArray()
                : []);

    static string Path(string template) => string.Join('/', template.Split('/').Select(step =>
        step == "{service}" ? "orders" : step.StartsWith('{') ? "00000000-0000-0000-0000-000000000001" : step));
}
