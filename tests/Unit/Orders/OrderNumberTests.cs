using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class OrderNumberTests
{
    [Fact]
    public void A_number_is_two_groups_of_letters_that_do_not_look_alike() =>
        Assert.All(
            Enumerable.Range(0, 1000),
            _ => Assert.Matches("^CW-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", OrderNumber.Of(Guid.CreateVersion7())));

    [Fact]
    public void The_number_of_an_order_never_changes() =>
        Assert.Equal("CW-MH40F-FKQT4", OrderNumber.Of(Guid.Parse("019abcde-f012-7345-8678-9abcdef01234")));

    [Theory]
    [InlineData("CW-MH40F-FKQT4", "CW-MH40F-FKQT4")]
    [InlineData(" cw-mh4of-fkqt4 ", "CW-MH40F-FKQT4")]
    [InlineData("CW-IL000-00000", "CW-11000-00000")]
    [InlineData("CW-MH40F-FKQTU", null)]
    [InlineData("CW-MH40FFFKQT4", null)]
    [InlineData("MH40F-FKQT4", null)]
    [InlineData("", null)]
    public void A_number_is_read_as_people_write_it(string typed, string? number) => Assert.Equal(number, OrderNumber.Read(typed));

    [Fact]
    public void Orders_of_the_same_moment_have_different_numbers()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Distinct(Enumerable.Range(0, 10_000).Select(_ => OrderNumber.Of(Guid.CreateVersion7(now))));
    }
}
