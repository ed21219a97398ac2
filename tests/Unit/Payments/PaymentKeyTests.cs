using Cartwright.Payments;

namespace Cartwright.Unit.Payments;

public sealed class PaymentKeyTests
{
    [Fact]
    public void A_key_names_its_order()
    {
        var order = Guid.CreateVersion7();

        Assert.True(PaymentKey.TryGetOrder(PaymentKey.Of(order, attempt: 12), out var found));
        Assert.Equal(order, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("order-1-1")]
    [InlineData("refund-0198c1d2e3f470008000000000000001-1")]
    [InlineData("order-0198c1d2e3f470008000000000000001")]
    [InlineData("order-0198c1d2-e3f4-7000-8000-000000000001-1")]
    public void Other_keys_name_no_order(string key) => Assert.False(PaymentKey.TryGetOrder(key, out _));
}
