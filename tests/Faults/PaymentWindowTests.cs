using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>Timers are rows: they fire although nobody was there when they ran out.</summary>
public sealed class PaymentWindowTests
{
    [Fact]
    public async Task An_order_whose_time_to_pay_ran_out_while_the_program_was_down_is_cancelled_and_its_stock_released()
    {
        await using var shop = await KillableShop.OpenAsync(("CARTWRIGHT_Orders__PaymentWindow", "00:00:03"));
        var product = await shop.ProductAsync(stock: 2);
        using var customer = await shop.CustomerAsync();
        var placed = (await customer.PostJsonAsync("/api/orders", new
        {
            items = new[] { new { sku = product.Sku, quantity = 2 } },
            shippingAddress = new { street = "Main Street 1", city = "Berlin", state = "", zipCode = "10115", country = "DE" },
            payment = new { method = "card", token = "tok_declined" },
        }, "one")).Is(HttpStatusCode.Created);
        var payBefore = default(DateTimeOffset);
        await Eventually.TrueAsync(
            async () => (await customer.GetJsonAsync($"/api/orders/{placed.Id}")).Json.GetProperty("payBefore") is { ValueKind: not System.Text.Json.JsonValueKind.Null } time
                && (payBefore = time.GetDateTimeOffset()) > DateTimeOffset.UtcNow,
            () => "The order does not wait for its payment.");

        await shop.KillProgramAsync();
        await Eventually.TrueAsync(() => Task.FromResult(DateTimeOffset.UtcNow > payBefore), () => "Time stands still.");
        await shop.StartAsync();

        await Eventually.TrueAsync(
            async () => (await customer.GetJsonAsync($"/api/orders/{placed.Id}")).Json.GetProperty("status").GetString() == "cancelled", () => "The order is not cancelled.");
        await Eventually.TrueAsync(
            async () => (await customer.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("available").GetInt32() == 2, () => "The stock is not released.");
        Assert.Equal(0, (await shop.AuditAsync()).ExitCode);
    }
}
