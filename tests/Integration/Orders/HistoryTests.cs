using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;
using Xunit.Sdk;

namespace Cartwright.Tests.OrdersService;

/// <summary>
/// Random histories of orders: paid, declined, cancelled, sent, sent back, refunded, in any order, also where it is not allowed. After each step the shop is compared
/// with a small model of one order. A history that fails is shortened as far as it still fails.
/// </summary>
[TakesLong]
public sealed class HistoryTests(TestShop shop, ITestOutputHelper output)
{
    const int Histories = 40;
    const int AtOnce = 8;
    const int ShorterMax = 25;
    const int Stock = 4;
    const decimal Price = 3.33m;

    // While a history that has failed is shortened, nobody waits for long.
    static readonly TimeSpan Impatience = TimeSpan.FromSeconds(10);

    TimeSpan? _patience;

    [Fact]
    public async Task Whatever_happens_to_an_order_money_and_goods_are_conserved()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var histories = Enumerable.Range(0, Histories).Select(_ => (Quantity: random.Next(1, Stock + 2), IsPaid: random.Next(4) != 0, Steps: HistoryStep.Some(random))).ToList();
        using var admin = await shop.AdminAsync();
        var failed = new ConcurrentQueue<(int Quantity, bool IsPaid, IReadOnlyList<HistoryStep> Steps)>();

        await Parallel.ForEachAsync(histories, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (history, _) =>
        {
            if (failed.IsEmpty && await FindFaultAsync(history.Quantity, history.IsPaid, history.Steps, admin) is not null)
            {
                failed.Enqueue(history);
            }
        });

        if (failed.TryDequeue(out var found))
        {
            var (shortest, fault) = await ShortenAsync(found.Quantity, found.IsPaid, found.Steps, admin);
            Assert.Fail($"Seed {seed}, {shortest.Count} of {found.Steps.Count} steps. An order of {found.Quantity} units, {fault}");
        }

        Assert.Equal("clean", await shop.AuditAsync());
    }

    async Task<(IReadOnlyList<HistoryStep> Steps, string? Fault)> ShortenAsync(int quantity, bool isPaid, IReadOnlyList<HistoryStep> steps, HttpClient admin)
    {
        _patience = Impatience;
        string? fault = null;
        var attempts = 0;
        for (var i = 0; i < steps.Count && attempts < ShorterMax; attempts++)
        {
            List<HistoryStep> shorter = [.. steps.Where((_, at) => at != i)];
            if (await FindFaultAsync(quantity, isPaid, shorter, admin) is { } still)
            {
                (steps, fault) = (shorter, still);
            }
            else
            {
                i++;
            }
        }

        return (steps, fault ?? await FindFaultAsync(quantity, isPaid, steps, admin));
    }

    /// <returns>What is wrong; null when nothing is.</returns>
    async Task<string?> FindFaultAsync(int quantity, bool isPaid, IReadOnlyList<HistoryStep> steps, HttpClient admin)
    {
        try
        {
            await RunAsync(quantity, isPaid, steps, admin);
            return null;
        }
        catch (XunitException fault)
        {
            return fault.Message;
        }
    }

    async Task RunAsync(int quantity, bool isPaid, IReadOnlyList<HistoryStep> steps, HttpClient admin)
    {
        List<string> tried = [isPaid ? "paid" : "declined"];
        var product = await shop.ProductAsync(Stock, Price);
        using var customer = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, quantity, Token(isPaid))).Is(HttpStatusCode.Created);
        var model = new OrderModel(Stock, Price, quantity, order.Json.GetProperty("tax").GetDecimal(), order.Json.GetProperty("shipping").GetDecimal());
        model.Place(isPaid);
        await AgreesAsync(model, customer, order.Id, product, tried);
        foreach (var step in steps)
        {
            var kind = step.KindFor(model);
            if (await TryAsync(step, kind, model, customer.Http, admin, order.Id, product) is var (isAllowed, answer))
            {
                tried.Add($"{kind} {step.A} {step.B}");
                Assert.True(
                    isAllowed ? answer.Response.IsSuccessStatusCode : answer.Status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity,
                    $"{string.Join(", ", tried)}: the last is {(isAllowed ? "allowed" : "not allowed")} and got {(int)answer.Status} {answer.Body}");
                await AgreesAsync(model, customer, order.Id, product, tried);
            }
        }
    }

    /// <summary>Tries a step.</summary>
    /// <returns>Whether the model allows it, and what the shop answered; null when there is nothing to try it with.</returns>
    static async Task<(bool IsAllowed, Answer Answer)?> TryAsync(
        HistoryStep step, HistoryStepKind kind, OrderModel model, HttpClient customer, HttpClient admin, Guid order, TestProduct product)
    {
        var returns = model.Returns == 0 ? [] : await ReturnsAsync(customer, order);
        var number = Choose(step, kind, returns);
        string Path(string action) => $"/api/returns/{returns[number].GetProperty("id").GetGuid()}/{action}";
        switch (kind)
        {
            case HistoryStepKind.Pay:
                var isPaid = step.A % 2 == 0;
                return (model.Pay(isPaid), await customer.PostJsonAsync($"/api/orders/{order}/pay", new { payment = new { method = "card", token = Token(isPaid) } }));
            case HistoryStepKind.Cancel:
                return (model.Cancel(), await customer.PostJsonAsync($"/api/orders/{order}/cancel", null));
            case HistoryStepKind.Ship:
                return (model.Ship(), await admin.PutJsonAsync($"/api/orders/{order}/status", new { status = "shipped" }));
            case HistoryStepKind.Deliver:
                return (model.Deliver(), await admin.PutJsonAsync($"/api/orders/{order}/status", new { status = "delivered" }));
            case HistoryStepKind.Refund when await PaymentAsync(customer, order) is { } payment:
                var amount = 0.01m + (step.A / 5m);
                return (model.Refund(amount), await admin.PostJsonAsync($"/api/payments/{payment}/refund", new { amount }));
            case HistoryStepKind.RequestReturn:
                var units = 1 + (step.A % 2) + (step.B % 3 / 2);
                return (model.RequestReturn(units), await customer.RequestReturnAsync(order, [(product.Sku, units)]));
            case HistoryStepKind.CancelReturn when returns.Count > 0:
                return (model.CancelReturn(number), await customer.PostJsonAsync(Path("cancel"), null));
            case HistoryStepKind.ReceiveReturn when returns.Count > 0:
                return (model.ReceiveReturn(number), await admin.PostJsonAsync(Path("receive"), null));
            case HistoryStepKind.InspectReturn when returns.Count > 0:
                var restocked = step.B % (model.UnitsOf(number) + 1);
                var scrapped = step.B % (model.UnitsOf(number) - restocked + 1);
                return (model.InspectReturn(number, restocked, scrapped),
                    await admin.InspectAsync(returns[number].GetProperty("id").GetGuid(), [(product.Sku, restocked, scrapped)]));
            case HistoryStepKind.RefundReturn when returns.Count > 0:
                return (model.RefundReturn(number), await admin.PostJsonAsync(Path("refund"), new { }));
            default:
                return null;
        }
    }

    // Mostly a return for which the step makes sense.
    static int Choose(HistoryStep step, HistoryStepKind kind, IReadOnlyList<JsonElement> returns)
    {
        var fitting = kind switch
        {
            HistoryStepKind.ReceiveReturn or HistoryStepKind.CancelReturn => "approved",
            HistoryStepKind.InspectReturn => "received",
            _ => "refund_failed",
        };
        List<int> wanted = [.. Enumerable.Range(0, returns.Count).Where(i => TestReturns.Text(returns[i], "status") == fitting)];
        return returns.Count == 0 ? 0 : wanted.Count == 0 || step.B % 5 == 0 ? step.A % returns.Count : wanted[step.A % wanted.Count];
    }

    async Task AgreesAsync(OrderModel model, TestCustomer customer, Guid id, TestProduct product, List<string> tried)
    {
        var seen = "";
        await Eventually.TrueAsync(
            async () => (seen = await SeeAsync(customer.Http, id, product)) == model.State,
            () => $"{string.Join(", ", tried)}: the shop has {seen}, and the model has {model.State}.", _patience);
    }

    static async Task<string> SeeAsync(HttpClient customer, Guid id, TestProduct product)
    {
        var order = (await customer.GetJsonAsync($"/api/orders/{id}")).Is(HttpStatusCode.OK).Json;
        var stock = (await customer.GetJsonAsync($"/api/inventory/{product.Id}")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];
        // A payment that is under way is no state of the model.
        var payment = TestReturns.Text(order.GetProperty("payment"), "status") == "requested" ? " (payment requested)" : "";
        return $"{TestReturns.Text(order, "status")}{payment}, refunded {order.GetProperty("payment").GetProperty("refunded").GetDecimal():0.00}, "
            + $"{stock.GetProperty("stockLevel").GetInt32()} on hand, {stock.GetProperty("reserved").GetInt32()} reserved, "
            + $"returns: {string.Join(' ', (await ReturnsAsync(customer, id)).Select(r => TestReturns.Text(r, "status")))}";
    }

    // The oldest first, as the model has them.
    static async Task<IReadOnlyList<JsonElement>> ReturnsAsync(HttpClient customer, Guid order) =>
        [.. (await customer.GetJsonAsync($"/api/orders/{order}/returns")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Reverse()];

    static async Task<Guid?> PaymentAsync(HttpClient customer, Guid order)
    {
        var payments = (await customer.GetJsonAsync($"/api/payments?orderId={order}")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        return payments.GetArrayLength() == 0 ? null : payments[payments.GetArrayLength() - 1].GetProperty("id").GetGuid();
    }

    static string Token(bool isPaid) => isPaid ? "tok_ok" : "tok_declined";
}
