using Cartwright.Storefront.Api;
using Cartwright.Storefront.Shop;

namespace Cartwright.Unit.Storefront;

public sealed class OrderedItemsTests
{
    [Fact]
    public void Items_come_back_from_the_form_as_they_were_shown()
    {
        WantedItem[] items = [new("MUG-1", 2), new("odd * sku", 1)];

        Assert.Equal(items, OrderedItems.Read(OrderedItems.Write(items)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MUG-1")]
    [InlineData("x*MUG-1")]
    [InlineData("-1*MUG-1")]
    [InlineData("1*A*B")]
    public void A_form_that_was_tampered_with_orders_nothing(string? text) => Assert.Null(OrderedItems.Read(text));
}
