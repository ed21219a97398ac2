using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cartwright.Tests.Interface;
using Cartwright.Tests.Shops;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Tests.Security;

/// <summary>Every operation of the document, asked for by everybody who could ask.</summary>
[Collection(nameof(SecurityWorld))]
public sealed class AuthorizationMatrixTests(SecurityWorld world)
{
    static readonly string[] Forgers = ["nonsense", "role changed", "without signature", "service"];

    // Bodies that are accepted, so that a refusal is one of the caller. What is not here refuses an empty object, or takes no body.
    static readonly Dictionary<string, string> Bodies = new()
    {
        ["PUT /api/users/{id}"] = """{"firstName":"Mine"}""",
        ["POST /api/users/{id}/addresses"] = """{"street":"S 1","city":"C","zipCode":"10115","country":"DE"}""",
        ["PUT /api/users/{id}/addresses/{addressId}"] = """{"street":"S 1","city":"C","zipCode":"10115","country":"DE"}""",
        ["POST /api/orders/{id}/returns"] = """{"items":[{"sku":"S","quantity":1,"reason":"other"}]}""",
        ["POST /api/orders/{id}/pay"] = """{"payment":{"method":"card","token":"tok_ok"}}""",
    };

    [Fact]
    public async Task Somebody_has_decided_who_may_use_each_operation()
    {
        var operations = (await OperationsAsync()).Select(Name).ToList();

        Assert.Equal(operations.Order(StringComparer.Ordinal), Audiences.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_cell_of_the_matrix_is_wrong()
    {
        var wrong = new List<string>();
        foreach (var operation in await OperationsAsync())
        {
            var audience = Audiences.All[Name(operation)];
            await CheckAsync(operation, "nobody", null, audience == Audience.Everybody ? IsAllowed : Is(HttpStatusCode.Unauthorized), wrong);
            foreach (var forger in Forgers)
            {
                await CheckAsync(operation, "nobody", forger, Is(HttpStatusCode.Unauthorized), wrong);
            }

            // The thing is another customer's.
            await CheckAsync(operation, "customer", null, audience switch
            {
                Audience.Staff => Is(HttpStatusCode.Forbidden),
                Audience.Owner or Audience.OwnerAlone => Is(HttpStatusCode.NotFound),
                _ => IsAllowed,
            }, wrong);
            await CheckAsync(operation, "admin", null, audience == Audience.OwnerAlone ? Is(HttpStatusCode.NotFound) : IsAllowed, wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await world.UnchangedAsync();
    }

    static string Name(ApiOperation operation) => $"{operation.Method} {operation.Path}";

    static (string, Func<HttpStatusCode, bool>) Is(HttpStatusCode status) => ($"{(int)status}", answered => answered == status);

    static (string, Func<HttpStatusCode, bool>) IsAllowed { get; } = ("allowed", answered => answered is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden));

    async Task<IReadOnlyList<ApiOperation>> OperationsAsync() => new ApiContract((await world.As("nobody").GetJsonAsync("/openapi.json")).Is(HttpStatusCode.OK).Body).Operations;

    async Task CheckAsync(ApiOperation operation, string who, string? forger, (string Wanted, Func<HttpStatusCode, bool> Holds) cell, List<string> wrong)
    {
        // What is allowed is asked for with what is refused for another reason: nothing may change here.
        var isAllowed = cell.Wanted == "allowed";
        if (isAllowed && Changes(operation))
        {
            return;
        }

        var path = Fill(operation.Path, isAllowed);
        using var request = new HttpRequestMessage(HttpMethod.Parse(operation.Method), path);
        if (operation.Method is "POST" or "PUT" && operation.Json.TryGetProperty("requestBody", out _))
        {
            request.Content = new StringContent(isAllowed ? "{" : Bodies.GetValueOrDefault(Name(operation), "{}"), Encoding.UTF8, "application/json");
        }

        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        request.Headers.Add("Idempotency-Key", "k");
        if (forger is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Forge(forger)}");
        }

        using var response = await world.As(who).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!cell.Holds(response.StatusCode) || (!response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType != "application/problem+json"))
        {
            wrong.Add($"{Name(operation)} as {forger ?? who}: {(int)response.StatusCode} instead of {cell.Wanted}");
        }
    }

    // Without a body that could be refused, about nothing that could be missing.
    static bool Changes(ApiOperation operation) => Name(operation) is "PUT /api/inventory/warehouses/{id}" or "DELETE /api/cart/items/{sku}"
        || (operation.Method != "GET" && !operation.Path.Contains('{', StringComparison.Ordinal) && !operation.Json.TryGetProperty("requestBody", out _));

    // Ids of another customer's things; or one of nothing, in the place of each.
    string Fill(string path, bool withNothing)
    {
        var subject = path.Split('/').ElementAtOrDefault(2);
        return world.Fill(string.Join('/', path.Split('/').Select(step => step is not ['{', ..] ? step : withNothing && step != "{service}" ? "{nothing}" : (step, subject) switch
        {
            ("{addressId}", _) => "{otherAddress}",
            ("{sku}", _) => "{sku}",
            ("{service}", _) => "orders",
            ("{productId}", _) or (_, "products") => "{product}",
            ("{userId}", _) or (_, "users" or "customers") => "{other}",
            (_, "orders") => "{otherOrder}",
            (_, "payments") => "{otherPayment}",
            (_, "notifications") => "{otherNotification}",
            _ => "{nothing}",
        })));
    }

    string Forge(string how)
    {
        var token = world.Customer.Http.DefaultRequestHeaders.Authorization!.Parameter!.Split('.');
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(token[1]))!.AsObject();
        switch (how)
        {
            case "role changed":
                claims["role"] = "admin";
                return $"{token[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{token[2]}";
            case "service":
                claims["role"] = "service";
                return $"{token[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{token[2]}";
            case "without signature":
                return $"{token[0]}.{token[1]}.";
            default:
                return how;
        }
    }
}
