using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Security;

[Collection(nameof(SecurityWorld))]
public sealed class BadHeaderTests(SecurityWorld world)
{
    const string TooLong = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(TooLong + TooLong)]
    public async Task An_order_without_a_usable_key_is_refused(string? key)
    {
        var answer = await world.Customer.Http.SendAsync(HttpMethod.Post, "/api/orders", OrderBody.Of([(world.Fill("{sku}"), 1)]), m =>
        {
            if (key is not null)
            {
                m.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            }
        });

        answer.Is(HttpStatusCode.BadRequest).Names("Idempotency-Key");
        await world.UnchangedAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(TooLong + TooLong)]
    public async Task A_refund_with_an_unusable_key_is_refused(string key)
    {
        var answer = await world.Admin.SendAsync(
            HttpMethod.Post,
            world.Fill("/api/payments/{otherPayment}/refund"),
            new { amount = 1 },
            m => m.Headers.TryAddWithoutValidation("Idempotency-Key", key));

        answer.Is(HttpStatusCode.BadRequest).Names("Idempotency-Key");
        await world.UnchangedAsync();
    }

    [Theory]
    [InlineData("\"1")]
    [InlineData("1e400")]
    [InlineData("1")]
    [InlineData("\"1\" \"2\"")]
    public async Task A_version_that_cannot_be_read_is_refused_by_name(string version)
    {
        var user = await world.Customer.Http.PutJsonAsync(world.Fill("/api/users/{me}"), new { firstName = "New" }, version);

        user.Is(HttpStatusCode.BadRequest).Names("If-Match");
        await world.UnchangedAsync();
    }

    [Theory]
    [InlineData("\"0\"")]
    [InlineData("\"99\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"99999999999999\"")]
    [InlineData("W/\"99\"")]
    [InlineData("\"0\", \"99\", W/\"98-1\"")]
    [InlineData("\"' or 1=1 --\"")]
    public async Task An_edit_of_a_version_that_is_not_the_current_one_is_refused(string version)
    {
        var user = await world.Customer.Http.PutJsonAsync(world.Fill("/api/users/{me}"), new { firstName = "New" }, version);
        var product = await world.Admin.PutJsonAsync(world.Fill("/api/products/{product}"), new { name = "New", category = "tests", price = 1 }, version);

        user.Is(HttpStatusCode.PreconditionFailed);
        product.Is(HttpStatusCode.PreconditionFailed);
        await world.UnchangedAsync();
    }
}
