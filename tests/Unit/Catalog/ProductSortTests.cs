using Cartwright.Catalog;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Cartwright.Unit.Catalog;

public sealed class ProductSortTests
{
    static readonly ProductKey First = new("9.90", new Guid(1, 0, 0, new byte[8]));
    static readonly ProductKey Second = new("10.00", new Guid(2, 0, 0, new byte[8]));

    static string CursorAfterFirst(ProductSort order)
    {
        Assert.Null(order.Read(new PageRequest { Limit = 1 }, out var page));
        return page.Cut([First, Second], key => key).NextCursor!;
    }

    [Fact]
    public void The_next_page_begins_after_the_price_and_id_of_the_last_product()
    {
        Assert.Null(ProductSort.Price.Read(new PageRequest { Cursor = CursorAfterFirst(ProductSort.Price) }, out var page));

        Assert.Equal(First, page.After);
    }

    [Theory]
    [InlineData("Ä\u001fB")]
    [InlineData("\U0001F600")]
    [InlineData("")]
    public void A_page_by_name_begins_after_any_name(string letter)
    {
        ProductKey[] keys = [new(string.Concat(Enumerable.Repeat(letter, 66)), First.Id), Second];
        Assert.Null(ProductSort.ByName.Read(new PageRequest { Limit = 1 }, out var page));

        Assert.Null(ProductSort.ByName.Read(new PageRequest { Cursor = page.Cut(keys, key => key).NextCursor }, out var next));

        Assert.Equal(keys[0], next.After);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_cursor_the_first_page_is_read(string? cursor)
    {
        Assert.Null(ProductSort.Newest.Read(new PageRequest { Cursor = cursor }, out var page));

        Assert.Null(page.After);
    }

    [Fact]
    public void A_cursor_of_another_order_is_a_problem_of_the_cursor()
    {
        var problem = ProductSort.PriceDescending.Read(new PageRequest { Cursor = CursorAfterFirst(ProductSort.Price) }, out _);

        Assert.Equal(["cursor"], ((HttpValidationProblemDetails)problem!.ProblemDetails).Errors.Keys);
    }
}
