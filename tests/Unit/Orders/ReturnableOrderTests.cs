using Cartwright.Contracts;
using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class ReturnableOrderTests
{
    static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly OrdersOptions Options = new();

    static ReturnableOrder Order(decimal tax, decimal shipping, params (int Quantity, decimal UnitPrice)[] lines) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = "CW-00000-00000",
        UserId = Guid.CreateVersion7(),
        Status = OrderStatus.Delivered,
        DeliveredAt = Noon,
        Subtotal = lines.Sum(l => l.Quantity * l.UnitPrice),
        Tax = tax,
        Shipping = shipping,
        Currency = "EUR",
        Lines = [.. lines.Select((l, i) => new ReturnableLine((short)i, $"S{i}", $"Line {i}", l.Quantity, l.UnitPrice, null, 0, 0, 0))],
    };

    static ReturnableOrder After(ReturnableOrder order, Dictionary<short, int> accepted, string kind) => order with
    {
        Lines =
        [
            .. order.Lines.Select(l => l with
            {
                Accepted = l.Accepted + accepted.GetValueOrDefault(l.Line),
                Withdrawn = l.Withdrawn + (kind == ReturnKind.Withdrawal ? accepted.GetValueOrDefault(l.Line) : 0),
            }),
        ],
    };

    [Fact]
    public void Units_are_worth_their_price_with_their_share_of_the_tax() =>
        Assert.Equal(11.90m, Order(3.80m, 4.90m, (2, 10m)).RefundFor(new Dictionary<short, int> { [0] = 1 }, ReturnKind.Return).Amount);

    [Fact]
    public void Shipping_goes_back_with_the_withdrawal_that_leaves_nothing_only()
    {
        var order = Order(0, 4.90m, (1, 10m), (1, 5m));
        Dictionary<short, int> first = new() { [0] = 1 }, second = new() { [1] = 1 }, all = new() { [0] = 1, [1] = 1 };

        Assert.Equal(10m, order.RefundFor(first, ReturnKind.Withdrawal).Amount);
        Assert.Equal(19.90m, order.RefundFor(all, ReturnKind.Withdrawal).Amount);
        Assert.Equal(15m, order.RefundFor(all, ReturnKind.Return).Amount);
        Assert.Equal(9.90m, After(order, first, ReturnKind.Withdrawal).RefundFor(second, ReturnKind.Withdrawal).Amount);
        Assert.Equal(5m, After(order, first, ReturnKind.Return).RefundFor(second, ReturnKind.Withdrawal).Amount);
    }

    [Fact]
    public void Returns_one_by_one_give_back_what_was_paid_to_the_smallest_coin()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            (int Quantity, decimal UnitPrice)[] lines =
                [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (random.Next(1, 5), Math.Round((decimal)random.NextDouble() * 50, 2)))];
            var order = Order(Math.Round(lines.Sum(l => l.Quantity * l.UnitPrice) * 0.19m, 2, MidpointRounding.AwayFromZero), 4.90m, lines);
            var paid = order.Subtotal + order.Tax + order.Shipping;
            List<short> units = [.. order.Lines.SelectMany(l => Enumerable.Repeat(l.Line, l.Quantity))];
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(units));
            var given = 0m;
            while (units.Count > 0)
            {
                var some = units[..random.Next(1, units.Count + 1)];
                units.RemoveRange(0, some.Count);
                var accepted = some.CountBy(line => line).ToDictionary();
                var refund = order.RefundFor(accepted, ReturnKind.Withdrawal).Amount;
                Assert.True(refund >= some.Sum(line => order.Lines[line].UnitPrice), $"Seed {seed}: {refund} for {some.Count} units.");
                given += refund;
                order = After(order, accepted, ReturnKind.Withdrawal);
            }

            Assert.True(given == paid, $"Seed {seed}: {given} of {paid}.");
        }
    }

    [Fact]
    public void What_cost_nothing_gives_back_nothing() =>
        Assert.Equal(0m, Order(0, 0, (2, 0m)).RefundFor(new Dictionary<short, int> { [0] = 2 }, ReturnKind.Withdrawal).Amount);

    [Theory]
    [InlineData(14, ReturnKind.Withdrawal, null)]
    [InlineData(15, ReturnKind.Return, null)]
    [InlineData(30, ReturnKind.Return, null)]
    [InlineData(31, ReturnKind.Return, "This order could be sent back until 2026-05-31.")]
    public void The_time_to_withdraw_and_the_time_to_return_begin_with_the_delivery(int days, string kind, string? refusal)
    {
        var order = Order(0, 0, (1, 1m));

        Assert.Equal((kind, refusal), (order.KindAt(Noon.AddDays(days), Options), order.RefusalAt(Noon.AddDays(days), Options)));
    }

    [Theory]
    [InlineData(OrderStatus.Shipped, true)]
    [InlineData(OrderStatus.Delivered, true)]
    [InlineData(OrderStatus.Confirmed, false)]
    [InlineData(OrderStatus.PartiallyShipped, false)]
    [InlineData(OrderStatus.Cancelled, false)]
    public void Only_what_was_sent_can_be_sent_back(string status, bool isReturnable) =>
        Assert.Equal(isReturnable, (Order(0, 0, (1, 1m)) with { Status = status, DeliveredAt = null }).RefusalAt(Noon, Options) is null);
}
