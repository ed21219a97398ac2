using Cartwright.Storefront.Shop;

namespace Cartwright.Unit.Storefront;

public sealed class DisplayTests
{
    [Theory]
    [InlineData("screenSize", "Screen size")]
    [InlineData("screen_size", "Screen size")]
    [InlineData("Material", "Material")]
    public void Names_of_attributes_read_as_headings(string name, string label) => Assert.Equal(label, Display.Label(name));

    [Fact]
    public void Amounts_are_written_with_their_currency() => Assert.Equal("€1,299.50", Display.Money(1299.5m, "EUR"));

    [Theory]
    [InlineData("1980.00", "JPY", "¥1,980")]
    [InlineData("1.234", "KWD", "KWD 1.234")]
    [InlineData("5", "CHF", "CHF 5.00")]
    public void Amounts_have_the_decimals_of_their_currency(string amount, string currency, string written) =>
        Assert.Equal(written, Display.Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency));

    [Theory]
    [InlineData(0, "Sold out")]
    [InlineData(3, "Only 3 left")]
    [InlineData(6, "In stock")]
    public void Stock_is_told_in_words(int available, string text) => Assert.Equal(text, StockLevel.Of(available).Text);

    [Fact]
    public void An_address_is_written_as_on_a_parcel_with_the_name_of_its_country() => Assert.Equal(
        ["Ada Lovelace", "Analytical Engines", "1 Queen's Road", "Floor 3", "Central", "Hong Kong"],
        Display.AddressLines(new()
        {
            Recipient = "Ada Lovelace", Company = "Analytical Engines", Street = "1 Queen's Road", Street2 = "Floor 3", City = "Central", State = "", ZipCode = "", Country = "HK",
        }));
}
