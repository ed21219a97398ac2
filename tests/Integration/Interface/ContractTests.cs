using System.Globalization;
using System.Net;
using System.Text.Json;
using Cartwright.Tests.Security;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Interface;

/// <summary>The document of the interface says what the server does.</summary>
public sealed class ContractTests(TestShop shop)
{
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
            foreach (var field in endpoint.Fields)
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
        string[] notMoney = ["OrdersPerSecond", "SecondsLeft", "ScheduleSeconds"];

        var doubles =
            from schema in contract.Json.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from member in schema.Value.GetProperty("properties").EnumerateObject()
            where member.Value.TryGetProperty("type", out var type) && type.GetString() == "number"
            where member.Value.GetProperty("format").GetString() != "decimal" && !notMoney.Contains(member.Name, StringComparer.OrdinalIgnoreCase)
            select $"{schema.Name}.{member.Name}";

        Assert.Empty(doubles);
    }

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

        if (parent.Required.Contains(steps[^1]) != !(field.Optional || field.Absentable))
        {
            yield return field.Optional || field.Absentable ? "is required in the document" : "is not required in the document";
        }

        var accepted = field.Bad.Append(field.Optional ? "1" : "null").Where(IsReadable).Count(bad => !member.Errors(Parse(bad), "").Any());
        var isText = member.Kind.StartsWith("string", StringComparison.Ordinal);
        if (isText && !member.Errors(Parse($"\"{new string('x', 100_000)}\""), "").Any())
        {
            yield return "has no greatest length";
        }

        if (!isText && member.Members.Count == 0 && member.Items is null && accepted > field.Bad.Count / 3)
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
