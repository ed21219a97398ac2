using Cartwright.Storefront.Api;
using Cartwright.Storefront.Shop;

namespace Cartwright.Unit.Storefront;

public sealed class OrderProgressTests
{
    [Theory]
    [InlineData("pending", "none", "Reserved", StepState.Current)]
    [InlineData("awaiting_payment", "requested", "Paid", StepState.Current)]
    [InlineData("awaiting_payment", "failed", "Paid", StepState.Failed)]
    [InlineData("confirmed", "completed", "Paid", StepState.Done)]
    [InlineData("shipped", "completed", "Delivered", StepState.Current)]
    [InlineData("delivered", "completed", "Delivered", StepState.Done)]
    internal void The_steps_tell_how_far_an_order_is(string status, string payment, string step, StepState state) =>
        Assert.Equal(state, OrderProgress.Of(An(status, payment)).Steps.Single(x => x.Name == step).State);

    [Theory]
    [InlineData("rejected")]
    [InlineData("cancelled")]
    public void An_order_that_ended_early_goes_no_way(string status) => Assert.Empty(OrderProgress.Of(An(status, "none")).Steps);

    [Fact]
    public void A_page_does_not_refresh_while_the_customer_chooses_another_card() =>
        Assert.Null(OrderProgress.Of(An("awaiting_payment", "failed")).RefreshSeconds);

    [Fact]
    public void An_order_that_is_paid_cannot_be_paid_again() => Assert.False(OrderProgress.CanPayAgain(An("confirmed", "completed")));

    [Fact]
    public void A_parcel_under_way_cannot_be_cancelled() => Assert.False(OrderProgress.CanCancel(An("shipped", "completed")));

    static Order An(string status, string payment) => new(
        Guid.CreateVersion7(), "1", status, [], 0, 0, 0, 0, "EUR", null, new OrderPayment("card", payment, 1, null), null, null, DateTimeOffset.UnixEpoch, 1);
}
