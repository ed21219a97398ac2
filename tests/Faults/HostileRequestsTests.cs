using Cartwright.Faults.Requests;

namespace Cartwright.Faults;

/// <summary>A short run of <c>./cartwright faults requests</c>.</summary>
public sealed class HostileRequestsTests(ITestOutputHelper output)
{
    const int Requests = 1_000;

    [Fact]
    public async Task No_request_makes_the_shop_fail_or_spoils_its_books()
    {
        await using var shop = await KillableShop.OpenAsync();

        await new HostileRequests(Random.Shared.Next(1_000_000), output.WriteLine).RunAsync(shop, Requests);
    }
}
