using System.Net;
using System.Net.Http.Headers;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Messaging;

public sealed class DeadLetterTests(TestShop shop)
{
    [Fact]
    public async Task Administrators_replay_and_discard_what_was_given_up_and_nobody_else_does()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess(), attemptsMax: 1);
        using var customer = await shop.CustomerAsync();
        using var administrator = await shop.AdminAsync();
        using var admin = At(services.ProbeAddress, administrator.DefaultRequestHeaders.Authorization);
        using var other = At(services.ProbeAddress, customer.Http.DefaultRequestHeaders.Authorization);
        using var nobody = At(services.ProbeAddress, null);
        await services.PublishAsync((Guid.NewGuid(), "poison 1"), (Guid.NewGuid(), "poison 2"));
        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Count == 2, () => "There are no two dead letters.");

        var letters = (await admin.GetJsonAsync("/admin/dead-letters")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.All(letters.EnumerateArray(), letter => Assert.Contains("harms", letter.GetProperty("error").GetString()));
        var (first, second) = (letters[0].GetProperty("eventId").GetGuid(), letters[1].GetProperty("eventId").GetGuid());
        (await other.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.Forbidden);
        (await nobody.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.Unauthorized);
        services.Poison.Heal();

        (await admin.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.Accepted);
        (await admin.PostJsonAsync($"/admin/dead-letters/{second}/discard", null)).Is(HttpStatusCode.NoContent);

        await services.UntilAsync("poison 1");
        Assert.Empty(await services.DeadLettersAsync());
        (await admin.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.NotFound);
        (await admin.PostJsonAsync($"/admin/dead-letters/{second}/discard", null)).Is(HttpStatusCode.NotFound);
    }

    static HttpClient At(Uri address, AuthenticationHeaderValue? authorization)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }
}
