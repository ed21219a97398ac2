using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Unit.Platform;

public sealed class ShopSettingsTests
{
    [Theory]
    [InlineData("Shop:Currency", "XXQ")]
    [InlineData("Shop:Currency", "eur")]
    [InlineData("Shop:Currency", "")]
    [InlineData("Shop:Url", "ftp://shop.example")]
    public void What_is_no_currency_or_no_address_of_a_shop_is_refused_by_its_name(string key, string value) =>
        Assert.Contains(key, Assert.Throws<InvalidOperationException>(() => Read(key, value)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_start_ends_with_the_key_of_the_setting() => Assert.Equal(
        "Shop:Currency: The currency must be an ISO 4217 code, for example EUR.",
        new SectionValidation<ShopSettings>(ShopSettings.Section).Validate(null, new() { Currency = "XXQ" }).FailureMessage);

    [Fact]
    public void Any_currency_in_use_is_possible() => Assert.Equal("KWD", Read("Shop:Currency", "KWD").Currency);

    static ShopSettings Read(string key, string value) => OptionsSection.Read<ShopSettings>(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, value)]).Build(), ShopSettings.Section);
}
