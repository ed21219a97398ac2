using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Security;

[Collection(nameof(SecurityWorld))]
public sealed class OwnershipTests(SecurityWorld world)
{
    [Theory]
    [InlineData("GET /api/users/{other}", null)]
    [InlineData("PUT /api/users/{other}", """{"firstName":"Mine"}""")]
    [InlineData("POST /api/users/{other}/deactivate", null)]
    [InlineData("GET /api/users/{other}/export", null)]
    [InlineData("POST /api/users/{other}/erase", """{"password":"a customer's password"}""")]
    [InlineData("GET /api/users/{other}/addresses", null)]
    [InlineData("POST /api/users/{other}/addresses", """{"street":"S 1","city":"C","zipCode":"10115","country":"DE"}""")]
    [InlineData("PUT /api/users/{other}/addresses/{otherAddress}", """{"street":"S 1","city":"C","zipCode":"10115","country":"DE"}""")]
    [InlineData("PUT /api/users/{me}/addresses/{otherAddress}", """{"street":"S 1","city":"C","zipCode":"10115","country":"DE"}""")]
    [InlineData("DELETE /api/users/{other}/addresses/{otherAddress}", null)]
    [InlineData("DELETE /api/users/{me}/addresses/{otherAddress}", null)]
    [InlineData("GET /api/users/{other}/orders", null)]
    [InlineData("GET /api/customers/{other}", null)]
    [InlineData("GET /api/orders/{otherOrder}", null)]
    [InlineData("GET /api/orders/{otherOrder}/timeline", null)]
    [InlineData("GET /api/orders/user/{other}", null)]
    [InlineData("GET /api/orders?all=true", null)]
    [InlineData("POST /api/orders/{otherOrder}/cancel", null)]
    [InlineData("POST /api/orders/{otherOrder}/pay", """{"payment":{"method":"card","token":"tok_ok"}}""")]
    [InlineData("GET /api/payments/{otherPayment}", null)]
    [InlineData("POST /api/notifications/{otherNotification}/read", null)]
    public async Task What_belongs_to_another_customer_is_neither_shown_nor_changed(string request, string? body)
    {
        var answer = await SendAsync("customer", request, body);

        // As if it did not exist; a list of everything is known to exist.
        answer.Is(request.Contains("all=true", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        await world.UnchangedAsync();
    }

    [Fact]
    public async Task The_payments_of_another_customers_order_are_not_listed()
    {
        var answer = await SendAsync("customer", "GET /api/payments?orderId={otherOrder}", null);

        Assert.Empty(answer.Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("POST /api/products")]
    [InlineData("POST /api/products/batch")]
    [InlineData("PUT /api/products/{product}")]
    [InlineData("DELETE /api/products/{product}")]
    [InlineData("POST /api/products/categories")]
    [InlineData("POST /api/products/categories/batch")]
    [InlineData("POST /api/products/images")]
    [InlineData("PUT /api/inventory")]
    [InlineData("PUT /api/inventory/{product}")]
    [InlineData("POST /api/customers")]
    [InlineData("GET /api/customers")]
    [InlineData("POST /api/auth/keys/rotate")]
    [InlineData("PUT /api/orders/{order}/status")]
    [InlineData("POST /api/payments/{otherPayment}/refund")]
    [InlineData("POST /api/payments/{otherPayment}/capture")]
    [InlineData("POST /api/payments/{otherPayment}/void")]
    [InlineData("GET /api/admin/orders/dead-letters")]
    [InlineData("GET /api/admin/orders/dead-letters/{nothing}")]
    [InlineData("POST /api/admin/orders/dead-letters/{nothing}/retry")]
    [InlineData("POST /api/admin/orders/dead-letters/{nothing}/discard")]
    [InlineData("POST /api/admin/orders/dead-letters/retry")]
    public async Task What_only_administrators_may_do_is_refused_to_everybody_else(string request)
    {
        var body = request.StartsWith("GET", StringComparison.Ordinal) || request.Contains("rotate", StringComparison.Ordinal) ? null : "{}";

        var customer = await SendAsync("customer", request, body);
        var nobody = await SendAsync("nobody", request, body);

        customer.Is(HttpStatusCode.Forbidden);
        nobody.Is(HttpStatusCode.Unauthorized);
        Assert.All([customer, nobody], a => Assert.Equal("application/problem+json", a.Response.Content.Headers.ContentType?.MediaType));
        await world.UnchangedAsync();
    }

    [Theory]
    [InlineData("GET /api/profile")]
    [InlineData("GET /api/users/{me}")]
    [InlineData("GET /api/users/{me}/addresses")]
    [InlineData("GET /api/users/{me}/export")]
    [InlineData("POST /api/users/{me}/erase")]
    [InlineData("GET /api/users/{me}/orders")]
    [InlineData("GET /api/orders")]
    [InlineData("GET /api/orders/{order}")]
    [InlineData("GET /api/orders/{order}/timeline")]
    [InlineData("POST /api/orders")]
    [InlineData("POST /api/orders/{order}/cancel")]
    [InlineData("GET /api/payments?orderId={order}")]
    [InlineData("GET /api/notifications")]
    [InlineData("GET /api/notifications/stream")]
    [InlineData("GET /api/notifications/preferences")]
    public async Task What_needs_a_user_is_refused_to_nobody(string request)
    {
        var answer = await SendAsync("nobody", request, request.StartsWith("GET", StringComparison.Ordinal) ? null : "{}");

        answer.Is(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", answer.Response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
    }

    Task<Answer> SendAsync(string who, string request, string? body)
    {
        var parts = world.Fill(request).Split(' ', 2);
        return world.As(who).SendAsync(new HttpMethod(parts[0]), parts[1], body, m =>
        {
            m.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            m.Headers.Add("Idempotency-Key", "k");
        });
    }
}
