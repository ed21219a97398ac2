using Cartwright.Contracts;

namespace Cartwright.Unit.Contracts;

public sealed class CountryTests
{
    [Fact]
    public void There_are_249_countries_with_codes_of_two_capital_letters_and_names() => Assert.Equal(
        249, Country.All.Where(c => c.Code.Length == 2 && c.Code.All(char.IsAsciiLetterUpper) && c.Name.Length > 3).Select(c => c.Code).Distinct().Count());

    [Theory]
    [InlineData("DE", "Germany")]
    [InlineData("gb", "United Kingdom")]
    [InlineData("Hk", "Hong Kong")]
    public void A_code_is_found_in_capital_and_small_letters(string code, string name)
    {
        Assert.True(Country.TryFind(code, out var country));
        Assert.Equal(name, country.Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("UK")]
    [InlineData("EU")]
    [InlineData("XX")]
    [InlineData("XK")]
    [InlineData("SU")]
    [InlineData("DEU")]
    [InlineData("DE ")]
    [InlineData("ＤＥ")]
    public void What_is_not_assigned_is_no_country(string? code) => Assert.False(Country.TryFind(code, out _));

    [Theory]
    [InlineData("HK")]
    [InlineData("AE")]
    [InlineData("IE")]
    [InlineData("QA")]
    [InlineData("PA")]
    [InlineData("BS")]
    [InlineData("KE")]
    public void An_address_does_without_a_postal_code_where_there_is_none_or_hardly_anybody_knows_theirs(string code) => Assert.False(Of(code).HasPostalCodes);

    [Theory]
    [InlineData("DE", "10115")]
    [InlineData("DE", "D-10115")]
    [InlineData("AT", "1010")]
    [InlineData("CH", "CH-8001")]
    [InlineData("NL", "1012 AB")]
    [InlineData("NL", "3011")]
    [InlineData("GB", "SW1A 1AA")]
    [InlineData("GB", "m11ae")]
    [InlineData("GB", "EC1A 1BB")]
    [InlineData("GB", "GIR 0AA")]
    [InlineData("US", "94105")]
    [InlineData("US", "94105-1234")]
    [InlineData("CA", "K1A 0B1")]
    [InlineData("SE", "111 22")]
    [InlineData("LV", "LV-1010")]
    [InlineData("PL", "00-950")]
    [InlineData("PT", "1000-205")]
    [InlineData("JP", "100-0001")]
    [InlineData("JP", "１００－０００１")]
    [InlineData("AD", "AD500")]
    [InlineData("IE", "D02 X285")]
    [InlineData("IE", "D6W XY00")]
    [InlineData("KY", "KY1-1001")]
    [InlineData("IN", "110 001")]
    [InlineData("HK", "000000")]
    public void A_postal_code_of_the_country_is_accepted_as_people_write_it(string code, string zipCode) => Assert.True(Of(code).AcceptsPostalCode(zipCode));

    [Theory]
    [InlineData("DE", "1011")]
    [InlineData("DE", "101155")]
    [InlineData("DE", "ABCDE")]
    [InlineData("DE", "1011$")]
    [InlineData("DE", "FRANCE10115")]
    [InlineData("DE", "SW1A 1AA")]
    [InlineData("US", "1234")]
    [InlineData("US", "K1A 0B1")]
    [InlineData("CA", "94105")]
    [InlineData("GB", "10115")]
    [InlineData("IE", "D02")]
    [InlineData("NL", "AB12")]
    public void A_code_of_elsewhere_is_not(string code, string zipCode) => Assert.False(Of(code).AcceptsPostalCode(zipCode));

    static Country Of(string code) => Country.TryFind(code, out var country) ? country : throw new ArgumentException(code);
}
