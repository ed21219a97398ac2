using Cartwright.Carts;
using Cartwright.Contracts;

namespace Cartwright.Unit.Carts;

public sealed class CartResponseTests
{
    static readonly Cart OfTwo = Cart.ForGuest(Guid.NewGuid()) with { Lines = [new CartLine("A", "Article", 2, 10, "EUR", DateTimeOffset.UnixEpoch)] };

    static QuoteItemResponse Item(decimal price = 10, bool active = true, int shown = 100, string currency = "EUR", string? issue = null) =>
        new("A", Guid.NewGuid(), "Article", null, null, 2, price, price * 2, currency, shown, active, issue);

    static CartItemResponse Show(QuoteItemResponse? item, int? stock = 100)
    {
        var quote = new QuoteResponse(item is null ? [] : [item], 20, 4, 5, 29, "EUR");
        var known = stock is null ? null : new Dictionary<string, int> { ["A"] = stock.Value };
        return Assert.Single(CartResponses.Of(OfTwo, new PriceList(OfTwo.Lines, quote, known)).Items);
    }

    [Fact]
    public void A_line_in_order_has_no_issue() => Assert.Null(Show(Item()).Issue);

    [Fact]
    public void An_unknown_article_is_unavailable_and_costs_nothing()
    {
        var line = Show(null);

        Assert.Equal("unavailable", line.Issue);
        Assert.Equal(0, line.LineTotal);
        Assert.Equal("Article", line.Name);
    }

    [Fact]
    public void An_inactive_article_is_unavailable_whatever_is_in_stock()
    {
        var line = Show(Item(active: false));

        Assert.Equal("unavailable", line.Issue);
        Assert.Equal(0, line.Available);
    }

    [Fact]
    public void Without_stock_a_line_is_out_of_stock() => Assert.Equal("out_of_stock", Show(Item(), stock: 0).Issue);

    [Fact]
    public void Less_stock_than_wanted_is_insufficient_and_the_quantity_stays()
    {
        var line = Show(Item(), stock: 1);

        Assert.Equal("insufficient_stock", line.Issue);
        Assert.Equal(2, line.Quantity);
        Assert.Equal(1, line.Available);
    }

    [Fact]
    public void Just_enough_stock_is_no_issue() => Assert.Null(Show(Item(), stock: 2).Issue);

    [Fact]
    public void Another_price_than_the_one_seen_is_shown_with_both()
    {
        var line = Show(Item(price: 12));

        Assert.Equal("price_changed", line.Issue);
        Assert.Equal(12, line.UnitPrice);
        Assert.Equal(10, line.PreviousPrice);
    }

    [Fact]
    public void A_changed_price_is_told_even_when_stock_is_the_first_issue()
    {
        var line = Show(Item(price: 12), stock: 0);

        Assert.Equal("out_of_stock", line.Issue);
        Assert.Equal(10, line.PreviousPrice);
    }

    [Fact]
    public void When_inventory_is_silent_the_catalog_tells_the_stock() => Assert.Equal("insufficient_stock", Show(Item(shown: 1), stock: null).Issue);

    [Fact]
    public void Totals_are_those_of_the_quote()
    {
        var view = CartResponses.Of(OfTwo, new PriceList(OfTwo.Lines, new QuoteResponse([Item()], 20, 4, 5, 29, "EUR"), null));

        Assert.Equal((2, 20, 4, 5, 29), (view.ItemCount, view.Subtotal, view.Tax, view.Shipping, view.Total));
    }

    [Fact]
    public void A_price_list_covers_only_the_lines_it_was_made_for()
    {
        var prices = new PriceList(OfTwo.Lines, new QuoteResponse([Item()], 20, 4, 5, 29, "EUR"), null);

        Assert.True(prices.Covers(OfTwo.Lines));
        Assert.False(prices.Covers(OfTwo.With("A", 3).Lines));
        Assert.False(prices.Covers(OfTwo.With("B", 1).Lines));
    }

    [Fact]
    public void The_same_number_in_another_currency_is_another_price()
    {
        var line = Show(Item(currency: "JPY"));

        Assert.Equal(("price_changed", 10, "EUR", "JPY"), (line.Issue, line.PreviousPrice, line.PreviousCurrency, line.Currency));
    }

    [Fact]
    public void A_line_that_cannot_be_paid_with_the_others_says_so_even_if_its_price_has_changed() =>
        Assert.Equal("currency_mismatch", Show(Item(price: 1980, currency: "JPY", issue: "currency_mismatch")).Issue);

    [Theory]
    [InlineData(5, 7, "A 3")]
    [InlineData(1, 9, "A 1 insufficient_stock")]
    [InlineData(5, 1, "A 0 out_of_stock")]
    public void A_bundle_is_as_available_as_its_scarcest_part(int lamps, int bulbs, string expected)
    {
        OrderLinePart[] parts = [new("LAMP", Guid.NewGuid(), "Lamp", 1), new("BULB", Guid.NewGuid(), "Bulb", 2)];
        var quote = new QuoteResponse([Item() with { Parts = parts }], 20, 4, 5, 29, "EUR");
        // What inventory says of the bundle itself counts for nothing.
        var stock = new Dictionary<string, int> { ["A"] = 100, ["LAMP"] = lamps, ["BULB"] = bulbs };

        var line = Assert.Single(CartResponses.Of(OfTwo, new PriceList(OfTwo.Lines, quote, stock)).Items);

        Assert.Equal(expected, $"{line.Sku} {line.Available} {line.Issue}".TrimEnd());
        Assert.Equal(parts, line.Parts);
    }
}
