using System.Globalization;
using System.Net;
using System.Text.Json;
using Cartwright.Tests.Security;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Interface;

/// <summary>The document of the interface says what the server does.</summary>
public sealed class ContractTests(TestShop shop)
{
    static readonly string[] Amounts = ["price", "unitPrice", "lineTotal", "subtotal", "tax", "shipping", "total", "refunded"];

    // Needed beside some values of other members only, which no document can say.
    static readonly string[] Dependent =
    [
        "zipCode", "address.zipCode", "shippingAddress.zipCode", "billingAddress.zipCode", "email", "items", "items[0].sku", "reference",
        "variants[0].price", "items[0].variants[0].price",
    ];

    const string Some = "00000000-0000-0000-0000-000000000001";

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_and_a_tag()
    {
        var contract = await shop.Shop.ContractAsync();

        var wrong = contract.Operations.Where(operation =>
            operation.Id.Length == 0
            || !char.IsAsciiLetterLower(operation.Id[0])
            || !operation.Json.TryGetProperty("summary", out var summary) || summary.GetString() is not [_, .., '.']
            || operation.Json.GetProperty("tags").GetArrayLength() != 1);
        var twice = contract.Operations.GroupBy(operation => operation.Id).Where(group => group.Count() > 1).Select(group => group.Key);

        Assert.Empty(wrong.Select(operation => $"{operation.Method} {operation.Path}"));
        Assert.Empty(twice);
        Assert.True(contract.Operations.Count > 70, $"{contract.Operations.Count} operations");
    }

    [Fact]
    public async Task The_document_names_no_inner_path_and_no_port()
    {
        var contract = await shop.Shop.ContractAsync();

        Assert.All(contract.Operations, operation => Assert.True(
            operation.Path.StartsWith("/api/", StringComparison.Ordinal) || operation.Path == "/.well-known/jwks.json", operation.Path));
        Assert.Equal("/", contract.Json.GetProperty("servers")[0].GetProperty("url").GetString());
        foreach (var inner in new[] { "127.0.0.1", "localhost", "/internal/", "payment-provider" })
        {
            Assert.DoesNotContain(inner, contract.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>Each operation is asked for by nobody: only what needs no token is answered otherwise than with 401.</summary>
    [Fact]
    public async Task The_document_says_which_operations_need_a_token_and_which_permission()
    {
        var contract = await shop.Shop.ContractAsync();
        using var nobody = shop.Client();
        using var customer = await shop.CustomerAsync();
        var wrong = new List<string>();
        foreach (var operation in contract.Operations)
        {
            var security = operation.Json.GetProperty("security");
            var isProtected = security.GetArrayLength() == 1;
            var permission = operation.Json.TryGetProperty("x-permission", out var named) ? named.GetString() : null;
            if (isProtected)
            {
                await ExpectAsync(nobody, operation, HttpStatusCode.Unauthorized);
            }

            if (permission is not null)
            {
                await ExpectAsync(customer.Http, operation, HttpStatusCode.Forbidden);
            }

            Assert.True(isProtected || permission is null, operation.Id);
        }

        Assert.Empty(wrong);

        async Task ExpectAsync(HttpClient client, ApiOperation operation, HttpStatusCode status)
        {
            var path = string.Join('/', operation.Path.Split('/').Select(step => step == "{service}" ? "orders" : step.StartsWith('{') ? Some : step));
            var answer = await client.SendAsync(new(operation.Method), path, operation.Method == "GET" ? null : "{}");
            if (answer.Status != status)
            {
                wrong.Add($"{operation.Id}: {(int)answer.Status} instead of {(int)status}");
            }
        }
    }

    /// <summary>The bodies of <see cref="Endpoint"/>, whose tests ask the server: what it refuses is what the document says that it refuses.</summary>
    [Fact]
    public async Task Members_are_required_nullable_and_bounded_as_the_server_checks_them()
    {
        var contract = await shop.Shop.ContractAsync();
        var wrong = new List<string>();
        foreach (var endpoint in Endpoint.All)
        {
            var (method, path) = (endpoint.Request.Split(' ')[0], endpoint.Request.Split(' ')[1]);
            var asked = string.Join('/', path.Split('/').Select(step => step == "{sku}" ? "x" : step.StartsWith('{') ? Some : step));
            var operation = contract.Find(method, asked);
            Assert.True(operation?.Body is not null, endpoint.Request);
            foreach (var field in endpoint.Fields.Where(field => operation.Body.Required.Contains(field.Path) || !Dependent.Contains(field.Path)))
            {
                wrong.AddRange(Differences(operation.Body, field).Select(difference => $"{operation.Id} {field.Path}: {difference}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Money_is_decimal_everywhere()
    {
        var contract = await shop.Shop.ContractAsync();
        string[] notMoney = ["ordersPerSecond", "secondsLeft", "scheduleSeconds", "score", "progress"];

        var doubles =
            from schema in contract.Json.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Name != "MarketplaceSettings" && schema.Value.TryGetProperty("properties", out _)
            from member in schema.Value.GetProperty("properties").EnumerateObject()
            where member.Value.TryGetProperty("type", out var type) && type.GetString() == "number"
            where member.Value.GetProperty("format").GetString() != "decimal" && !notMoney.Contains(member.Name)
            select $"{schema.Name}.{member.Name}";

        Assert.Empty(doubles);
    }

    [Theory]
    [InlineData("EUR", "10.00")]
    [InlineData("JPY", "10")]
    public async Task What_is_created_has_the_same_numbers_when_it_is_read(string currency, string price)
    {
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var empty = (await customer.Http.GetJsonAsync("/api/cart")).Is(HttpStatusCode.OK);
        var product = await shop.ProductAsync(price: 10m, currency: currency);
        var sku = $"N-{Guid.NewGuid():N}";
        var created = await admin.PostJsonAsync("/api/products", new { name = sku, category = "tests", sku, price = 10.0m, currency });
        created.Is(HttpStatusCode.Created);
        var shown = (await admin.GetJsonAsync($"/api/products/{created.Id}")).Is(HttpStatusCode.OK);
        var placed = (await customer.OrderAsync(product.Sku, 7)).Is(HttpStatusCode.Created);
        await customer.UntilAsync(placed.Id, "confirmed");
        var order = (await customer.Http.GetJsonAsync($"/api/orders/{placed.Id}")).Is(HttpStatusCode.OK);
        var filled = (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 })).Is(HttpStatusCode.OK);
        var cart = (await customer.Http.GetJsonAsync("/api/cart")).Is(HttpStatusCode.OK);

        Assert.Equal(price, created.Json.GetProperty("price").GetRawText());
        Assert.Equal(Numbers(created.Json), Numbers(shown.Json));
        Assert.Equal(Numbers(placed.Json), Numbers(order.Json));
        Assert.Equal(Numbers(filled.Json), Numbers(cart.Json));
        Assert.All(Numbers(order.Json), number => Assert.Equal(Decimals(price), Decimals(number)));
        Assert.Equal("0.00", empty.Json.GetProperty("shipping").GetRawText());
    }

    static int Decimals(string number) =>
        number.Contains('.', StringComparison.Ordinal) ? number.Length - 1 - number.IndexOf('.', StringComparison.Ordinal) : 0;

    // Amounts of money wherever they stand, by their names.
    static IEnumerable<string> Numbers(JsonElement thing) => thing.ValueKind switch
    {
        JsonValueKind.Array => thing.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => thing.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.Number && Amounts.Contains(member.Name)
            ? [member.Value.GetRawText()]
            : Numbers(member.Value)),
        _ => [],
    };

    // In a list each element is as good as the first.
    static IEnumerable<string> Differences(ApiSchema body, Field field)
    {
        var steps = field.Path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        var parent = steps[..^1].Aggregate(body, (schema, step) => step == "0" ? schema.Items! : schema.Members[step]);
        // The elements of a list, and the members of a map, are not members.
        if (steps[^1] == "0" || parent.Members.Count == 0)
        {
            yield break;
        }

        if (!parent.Members.TryGetValue(steps[^1], out var member))
        {
            yield return "is not in the document";
            yield break;
        }

        var isRequired = parent.Required.Contains(steps[^1]);
        if (isRequired == (field.Optional || field.Absentable))
        {
            yield return isRequired ? "is required in the document" : "is not required in the document";
        }

        if (member.Errors(Parse("null"), "").Any() == field.Optional)
        {
            yield return field.Optional ? "may not be null in the document" : "may be null in the document";
        }

        var accepted = field.Bad.Where(IsReadable).Count(bad => !member.Errors(Parse(bad), "").Any());
        var isText = member.Kind.StartsWith("string", StringComparison.Ordinal);
        if (isText && !member.Errors(Parse($"\"{new string('x', 100_000)}\""), "").Any())
        {
            yield return "has no greatest length";
        }

        if (!isText && member.Members.Count == 0 && member.Items is null && accepted > field.Bad.Count / 2)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{accepted} of {field.Bad.Count} bad values are right by the document");
        }
    }

    static bool IsReadable(string json)
    {
        try
        {
            // A text that is half of a character is read when it is asked for.
            return Parse(json) is var value && (value.ValueKind != JsonValueKind.String || value.GetString() is not null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
