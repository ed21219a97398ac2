using Cartwright.Imports;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Http;

namespace Cartwright.Tests.Imports;

/// <summary>Who may know what is between a marketplace and us.</summary>
public sealed class MarketplaceSecrecyTests(TestShop shop) : IAsyncLifetime
{
    ImportWorld _world = null!;
    PlayedMarketplace _market = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_world, _market) = (await ImportWorld.StartAsync(shop), await PlayedMarketplace.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _market.DisposeAsync();
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_sent()
    {
        await using var impostor = await PlayedMarketplace.StartAsync(encrypted: true);
        var client = await _world.ClientAsync(impostor);

        var error = await Assert.ThrowsAsync<MarketplaceRefusedException>(() => ReadAsync(client));

        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (impostor.Logins, impostor.Calls));
    }

    [Fact]
    public async Task Nothing_secret_is_logged_or_told_or_kept_in_the_clear()
    {
        _market.OnCall = async (context, number) =>
        {
            // It says everything that it was told.
            await context.Response.WriteAsync($"{context.Request.Headers.Authorization} {PlayedMarketplace.Password}");
            return number > 1;
        };
        var client = await _world.ClientAsync(_market);
        var told = await Assert.ThrowsAsync<MarketplaceUnavailableException>(() => ReadAsync(client));
        _market.CallsPerToken = 0;
        var refused = await Assert.ThrowsAsync<MarketplaceRefusedException>(() => ReadAsync(client));
        _market.OnLogin = async (context, _) =>
        {
            await context.Response.WriteAsync(await new StreamReader(context.Request.Body).ReadToEndAsync());
            return true;
        };
        var wrong = await _world.ClientAsync(_market, options => options.Username = "another");
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(wrong));

        var rows = await _world.Database.QueryAsync<string>("select t::text || encode(sealed, 'escape') from marketplace_tokens t", null, Cancelled);
        var everything = string.Join('\n', [_world.Log.All, $"{told}", $"{refused}", $"{failed}", .. rows]);
        Assert.Contains("Logged in", everything, StringComparison.Ordinal);
        Assert.NotEmpty(_market.Tokens);
        Assert.DoesNotContain(PlayedMarketplace.Password, everything, StringComparison.Ordinal);
        Assert.All(_market.Tokens, token => Assert.DoesNotContain(token.Split('.')[2], everything, StringComparison.Ordinal));
    }

    static Task<long[]> ReadAsync(MarketplaceClient client) => client.ReadOrdersAsync(0, 9, ImportWorld.ReadAsync, Cancelled);
}
