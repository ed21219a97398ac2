using Cartwright.Imports;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Cartwright.Unit.Imports;

public sealed class MarketplaceOptionsTests
{
    static readonly ServiceAddresses Simulators = new(new Dictionary<string, IReadOnlyList<Uri>> { ["simulators"] = [new("http://127.0.0.1:8090")] });
    static readonly ServiceAddresses Nobody = new(new Dictionary<string, IReadOnlyList<Uri>>());

    [Fact]
    public void A_marketplace_whose_settings_cannot_be_read_is_reported_and_not_skipped()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Imports:Marketplaces:market:ChunkSize", "many")]).Build();

        Assert.Contains("ChunkSize", Assert.Throws<InvalidOperationException>(() => new ImportsOptions().ReadMarketplaces(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_complete_is_accepted() => Assert.Empty(Errors(Complete()));

    [Theory]
    [InlineData("http://market.example", "https://")]
    [InlineData("market.example", "no address")]
    [InlineData("ftp://market.example", "no address")]
    [InlineData("/api", "no address")]
    [InlineData("https://me:secret@market.example", "Username")]
    [InlineData("https://market.example/?key=secret", "query")]
    [InlineData("", "missing")]
    public void An_address_that_cannot_be_used_is_reported_without_repeating_it(string address, string words)
    {
        var error = Assert.Single(Errors(Complete(o => o.Address = address)));

        Assert.StartsWith("Imports:Marketplaces:market:Address ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_encrypted_is_for_development() =>
        Assert.Empty(Errors(Complete(o => o.Address = "http://127.0.0.1:8090"), environment: Environments.Development));

    [Fact]
    public void No_address_means_the_simulators_where_there_are_any() => Assert.Empty(Errors(Complete(o => o.Address = ""), Simulators));

    [Theory]
    [InlineData("")]
    [InlineData("Market")]
    [InlineData("a market")]
    [InlineData("market\n")]
    [InlineData("a123456789012345678901234567890123456789b")]
    public void A_name_is_short_and_plain(string name) => Assert.Contains("1 to 40", Assert.Single(Errors(Complete(), name: name)), StringComparison.Ordinal);

    [Fact]
    public void Each_setting_is_checked_and_reported_by_its_name()
    {
        var errors = Errors(Complete(o =>
        {
            (o.Username, o.Password, o.Currency) = (null, "", "euro");
            (o.ChunkSize, o.Parallelism, o.RequestsPerSecond, o.Schedule) = (0, 65, -1, TimeSpan.Zero);
            (o.AttemptTimeout, o.IdleTimeout) = (TimeSpan.Zero, TimeSpan.FromHours(1));
        }));

        Assert.All(
            ["Username", "Password", "Currency", "ChunkSize", "Parallelism", "RequestsPerSecond", "Schedule", "AttemptTimeout", "IdleTimeout"],
            setting => Assert.Contains(errors, error => error.Contains(setting, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("XYZ")]
    [InlineData("eur")]
    [InlineData("")]
    public void A_currency_is_one_in_use(string currency) =>
        Assert.Equal(
            "Imports:Marketplaces:market: Currency must be an ISO 4217 code, for example EUR.",
            Assert.Single(Errors(Complete(o => o.Currency = currency))));

    [Fact]
    public void With_simulators_and_nothing_configured_there_is_a_demo()
    {
        var options = new ImportsOptions();
        new DemoMarketplace(Simulators).PostConfigure(null, options);

        var (name, demo) = Assert.Single(options.Marketplaces);
        Assert.Equal(("demo", "demo", "demo-marketplace"), (name, demo.Username, demo.Password));
        Assert.True(new MarketplaceOptionsValidation(In(Environments.Production), Simulators).Validate(null, options).Succeeded);
    }

    [Fact]
    public void Nothing_is_made_up_without_simulators_or_beside_what_is_configured()
    {
        var none = new ImportsOptions();
        new DemoMarketplace(Nobody).PostConfigure(null, none);
        Assert.Empty(none.Marketplaces);

        var some = new ImportsOptions { Marketplaces = { ["market"] = Complete(o => o.Username = null) } };
        new DemoMarketplace(Simulators).PostConfigure(null, some);
        Assert.Null(Assert.Single(some.Marketplaces).Value.Username);
    }

    static MarketplaceOptions Complete(Action<MarketplaceOptions>? change = null)
    {
        var options = new MarketplaceOptions { Address = "https://market.example/v1", Username = "merchant", Password = "password" };
        change?.Invoke(options);
        return options;
    }

    static IReadOnlyList<string> Errors(MarketplaceOptions options, ServiceAddresses? addresses = null, string? environment = null, string name = "market") =>
        [.. new MarketplaceOptionsValidation(In(environment ?? Environments.Production), addresses ?? Nobody)
            .Validate(null, new ImportsOptions { Marketplaces = { [name] = options } })
            .Failures ?? []];

    static HostingEnvironment In(string environment) => new() { EnvironmentName = environment };
}
