using Cartwright.Carts;

namespace Cartwright.Unit.Carts;

public sealed class MergingTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static CartLine Line(string sku, int quantity, decimal price = 10, int minute = 0) => new(sku, $"Article {sku}", quantity, price, "EUR", Start.AddMinutes(minute));

    static Cart CartOf(params CartLine[] lines) => Cart.ForGuest(Guid.NewGuid()) with { Lines = lines };

    [Fact]
    public void Quantities_of_an_article_in_both_carts_are_added_up()
    {
        var change = Assert.Single(CartOf(Line("A", 2)).ChangesByMerging([Line("A", 3)]));

        Assert.Equal(5, change.Quantity);
    }

    [Fact]
    public void A_line_never_exceeds_its_maximum()
    {
        var change = Assert.Single(CartOf(Line("A", 990)).ChangesByMerging([Line("A", 990)]));

        Assert.Equal(Cart.QuantityMax, change.Quantity);
    }

    [Fact]
    public void An_article_in_both_carts_keeps_the_price_that_the_user_saw()
    {
        var change = Assert.Single(CartOf(Line("A", 1, price: 10)).ChangesByMerging([Line("A", 1, price: 12)]));

        Assert.Equal(10, change.SeenPrice);
    }

    [Fact]
    public void What_only_the_user_has_does_not_change()
    {
        var changes = CartOf(Line("A", 1), Line("B", 1)).ChangesByMerging([Line("C", 4)]);

        Assert.Equal([Line("C", 4)], changes);
    }

    [Fact]
    public void The_newest_lines_of_the_guest_are_left_out_when_the_cart_is_full()
    {
        var full = CartOf([.. Enumerable.Range(0, Cart.LinesMax - 1).Select(i => Line($"U{i}", 1))]);

        var changes = full.ChangesByMerging([Line("NEW", 1, minute: 2), Line("OLD", 1, minute: 1), Line("U0", 1, minute: 3)]);

        Assert.Equal(["U0", "OLD"], changes.Select(l => l.Sku));
    }

    [Fact]
    public void Merging_an_empty_cart_changes_nothing() => Assert.Empty(CartOf(Line("A", 1)).ChangesByMerging([]));

    [Fact]
    public void A_full_cart_has_room_for_what_it_already_holds_only()
    {
        var full = CartOf([.. Enumerable.Range(0, Cart.LinesMax).Select(i => Line($"U{i}", 1))]);

        Assert.True(full.HasRoomFor("U7"));
        Assert.False(full.HasRoomFor("NEW"));
    }
}
