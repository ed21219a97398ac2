using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Cartwright.Generated;

namespace Cartwright.Tour;

/// <summary>
/// The tour of the README with the generated client. It is compiled together with the client while the tests run, so it has the types that the document gives it.
/// </summary>
public static class Walk
{
    const string Password = "correct horse battery";

    /// <summary>Walks.</summary>
    /// <param name="clientOf">A client of the user of a token, or of nobody.</param>
    /// <param name="adminToken">The access token of an administrator.</param>
    /// <param name="sku">A SKU of which there are some units.</param>
    /// <param name="marketplace">A marketplace to import.</param>
    /// <returns>What was seen, a line for each step.</returns>
    public static async Task<IReadOnlyList<string>> AsyncOf(Func<string?, HttpClient> clientOf, string adminToken, string sku, string marketplace)
    {
        var seen = new List<string>();
        var visitor = new ShopClient(clientOf(null));
        var name = "ada" + Guid.NewGuid().ToString("N")[..8];
        var user = await visitor.RegisterUserAsync(new() { Username = name, Email = name + "@example.com", Password = Password });
        seen.Add(user.Username == name ? "registered" : user.Username);
        var tokens = await visitor.LogInAsync(new() { Email = name + "@example.com", Password = Password });
        var ada = new ShopClient(clientOf(tokens.AccessToken));
        var admin = new ShopClient(clientOf(adminToken));

        // The catalog.
        var categories = await visitor.ListCategoriesAsync();
        seen.Add(categories.Items.Any(c => c.Slug == "tests") ? "browsed" : "no category");
        var listed = await visitor.ListProductsAsync(category: "tests", limit: 3);
        ProductResponse product = await visitor.GetProductAsync(listed.Items.First().Id);
        decimal price = product.Price;
        var variant = (await visitor.ListSkusAsync(sku: [sku])).Items.Single();
        var found = await visitor.SearchProductsAsync(q: "product", priceMax: 1_000_000m, sort: Sort2.Price);
        seen.Add(found.Total > 0 && price > 0 ? "searched" : "found nothing");

        // The cart, of a guest first.
        var guest = await visitor.AddToCartAsync(new() { Sku = sku, Quantity = 2 });
        var cart = await ada.GetCartAsync(x_Cart_Id: guest.Id);
        seen.Add($"cart of {cart.ItemCount}: {(cart.Subtotal == 2 * variant.Price ? "priced" : "wrong")}");

        // An order, and the same request once more.
        var order = await ada.PlaceOrderAsync("first", Body("tok_ok", sku, cart.Id));
        var again = await ada.PlaceOrderAsync("first", Body("tok_ok", sku, cart.Id));
        seen.Add(order.Id == again.Id && order.Subtotal == cart.Subtotal ? "ordered once" : "ordered twice");
        var confirmed = await UntilAsync(ada, order.Id, o => o.Status == OrderStatus.Confirmed);
        seen.Add($"{confirmed.Status}, {confirmed.Payment.Status}");
        try
        {
            await ada.PlaceOrderAsync("first", Body("tok_declined", sku, null));
        }
        catch (ApiException<Problem> refused)
        {
            seen.Add($"{refused.StatusCode}: {string.Join(", ", refused.Result.Errors!.Keys)}");
        }

        // A declined card, another one, and a cancellation.
        var second = await ada.PlaceOrderAsync("second", Body("tok_declined", sku, null));
        var declined = await UntilAsync(ada, second.Id, o => o.Payment.Status == OrderPaymentStatus.Failed);
        seen.Add($"{declined.Status} {(declined.PayBefore > declined.CreatedAt ? "for a while" : "for ever")}");
        await ada.PayOrderAsync(second.Id, new() { Payment = new() { Method = PaymentRequestMethod.Card, Token = "tok_ok" } });
        await UntilAsync(ada, second.Id, o => o.Status == OrderStatus.Confirmed);
        var cancelled = await ada.CancelOrderAsync(second.Id);
        seen.Add($"{cancelled.Status}");
        var refunded = await UntilAsync(ada, second.Id, o => o.Payment.Status == OrderPaymentStatus.Refunded);
        seen.Add(refunded.Payment.Refunded == second.Total ? "refunded" : $"refunded {refunded.Payment.Refunded}");
        var payments = await ada.ListPaymentsAsync(second.Id);
        seen.Add($"{payments.Items.Count} payments, {payments.Items.Last().Refunds.Single().Status}");
        var told = await ada.ListNotificationsAsync(channel: NotificationChannels.In_app);
        seen.Add(told.Items.Any(n => n.Kind == NotificationKinds.Order_cancelled) ? "told" : "not told");

        // What an administrator does.
        var stock = await admin.SetStockAsync(variant.ProductId, new() { Sku = sku, WarehouseId = "main", StockLevel = 1000 });
        seen.Add(stock.Available > 0 ? "counted" : "no stock");
        var shipped = await admin.ChangeOrderStatusAsync(order.Id, new() { Status = ChangeOrderStatusRequestStatus.Shipped });
        var timeline = await ada.GetOrderTimelineAsync(order.Id);
        seen.Add($"{shipped.Status}, {(timeline.Items.Any(e => e.Event == "order.shipped") ? "in the timeline" : "not in the timeline")}");
        var import = await admin.StartImportAsync(new() { Marketplace = marketplace });
        import = await UntilAsync(() => admin.GetImportAsync(import.Id), i => i.Status is not (ImportViewStatus.Planning or ImportViewStatus.Running));
        var imported = await admin.ListImportedOrdersAsync(marketplace: marketplace, limit: 3);
        seen.Add($"{import.Status}, {imported.Items.Count}");

        // An edit of what somebody else has changed.
        var profile = await ada.EditUserAsync(user.Id, "\"1\"", new() { FirstName = "Ada" });
        try
        {
            await ada.EditUserAsync(user.Id, "\"1\"", new() { FirstName = "Eve" });
        }
        catch (ApiException<Problem> outdated)
        {
            seen.Add($"{profile.FirstName}, {outdated.StatusCode}");
        }

        return seen;
    }

    static PlaceOrderRequest Body(string token, string sku, Guid? cart) => new()
    {
        Items = [new() { Sku = sku, Quantity = 2 }],
        Payment = new() { Method = PaymentRequestMethod.Card, Token = token },
        ShippingAddress = new() { Street = "Main Street 1", City = "Berlin", ZipCode = "10115", Country = "DE" },
        CartId = cart,
    };

    static Task<OrderResponse> UntilAsync(ShopClient client, Guid id, Func<OrderResponse, bool> wanted) => UntilAsync(() => client.GetOrderAsync(id), wanted);

    static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> wanted)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var answer = await read();
            if (wanted(answer))
            {
                return answer;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
