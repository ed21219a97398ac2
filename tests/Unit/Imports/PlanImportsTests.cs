using Cartwright.Imports;

namespace Cartwright.Unit.Imports;

public sealed class PlanImportsTests
{
    [Theory]
    [InlineData("all", 0, 1, 5000, 1, 5000)]
    [InlineData("all", 3001, 1, 5000, 1, 5000)]
    [InlineData("new", 0, 1, 5000, 1, 5000)]
    [InlineData("new", 0, 700, 5000, 700, 5000)]
    [InlineData("new", 3001, 1, 5000, 2901, 5000)]
    [InlineData("new", 3001, 2990, 5000, 2990, 5000)]
    [InlineData("new", 50, 1, 5000, 1, 5000)]
    [InlineData("new", 5000, 1, 5000, 4900, 5000)]
    public void What_is_asked_for_begins_where_the_marketplace_does_or_a_little_before_what_is_known(
        string scope, long next, long first, long last, long from, long to) =>
        Assert.Equal(new IndexRange(from, to), PlanImports.Range(Import(scope, next), new(first, last), overlap: 100));

    [Theory]
    [InlineData("new", 5001)]
    [InlineData("new", 9000)]
    public void Nothing_new_is_nothing_to_ask_for(string scope, long next) => Assert.Null(PlanImports.Range(Import(scope, next), new(1, 5000), overlap: 100));

    [Fact]
    public void A_marketplace_without_orders_has_nothing_to_ask_for() => Assert.Null(PlanImports.Range(Import("all", 0), null, overlap: 100));

    [Fact]
    public void A_range_that_is_too_long_for_one_import_is_cut() =>
        Assert.Equal(new IndexRange(1, 200_000_000), PlanImports.Range(Import("all", 0), new(1, long.MaxValue), overlap: 100));

    static PlannedImport Import(string scope, long next) => new(Guid.Empty, "market", scope, ChunkSize: 1000, next, IsScheduled: false, Attempts: 1);
}
