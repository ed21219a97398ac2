using Cartwright.Imports;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Imports;

/// <summary>What the tables say of a marketplace before the first import, and what can be configured otherwise afterwards.</summary>
public sealed class RegisterMarketplacesTests(TestShop shop) : IAsyncLifetime
{
    ImportWorld _world = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await ImportWorld.StartAsync(shop);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_currency_of_a_marketplace_is_fixed_once_orders_have_been_imported()
    {
        await RegisterAsync("EUR");
        await RegisterAsync("USD");
        Assert.Equal("USD", await CurrencyAsync());
        await _world.Database.ExecuteAsync(
            "insert into imported_days (marketplace, day, orders, amount) select id, '2026-01-01', 1, 10 from marketplaces", null, Cancelled);

        await RegisterAsync("USD");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RegisterAsync("EUR"));

        Assert.Equal(
            "Imports:Marketplaces:market:Currency cannot be changed, because orders in USD have been imported. Set it to USD, or give the marketplace another name.",
            error.Message);
        Assert.Equal("USD", await CurrencyAsync());
    }

    [Fact]
    public async Task Orders_of_an_earlier_version_are_in_the_configured_currency()
    {
        await _world.Database.ExecuteAsync(
            """
            insert into marketplaces (name) values ('market');
            insert into imported_days (marketplace, day, orders, amount) select id, '2026-01-01', 1, 10 from marketplaces
            """,
            null,
            Cancelled);

        await RegisterAsync("CHF");

        Assert.Equal("CHF", await CurrencyAsync());
    }

    async Task RegisterAsync(string currency)
    {
        var options = new MarketplaceOptions { Address = "http://127.0.0.1:1", Username = "merchant", Password = "password", Currency = currency };
        await new RegisterMarketplaces(_world.Database, await _world.InstanceAsync(("market", options))).StartAsync(Cancelled);
    }

    Task<string?> CurrencyAsync() => _world.Database.QuerySingleOrDefaultAsync<string>("select currency from marketplaces where name = 'market'", null, Cancelled);
}
