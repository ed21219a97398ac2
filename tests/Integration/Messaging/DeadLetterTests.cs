using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Messaging;

public sealed class DeadLetterTests(TestShop shop)
{
    [Fact]
    public async Task Administrators_retry_and_discard_what_was_given_up_and_nobody_else_does()
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
        (await other.PostJsonAsync($"/admin/dead-letters/{first}/retry", null)).Is(HttpStatusCode.Forbidden);
        (await nobody.PostJsonAsync($"/admin/dead-letters/{first}/retry", null)).Is(HttpStatusCode.Unauthorized);
        services.Poison.Heal();

        (await admin.PostJsonAsync($"/admin/dead-letters/{first}/retry", null)).Is(HttpStatusCode.Accepted);
        (await admin.PostJsonAsync($"/admin/dead-letters/{second}/discard", null)).Is(HttpStatusCode.NoContent);

        await services.UntilAsync("poison 1");
        Assert.Empty(await services.DeadLettersAsync());
        (await admin.PostJsonAsync($"/admin/dead-letters/{first}/retry", null)).Is(HttpStatusCode.NotFound);
        (await admin.PostJsonAsync($"/admin/dead-letters/{second}/discard", null)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_dead_letter_shows_its_content_and_the_whole_error_and_lists_come_in_pages()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess(), attemptsMax: 1);
        using var administrator = await shop.AdminAsync();
        using var admin = At(services.ProbeAddress, administrator.DefaultRequestHeaders.Authorization);
        await services.PublishAsync((Guid.NewGuid(), "poison 1"), (Guid.NewGuid(), "poison 2"), (Guid.NewGuid(), "poison 3"));
        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Count == 3, () => "There are no three dead letters.");

        var first = (await admin.GetJsonAsync("/admin/dead-letters?limit=2")).Is(HttpStatusCode.OK).Json;
        var second = (await admin.GetJsonAsync($"/admin/dead-letters?limit=2&cursor={first.GetProperty("nextCursor").GetString()}")).Is(HttpStatusCode.OK).Json;
        var ids = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(l => l.GetProperty("eventId").GetGuid()).ToList();
        Assert.Equal((await services.DeadLettersAsync()).Order(), ids.Order());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
        var all = (await admin.GetJsonAsync("/admin/dead-letters?limit=3")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(3, all.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, all.GetProperty("nextCursor").ValueKind);
        (await admin.GetJsonAsync("/admin/dead-letters?limit=0")).Is(HttpStatusCode.BadRequest).Names("limit");
        (await admin.GetJsonAsync("/admin/dead-letters?cursor=x")).Is(HttpStatusCode.BadRequest).Names("cursor");
        Assert.Empty((await admin.GetJsonAsync("/admin/dead-letters?name=product.created")).Json.GetProperty("items").EnumerateArray());

        var letter = (await admin.GetJsonAsync($"/admin/dead-letters/{ids[0]}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("category.created", letter.GetProperty("name").GetString());
        Assert.StartsWith("poison", letter.GetProperty("data").GetProperty("name").GetString());
        Assert.Contains(nameof(WhenCategoryCreated), letter.GetProperty("errorDetail").GetString(), StringComparison.Ordinal);
        (await admin.GetJsonAsync($"/admin/dead-letters/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_dead_letters_of_an_event_are_tried_again_at_once_in_the_order_in_which_they_happened()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess(), attemptsMax: 1);
        using var administrator = await shop.AdminAsync();
        using var admin = At(services.ProbeAddress, administrator.DefaultRequestHeaders.Authorization);
        var aggregate = Guid.NewGuid();
        await services.PublishAsync((aggregate, "poison 1"), (aggregate, "poison 2"), (aggregate, "poison 3"));
        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Count == 3, () => "There are no three dead letters.");
        services.Poison.Heal();

        (await admin.PostJsonAsync("/admin/dead-letters/retry", new { name = "order.created" })).Is(HttpStatusCode.BadRequest).Names("name");
        var retried = (await admin.PostJsonAsync("/admin/dead-letters/retry", new { name = "category.created" })).Is(HttpStatusCode.Accepted).Json;

        Assert.Equal(3, retried.GetProperty("retried").GetInt32());
        await services.UntilAsync("poison 1", "poison 2", "poison 3");
        Assert.Equal(["poison 1", "poison 2", "poison 3"], await services.EffectsAsync());
    }

    [Fact]
    public async Task An_event_with_a_setting_of_its_own_is_given_up_after_its_own_number_of_tries()
    {
        await using var services = await TwoServices.StartAsync(shop, new OneProcess(), settings: ("Messaging:Subscriptions:category.created:AttemptsMax", "2"));

        await services.PublishAsync((Guid.NewGuid(), "poison"));

        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Count == 1, () => "There is no dead letter.");
    }

    static HttpClient At(Uri address, AuthenticationHeaderValue? authorization)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }
}
