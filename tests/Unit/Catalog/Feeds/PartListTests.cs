using Cartwright.Catalog;
using Cartwright.Catalog.Feeds;

namespace Cartwright.Unit.Catalog.Feeds;

public sealed class PartListTests
{
    [Fact]
    public void Parts_are_read_as_they_were_written()
    {
        IReadOnlyList<BundlePart> parts = [new("SKU-A", 2), new("b.1_x", 100)];

        Assert.Equal(["SKU-A*2", "b.1_x*100"], PartList.Write(parts));
        Assert.Equal(parts, PartList.Read(PartList.Write(parts)));
    }

    [Fact]
    public void One_unit_needs_no_quantity() => Assert.Equal([new BundlePart("A", 1), new BundlePart("B", 3)], PartList.Read(["A", " B * 3 "]));

    [Theory]
    [InlineData("A*")]
    [InlineData("*2")]
    [InlineData("A*x")]
    [InlineData("A*-1")]
    [InlineData("A*2*2")]
    [InlineData("two lamps")]
    [InlineData("A*99999999999")]
    public void What_is_no_part_is_refused(string text) => Assert.Null(PartList.Read(["B*1", text]));
}
