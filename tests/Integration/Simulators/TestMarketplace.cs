using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Cartwright.Simulators;
using Cartwright.Tests.Shops;

namespace Cartwright.Integration.Simulators;

/// <summary>A simulated marketplace of a test's own, with the settings that it wants.</summary>
internal sealed class TestMarketplace : IDisposable
{
    public const string Password = "a marketplace's password";

    readonly Uri _address;

    TestMarketplace(Uri address)
    {
        _address = address;
        Http = new() { BaseAddress = address };
    }

    public string Account { get; } = "t" + Guid.NewGuid().ToString("N");

    /// <summary>A client without a token.</summary>
    public HttpClient Http { get; }

    public static async Task<TestMarketplace> CreateAsync(TestShop shop, object? settings = null)
    {
        var marketplace = new TestMarketplace(shop.Shop.Address("simulators"));
        (await marketplace.SetAsync(settings)).Is(HttpStatusCode.Created);
        return marketplace;
    }

    /// <summary>Changes the settings; those that are not named are as at first.</summary>
    public Task<Answer> SetAsync(object? settings)
    {
        var all = JsonSerializer.SerializeToNode(settings ?? new { })!.AsObject();
        all["password"] = Password;
        return Http.PutJsonAsync($"/admin/marketplaces/{Account}", all);
    }

    public Task<Answer> LogInAsync() => Http.PostJsonAsync("/auth", new { username = Account, password = Password });

    /// <summary>A client with a token.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var token = (await LogInAsync()).Is(HttpStatusCode.OK).Json.GetProperty("token").GetString();
        return new() { BaseAddress = _address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    public async Task<MarketplaceCountsResponse> CountsAsync() =>
        (await Http.GetFromJsonAsync<MarketplaceCountsResponse>($"/admin/marketplaces/{Account}/counts"))!;

    public void Dispose() => Http.Dispose();
}
